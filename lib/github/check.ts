import type { GitHubCheckResult } from "../domain/github";
import { type GitHubSettings, signInApp } from "./app";
import { askGitHub, GitHubError, restHeaders } from "./ask";
import { appToken } from "./installation";
import { tokenFor } from "./sign-in";

/** Whether GitHub's API is where the settings say. */
export function checkReachable({ GITHUB_API_URL }: GitHubSettings, signal: AbortSignal): Promise<GitHubCheckResult> {
  return asResult(async () => {
    const { headers, json } = await askGitHub(`${GITHUB_API_URL}/meta`, { headers: restHeaders, signal });
    // A private GitHub answers that one must sign in, a busy one that one has asked often: it is there all the same.
    return headers.has("x-github-request-id") && json !== undefined ? "right" : "unclear";
  });
}

/**
 * Whether id and secret of the sign-in app are right: GitHub looks at them first, so that it complains of a code that
 * cannot be means that they are.
 */
export function checkClient(
  settings: GitHubSettings,
  callback: string,
  signal: AbortSignal,
): Promise<GitHubCheckResult> {
  const app = signInApp(settings);
  if (!app) return Promise.resolve("not_set");
  return asResult(async () => {
    await tokenFor(app, callback, { code: "a-test-of-the-settings", verifier: "x".repeat(43), signal });
    return "unclear";
  });
}

/** Whether number and private key of the GitHub App belong together. */
export async function checkApp(
  { GITHUB_API_URL, GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY }: GitHubSettings,
  signal: AbortSignal,
): Promise<GitHubCheckResult> {
  if (!GITHUB_APP_ID || !GITHUB_APP_PRIVATE_KEY) return "not_set";
  const Authorization = `Bearer ${appToken({ id: GITHUB_APP_ID, privateKey: GITHUB_APP_PRIVATE_KEY }, new Date())}`;
  return asResult(async () => {
    const headers = { ...restHeaders, Authorization };
    const { status, json } = await askGitHub(`${GITHUB_API_URL}/app`, { headers, signal });
    // A page that something between us and GitHub puts there is no app.
    if (status === 200) return json === undefined ? "unclear" : "right";
    return status === 401 || status === 404 ? "wrong" : "unclear";
  });
}

async function asResult(work: () => Promise<GitHubCheckResult>): Promise<GitHubCheckResult> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const results = { used: "right", refused: "wrong", unreachable: "unreachable", nonsense: "unclear" } as const;
    return results[error.fault];
  }
}
