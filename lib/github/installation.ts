import { createSign } from "node:crypto";
import { GitHubClient } from "./client";
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

/** The app's installation on a repository. @throws GitHubFault not_found when it is not installed there */
export async function findInstallation(app: GitHubApp, owner: string, name: string) {
  const { data } = await asApp(app).get(`/repos/${owner}/${name}/installation`, installationReply);
  return data;
}

/** Where people install the app on their repositories. @throws GitHubFault */
export async function installationPage(app: GitHubApp): Promise<string> {
  const { data } = await asApp(app).get("/app", appReply);
  return `${data}/installations/new`;
}

const tokens = new Map<string, { token: string; endsAt: Date }>();

/** A token of an installation, kept until five minutes before it ends. @throws GitHubFault */
export async function installationToken(app: GitHubApp, installationId: string): Promise<string> {
  const key = `${app.api} ${app.id} ${installationId}`;
  const now = (app.now ?? (() => new Date()))();
  const known = tokens.get(key);
  if (known && known.endsAt.getTime() - now.getTime() > 5 * minute) return known.token;
  const path = `/app/installations/${installationId}/access_tokens`;
  const { token, expires_at: endsAt } = await asApp(app).write("POST", path, {}, installationTokenReply);
  tokens.set(key, { token, endsAt });
  return token;
}
