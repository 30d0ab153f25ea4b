import type { Settings } from "../env";

/** The settings that say where GitHub is and as which app this instance speaks to it. */
export type GitHubSettings = Pick<
  Settings,
  | "GITHUB_URL"
  | "GITHUB_API_URL"
  | "GITHUB_CLIENT_ID"
  | "GITHUB_CLIENT_SECRET"
  | "GITHUB_WEBHOOK_SECRET"
  | "GITHUB_APP_ID"
  | "GITHUB_APP_PRIVATE_KEY"
>;

/** The app at GitHub with which people sign in. */
export interface SignInApp {
  /** Where people sign in. */
  url: string;
  apiUrl: string;
  clientId: string;
  clientSecret: string;
}

/** The app for signing in; null where the instance does not offer it. */
export function signInApp(settings: GitHubSettings): SignInApp | null {
  const { GITHUB_URL, GITHUB_API_URL, GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET } = settings;
  if (!GITHUB_CLIENT_ID || !GITHUB_CLIENT_SECRET) return null;
  return {
    url: GITHUB_URL,
    apiUrl: GITHUB_API_URL,
    clientId: GITHUB_CLIENT_ID,
    clientSecret: GITHUB_CLIENT_SECRET,
  };
}
