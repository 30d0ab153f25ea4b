import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Answer, ask, startWithLayotto } from "./testing";

type Started = Awaited<ReturnType<typeof startWithLayotto>>;

const callback = "https://board.example.test/callback";
const app = { clientId: "board", clientSecret: "secret", redirectUris: [callback] };
let github: Started["github"];
let clock: Started["clock"];

beforeEach(async () => {
  ({ github, clock } = await startWithLayotto());
  github.registerOAuthApp(app);
});

afterEach(() => github.close());

function authorizeAddress(parameters: Record<string, string>): string {
  return `${github.webUrl}/login/oauth/authorize?${new URLSearchParams({ client_id: "board", ...parameters })}`;
}

/** Clicks a button on the authorize page; returns where the browser is sent. */
async function choose(button: Record<string, string>, parameters: Record<string, string> = {}): Promise<URL> {
  const answer = await fetch(`${github.webUrl}/login/oauth/authorize`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ client_id: "board", redirect_uri: callback, state: "s1", ...parameters, ...button }),
  });
  return new URL(answer.headers.get("location") ?? "");
}

async function codeFor(login: string, parameters: Record<string, string> = {}): Promise<string> {
  return (await choose({ authorize_as: login }, parameters)).searchParams.get("code") ?? "";
}

async function exchange(parameters: Record<string, string>): Promise<Answer> {
  const answer = await fetch(`${github.webUrl}/login/oauth/access_token`, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({ client_id: "board", client_secret: "secret", redirect_uri: callback, ...parameters }),
  });
  expect(answer.status).toBe(200);
  return answer.json();
}

it("shows everybody as a button, the hinted person first, and a way out", async () => {
  const page = await (await fetch(authorizeAddress({ redirect_uri: callback, state: "a&b", login: "bob" }))).text();
  expect([...page.matchAll(/Authorize as (\w+)</g)].map(([, name]) => name)).toEqual(["bob", "mia", "alice"]);
  expect(page).toContain(">Cancel<");
  expect(page).toContain('name="state" value="a&#38;b"');
});

it("sends the browser back with a code and the state, and gives a token for it", async () => {
  const back = await choose({ authorize_as: "alice" }, { scope: "read:user user:email" });
  expect(back.href).toMatch(/^https:\/\/board\.example\.test\/callback\?code=\w+&state=s1$/);
  const answer = await exchange({ code: back.searchParams.get("code") ?? "" });
  expect(answer).toEqual({
    access_token: expect.stringMatching(/^gho_/),
    scope: "read:user,user:email",
    token_type: "bearer",
  });
  const { body, headers } = await ask(github, "/user", { token: answer.access_token });
  expect(body).toMatchObject({ login: "alice", id: github.state.account("alice").id, email: null, type: "User" });
  expect(headers.get("x-oauth-scopes")).toBe("read:user, user:email");
  const emails = await ask(github, "/user/emails", { token: answer.access_token });
  expect(emails.body).toEqual([{ email: "alice@example.test", primary: true, verified: true, visibility: "private" }]);
});

it("hides the e-mail addresses from a token without the scope", async () => {
  const { access_token } = await exchange({ code: await codeFor("alice") });
  expect((await ask(github, "/user", { token: access_token })).status).toBe(200);
  expect((await ask(github, "/user/emails", { token: access_token })).status).toBe(404);
});

it("tells the callback that the person refused", async () => {
  const back = await choose({ cancel: "1" });
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: "access_denied", state: "s1" });
});

it("refuses an unknown app and an address that is not registered", async () => {
  expect((await fetch(authorizeAddress({ client_id: "other" }))).status).toBe(404);
  const answer = await fetch(authorizeAddress({ redirect_uri: `${callback}/other`, state: "s" }), {
    redirect: "manual",
  });
  expect(answer.headers.get("location")).toMatch(
    /^https:\/\/board\.example\.test\/callback\?error=redirect_uri_mismatch&.*state=s$/,
  );
});

it("takes any address on this machine where the app says so", async () => {
  github.registerOAuthApp({ clientId: "dev", clientSecret: "dev", allowsLoopback: true });
  const at = (redirect_uri: string) => fetch(authorizeAddress({ client_id: "dev", redirect_uri }));
  expect((await at("http://localhost:3123/api/auth/callback/github")).status).toBe(200);
  expect((await at("https://elsewhere.example.test/")).status).toBe(400);
});

it("takes a code once, within ten minutes, from its own app and for its own address", async () => {
  const code = await codeFor("alice");
  expect(await exchange({ code, redirect_uri: `${callback}/x` })).toMatchObject({ error: "redirect_uri_mismatch" });
  expect(await exchange({ code, client_secret: "no" })).toMatchObject({ error: "incorrect_client_credentials" });
  expect(await exchange({ code })).toHaveProperty("access_token");
  expect(await exchange({ code })).toMatchObject({
    error: "bad_verification_code",
    error_description: expect.any(String),
  });
  const late = await codeFor("alice");
  clock.pass(600_000);
  expect(await exchange({ code: late })).toMatchObject({ error: "bad_verification_code" });
});

it("wants S256, and the verifier that fits", async () => {
  const verifier = "v".repeat(43);
  const code_challenge = createHash("sha256").update(verifier).digest("base64url");
  const plain = await choose({ authorize_as: "alice" }, { code_challenge, code_challenge_method: "plain" });
  expect(plain.searchParams.get("error")).toBe("invalid_request");
  const code = await codeFor("alice", { code_challenge, code_challenge_method: "S256" });
  expect(await exchange({ code })).toMatchObject({ error: "bad_verification_code" });
  expect(await exchange({ code, code_verifier: "w".repeat(43) })).toMatchObject({ error: "bad_verification_code" });
  expect(await exchange({ code, code_verifier: verifier })).toHaveProperty("access_token");
});

it("answers as a form unless JSON is asked for", async () => {
  const answer = await fetch(`${github.webUrl}/login/oauth/access_token`, {
    method: "POST",
    body: new URLSearchParams({ client_id: "board", client_secret: "secret", code: await codeFor("alice") }),
  });
  expect(answer.headers.get("content-type")).toContain("x-www-form-urlencoded");
  expect(new URLSearchParams(await answer.text()).get("access_token")).toMatch(/^gho_/);
});

it("keeps ten tokens of a person alive, and none after they are revoked", async () => {
  const tokens: string[] = [];
  for (let count = 0; count < 11; count += 1)
    tokens.push((await exchange({ code: await codeFor("alice") })).access_token);
  const status = async (token = "") => (await ask(github, "/user", { token })).status;
  expect([await status(tokens[0]), await status(tokens[1])]).toEqual([401, 200]);
  github.revokeTokens("alice");
  expect(await ask(github, "/user", { token: tokens[10] ?? "" })).toMatchObject({
    status: 401,
    body: { message: "Bad credentials", documentation_url: expect.any(String) },
  });
});

it("keeps a person's id when they change their name", async () => {
  const { access_token } = await exchange({ code: await codeFor("alice") });
  const { id } = github.state.account("alice");
  github.renameUser("alice", "alicia");
  expect((await ask(github, "/user", { token: access_token })).body).toMatchObject({ id, login: "alicia" });
  expect((await ask(github, `/user/${id}`)).body.login).toBe("alicia");
  expect((await ask(github, "/users/alice")).status).toBe(404);
});
