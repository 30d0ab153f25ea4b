import { type GitHubSetUpView, type GitHubTestView, githubSettings } from "../domain/github";
import type { Settings } from "../env";
import type { GitHubSettings } from "../github/app";
import { PATIENCE } from "../github/ask";
import { checkApp, checkClient, checkReachable } from "../github/check";
import type { Context } from "../server/context";
import { asSignedIn } from "../server/people/create";
import { takeAttempt } from "../server/people/limits";
import { asAdmin } from "../server/rights";
import { callbackAddress } from "./github";

type GivenSettings = Pick<Settings, "BASE_URL"> & GitHubSettings;

/** Tests of one administrator: each asks something of GitHub. */
const perPerson = { max: 10, seconds: 60 };

/**
 * What an administrator enters at GitHub, and which settings are there; none of their values.
 * @throws AppError unauthenticated, forbidden
 */
export function readGitHubSetUp(context: Context, settings: GivenSettings): GitHubSetUpView {
  asAdmin(context);
  const { BASE_URL, GITHUB_URL, GITHUB_API_URL } = settings;
  return {
    githubUrl: GITHUB_URL,
    apiUrl: GITHUB_API_URL,
    homepageUrl: BASE_URL,
    callbackUrl: callbackAddress(settings),
    webhookUrl: `${BASE_URL}/api/github/webhook`,
    settings: githubSettings.map((name) => ({ name, isSet: settings[name] !== undefined })),
  };
}

/**
 * Asks GitHub whether the settings are right.
 * @throws AppError unauthenticated, forbidden, rate_limited
 */
export async function testGitHub(
  context: Context,
  settings: GivenSettings,
  patience: number = PATIENCE,
): Promise<GitHubTestView> {
  asAdmin(context);
  await takeAttempt(context.database, `github-test|${asSignedIn(context).id}`, perPerson);
  const signal = AbortSignal.timeout(patience);
  const [reachable, client, app] = await Promise.all([
    checkReachable(settings, signal),
    checkClient(settings, callbackAddress(settings), signal),
    checkApp(settings, signal),
  ]);
  return {
    checks: [
      { check: "reachable", result: reachable },
      { check: "client", result: client },
      { check: "app", ...app },
    ],
  };
}
