import { createHash } from "node:crypto";
import { escapeHtml, html, json, type Question, type Reply, redirect } from "./http";
import { type Account, type AuthorizationCode, type OAuthApp, type State, uniqueToken } from "./state";

/** Milliseconds that a code lives. */
const CODE_LIFE = 600_000;
/** Live tokens for one person, app and set of scopes; the oldest goes. */
const TOKENS_AT_ONCE = 10;

/** The pages and the exchange of signing in with GitHub. Null: not an address of these. */
export function answerOAuth(state: State, question: Question): Reply | null {
  const { pathname, searchParams } = question.url;
  const form = new URLSearchParams(question.body);
  if (pathname === "/login/oauth/authorize")
    return question.method === "POST" ? decide(state, form) : askPerson(state, searchParams);
  if (pathname === "/login/oauth/access_token" && question.method === "POST") return exchange(state, question);
  return null;
}

interface Wish {
  app: OAuthApp;
  redirectUri: string;
  scopes: string[];
  challenge: string | null;
}

/** Checks what an authorize address asks for. A reply: that is wrong. */
function readWish(state: State, parameters: URLSearchParams): Wish | Reply {
  const app = state.oauthApps.find((one) => one.clientId === parameters.get("client_id"));
  if (!app) return html(404, "<!doctype html><title>Not found</title><h1>404</h1><p>There is no such application.</p>");
  const registered = app.redirectUris[0];
  const redirectUri = parameters.get("redirect_uri") ?? registered ?? "";
  if (!isRegistered(app, redirectUri)) {
    const description = "The redirect_uri MUST match the registered callback URL for this application.";
    return registered
      ? callBack(registered, parameters, refusal("redirect_uri_mismatch", description))
      : html(400, `<!doctype html><title>Error</title><p>${description}</p>`);
  }
  const challenge = parameters.get("code_challenge");
  const isFine = challenge === null || (parameters.get("code_challenge_method") === "S256" && challenge.length === 43);
  if (!isFine) {
    const description = "The code_challenge must be 43 characters long and its method S256.";
    return callBack(redirectUri, parameters, refusal("invalid_request", description));
  }
  const scopes = (parameters.get("scope") ?? "").split(/[\s,]+/).filter(Boolean);
  return { app, redirectUri, scopes, challenge };
}

function askPerson(state: State, parameters: URLSearchParams): Reply {
  const wish = readWish(state, parameters);
  if ("status" in wish) return wish;
  const hint = parameters.get("login");
  const people = state.accounts
    .filter((one) => one.type === "User" && !one.isDeleted)
    .sort((one, other) => Number(other.login === hint) - Number(one.login === hint));
  const hidden = [...parameters]
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join("");
  const buttons = people
    .map(
      ({ login }) =>
        `<p><button name="authorize_as" value="${escapeHtml(login)}">Authorize as ${escapeHtml(login)}</button>`,
    )
    .join("");
  const asked = wish.scopes.join(", ") || "public profile only";
  return html(
    200,
    `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Authorize application</title>
<body style="font: 16px system-ui; max-width: 30rem; margin: 3rem auto; padding: 0 1rem"><h1>Authorize ${escapeHtml(wish.app.clientId)}</h1>
<p>This is the fake GitHub. It asks for: ${escapeHtml(asked)}.</p>
<form method="post" action="/login/oauth/authorize">${hidden}${buttons}<p><button name="cancel" value="1">Cancel</button></form>`,
  );
}

function decide(state: State, form: URLSearchParams): Reply {
  const wish = readWish(state, form);
  if ("status" in wish) return wish;
  const account = state.findAccount(form.get("authorize_as") ?? "");
  if (form.has("cancel") || !account)
    return callBack(wish.redirectUri, form, refusal("access_denied", "The user has denied your application access."));
  const code = uniqueToken("").slice(0, 20);
  state.codes.set(code, { ...wish, account, createdAt: state.time(), isUsed: false });
  return callBack(wish.redirectUri, form, { code });
}

/** Sends the browser back, with the state as it came. */
function callBack(address: string, given: URLSearchParams, parameters: Record<string, string>): Reply {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  const state = given.get("state");
  if (state !== null) url.searchParams.set("state", state);
  return redirect(url.href);
}

function isRegistered(app: OAuthApp, address: string): boolean {
  if (app.redirectUris.includes(address)) return true;
  if (!app.allowsLoopback || !URL.canParse(address)) return false;
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(address).hostname);
}

/** GitHub answers refusals with 200: only `error` tells them apart. */
function exchange(state: State, question: Question): Reply {
  const isJson = question.headers["content-type"]?.includes("json") ?? false;
  const given = isJson ? new URLSearchParams(fields(question.body)) : new URLSearchParams(question.body);
  for (const [name, value] of question.url.searchParams) if (!given.has(name)) given.set(name, value);
  const answer = tokenFor(state, given);
  if (question.headers.accept?.includes("application/json")) return json(200, answer);
  const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
  return { status: 200, headers, text: new URLSearchParams(answer).toString() };
}

function tokenFor(state: State, given: URLSearchParams): Record<string, string> {
  const app = state.oauthApps.find((one) => one.clientId === given.get("client_id"));
  if (!app || app.clientSecret !== given.get("client_secret"))
    return refusal("incorrect_client_credentials", "The client_id and/or client_secret passed are incorrect.");
  const code = state.codes.get(given.get("code") ?? "");
  if (!code || code.app !== app || !isFresh(state, code) || !isProven(code, given.get("code_verifier")))
    return refusal("bad_verification_code", "The code passed is incorrect or expired.");
  const redirectUri = given.get("redirect_uri");
  if (redirectUri !== null && redirectUri !== code.redirectUri)
    return refusal(
      "redirect_uri_mismatch",
      "The redirect_uri MUST match the registered callback URL for this application.",
    );
  code.isUsed = true;
  const access_token = makeToken(state, code.account, app, code.scopes);
  return { access_token, scope: code.scopes.join(","), token_type: "bearer" };
}

function isFresh(state: State, code: AuthorizationCode): boolean {
  return !code.isUsed && state.time() - code.createdAt < CODE_LIFE;
}

function isProven({ challenge }: AuthorizationCode, verifier: string | null): boolean {
  if (challenge === null) return true;
  return verifier !== null && createHash("sha256").update(verifier).digest("base64url") === challenge;
}

function makeToken(state: State, account: Account, app: OAuthApp, scopes: string[]): string {
  const alike = state.tokens.filter(
    (one) =>
      one.kind === "oauth" &&
      !one.isRevoked &&
      one.account === account &&
      one.app === app &&
      one.scopes.join() === scopes.join(),
  );
  for (const old of alike.slice(0, Math.max(0, alike.length - TOKENS_AT_ONCE + 1))) old.isRevoked = true;
  const value = uniqueToken("gho_");
  state.tokens.push({ kind: "oauth", value, isRevoked: false, createdAt: state.now(), account, app, scopes });
  return value;
}

function refusal(error: string, description: string): Record<string, string> {
  return { error, error_description: description, error_uri: `https://docs.github.com/oauth/${error}` };
}

function fields(body: string): Record<string, string> {
  const value: unknown = JSON.parse(body);
  const entries = value !== null && typeof value === "object" ? Object.entries(value) : [];
  return Object.fromEntries(entries.map(([name, one]) => [name, String(one)]));
}
