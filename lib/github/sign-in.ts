import {
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  ClientSecretPost,
  calculatePKCECodeChallenge,
  customFetch,
  generateRandomCodeVerifier,
  generateRandomState,
  processAuthorizationCodeResponse,
  skipStateCheck,
  validateAuthResponse,
} from "oauth4webapi";
import { z } from "zod";
import type { SignInApp } from "./app";
import { askGitHub, GitHubError, restHeaders } from "./ask";

/** Someone at GitHub: `id` is GitHub's number of the account and never changes, `login` may. */
export interface GitHubPerson {
  id: string;
  login: string;
  name: string | null;
}

/** What a sign-in that is under way remembers in the reader's browser. */
export interface Handshake {
  state: string;
  /** Proves (PKCE) that who ends the sign-in began it. */
  verifier: string;
}

const userReply = z.object({
  id: z.int().positive(),
  login: z.string().min(1).max(100),
  name: z.string().nullish(),
});
const errorReply = z.object({ error: z.string() });

/**
 * Begins a sign-in: what to remember, and the address at GitHub to go to. The scope is empty: who someone is, GitHub
 * says without any; a right that is not asked for cannot be lost.
 * @param choose people choose their account there, also when one is signed in
 */
export async function beginSignIn(
  app: SignInApp,
  callback: string,
  { choose = false, login }: { choose?: boolean; login?: string } = {},
): Promise<Handshake & { address: string }> {
  const [state, verifier] = [generateRandomState(), generateRandomCodeVerifier()];
  const address = new URL(`${app.url}/login/oauth/authorize`);
  address.search = new URLSearchParams({
    client_id: app.clientId,
    redirect_uri: callback,
    response_type: "code",
    scope: "",
    state,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    ...(choose ? { prompt: "select_account" } : {}),
    ...(login ? { login } : {}),
  }).toString();
  return { state, verifier, address: address.href };
}

/**
 * Ends a sign-in with the code that GitHub sent along: says who it is. The token that this takes is used for that one
 * question and kept nowhere. The caller has compared the state.
 * @throws GitHubError
 */
export async function endSignIn(
  app: SignInApp,
  callback: string,
  { code, verifier, signal }: { code: string; verifier: string; signal: AbortSignal },
): Promise<GitHubPerson> {
  const token = await tokenFor(app, callback, { code, verifier, signal });
  const { status, json } = await askGitHub(`${app.apiUrl}/user`, {
    headers: { ...restHeaders, Authorization: `Bearer ${token}` },
    signal,
  });
  const user = userReply.safeParse(json);
  if (status !== 200 || !user.success) throw new GitHubError("nonsense");
  const { id, login, name } = user.data;
  return { id: String(id), login, name: name ?? null };
}

/** Trades a code for a token. @throws GitHubError */
export async function tokenFor(
  app: SignInApp,
  callback: string,
  { code, verifier, signal }: { code: string; verifier: string; signal: AbortSignal },
): Promise<string> {
  const server: AuthorizationServer = {
    issuer: app.url,
    token_endpoint: `${app.url}/login/oauth/access_token`,
  };
  const client = { client_id: app.clientId };
  try {
    const answer = await authorizationCodeGrantRequest(
      server,
      client,
      ClientSecretPost(app.clientSecret),
      validateAuthResponse(server, client, new URLSearchParams({ code }), skipStateCheck),
      callback,
      verifier,
      {
        headers: { "User-Agent": restHeaders["User-Agent"] },
        signal,
        // Whether GitHub is asked by https is the administrator's choice of its address.
        [allowInsecureRequests]: true,
        [customFetch]: (url, { method, headers, body }) => askForToken(url, { method, headers, body, signal }),
      },
    );
    return (await processAuthorizationCodeResponse(server, client, answer)).access_token;
  } catch (error) {
    throw error instanceof GitHubError ? error : new GitHubError("nonsense");
  }
}

/** GitHub says with status 200 that it refuses, which the standard does not know. */
async function askForToken(url: string, request: RequestInit & { signal: AbortSignal }): Promise<Response> {
  const { status, json } = await askGitHub(url, request);
  const refusal = errorReply.safeParse(json);
  if (refusal.success) throw new GitHubError(refusal.data.error === "bad_verification_code" ? "used" : "refused");
  if (status !== 200 || json === undefined) throw new GitHubError("nonsense");
  return Response.json(json);
}
