import { type Settings, settings } from "../../env";
import type { GitHubAddresses } from "../../github/client";
import { authSecret } from "../setup/secret";

/** What the instance has to do with GitHub. */
export interface GitHubSettings extends GitHubAddresses {
  /** Scheme and host that people open here. */
  baseUrl: string;
  /** Null without a GitHub App. */
  app: { id: string; privateKey: string } | null;
  /** Lets public repositories be read at the limit of an app instead of a visitor's. */
  client: { id: string; secret: string } | null;
  /** Signs what GitHub delivers to the instance's own webhook. */
  webhookSecret: string | null;
  /** AUTH_SECRET, from which the key for tokens is made. */
  readonly secret: string;
}

let current: GitHubSettings | undefined;

/** Those of this process, read once. */
export function gitHubSettings(): GitHubSettings {
  current ??= gitHubSettingsOf(settings());
  return current;
}

function gitHubSettingsOf(given: Settings): GitHubSettings {
  const { GITHUB_APP_ID: id, GITHUB_APP_PRIVATE_KEY: privateKey } = given;
  const { GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret } = given;
  let secret: string | undefined;
  return {
    baseUrl: given.BASE_URL,
    web: given.GITHUB_URL,
    api: given.GITHUB_API_URL,
    app: id && privateKey ? { id, privateKey } : null,
    client: clientId && clientSecret ? { id: clientId, secret: clientSecret } : null,
    webhookSecret: given.GITHUB_WEBHOOK_SECRET ?? null,
    get secret() {
      secret ??= authSecret(given);
      return secret;
    },
  };
}
