import { z } from "zod";
import { type AppLacks, type AppPermission, appEvents, appPermissions, type GitHubCheckResult } from "../domain/github";
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

/** An app as it says of itself, with its level for each permission it has. */
const appReply = z.object({ permissions: z.record(z.string(), z.string()), events: z.array(z.string()) });

/** Whether number and private key of the GitHub App belong together, and what it lacks of what it is asked for. */
export async function checkApp(
  { GITHUB_API_URL, GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY }: GitHubSettings,
  signal: AbortSignal,
): Promise<{ result: GitHubCheckResult; lacks?: AppLacks }> {
  if (!GITHUB_APP_ID || !GITHUB_APP_PRIVATE_KEY) return { result: "not_set" };
  const Authorization = `Bearer ${appToken({ id: GITHUB_APP_ID, privateKey: GITHUB_APP_PRIVATE_KEY }, new Date())}`;
  let lacks: AppLacks | undefined;
  const result = await asResult(async () => {
    const headers = { ...restHeaders, Authorization };
    const { status, json } = await askGitHub(`${GITHUB_API_URL}/app`, { headers, signal });
    if (status !== 200) return status === 401 || status === 404 ? "wrong" : "unclear";
    const app = appReply.safeParse(json);
    // A page that something between us and GitHub puts there is no app.
    if (!app.success) return "unclear";
    lacks = lacksOf(app.data);
    return "right";
  });
  return { result, ...(lacks ? { lacks } : {}) };
}

/** Undefined when nothing is lacking. */
function lacksOf({ permissions, events }: z.output<typeof appReply>): AppLacks | undefined {
  const levels = ["read", "write", "admin"];
  const levelOf = (name: AppPermission) =>
    Object.hasOwn(permissions, name) ? levels.indexOf(permissions[name] ?? "") : -1;
  const few = (Object.keys(appPermissions) as AppPermission[]).filter(
    (name) => levelOf(name) < levels.indexOf(appPermissions[name]),
  );
  const unheard = appEvents.filter((event) => !events.includes(event));
  if (few.length + unheard.length === 0) return undefined;
  return { permissions: few.map((name) => ({ name, has: levelOf(name) < 0 ? null : "read" })), events: unheard };
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
