import { createSign } from "node:crypto";
import { GitHubClient, GitHubFault } from "./client";
import { appReply, installationReply, installationTokenReply } from "./replies";

/** The instance's GitHub App. */
export interface GitHubApp {
  api: string;
  id: string;
  /** PEM. */
  privateKey: string;
  now?: () => Date;
}

/** Seconds; GitHub allows ten minutes, and clocks differ. */
const lifetime = 9 * 60;
const minute = 60_000;

/** A client that acts as the app itself; it can find installations and nothing else. */
function asApp(app: GitHubApp): GitHubClient {
  const now = app.now ?? (() => new Date());
  return new GitHubClient({
    api: app.api,
    now,
    authorization: async () => `Bearer ${appToken(app, now())}`,
  });
}

/** A JSON Web Token by which the app shows who it is (RS256). */
export function appToken({ id, privateKey }: Pick<GitHubApp, "id" | "privateKey">, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const said = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iat: seconds - 60, exp: seconds + lifetime, iss: id })}`;
  return `${said}.${createSign("RSA-SHA256").update(said).sign(privateKey, "base64url")}`;
}

/**
 * The app's installation on a repository. @param path the repository's, below the REST address
 * @throws GitHubFault not_found when it is not installed there
 */
export async function findInstallation(app: GitHubApp, path: string) {
  const { data } = await asApp(app).get(`${path}/installation`, installationReply);
  return data;
}

/** Where people install the app on their repositories. @throws GitHubFault */
export async function installationPage(app: GitHubApp): Promise<string> {
  const { data } = await asApp(app).get("/app", appReply);
  return `${data}/installations/new`;
}

const tokens = new Map<string, { token: string; endsAt: Date }>();

/**
 * A token of an installation for one repository of it, kept until five minutes before it ends.
 * @param repositoryId GitHub's number; null: a token that finds out the number of any, and no more
 * @throws GitHubFault not_found when the installation does not have the repository, or is none any more
 */
export async function installationToken(
  app: GitHubApp,
  installationId: string,
  repositoryId: string | null,
): Promise<string> {
  const key = `${app.api} ${app.id} ${installationId} ${repositoryId}`;
  const now = (app.now ?? (() => new Date()))();
  const known = tokens.get(key);
  if (known && known.endsAt.getTime() - now.getTime() > 5 * minute) return known.token;
  const path = `/app/installations/${installationId}/access_tokens`;
  const wanted =
    repositoryId === null ? { permissions: { metadata: "read" } } : { repository_ids: [Number(repositoryId)] };
  const { token, expires_at: endsAt } = await asApp(app)
    .write("POST", path, wanted, installationTokenReply)
    .catch((error: unknown) => {
      if (!(error instanceof GitHubFault) || ![404, 422].includes(error.status ?? 0)) throw error;
      // Without its status: it says nothing of what the token was wanted for.
      throw new GitHubFault("not_found", "the app is not installed on this repository");
    });
  tokens.set(key, { token, endsAt });
  return token;
}
