import type { Database } from "../../../db/database";
import { GitHubClient, GitHubFault } from "../../github/client";
import { installationToken } from "../../github/installation";
import { unseal } from "./seal";
import type { GitHubSettings } from "./settings";

export type RepositoryRow = Database["tables"]["repository"]["$inferSelect"];

/** How a repository is reached: as anyone may, with its token, or as the instance's app. */
export type Access =
  | { kind: "public" }
  | { kind: "token"; token: string }
  /** `repositoryId` is GitHub's number of the only repository that is reached; null: what is called so is looked up first. */
  | { kind: "app"; installationId: string; repositoryId: string | null };

/** A way to GitHub with one kind of access. `now` is the clock that limits are reckoned with. */
export function clientWith(given: GitHubSettings, access: Access, now?: () => Date): GitHubClient {
  const clock = now ? { now } : {};
  return new GitHubClient({ api: given.api, ...clock, authorization: () => authorizationOf(given, access, clock) });
}

async function authorizationOf(
  given: GitHubSettings,
  access: Access,
  clock: { now?: () => Date },
): Promise<string | null> {
  if (access.kind === "token") return `Bearer ${access.token}`;
  if (access.kind === "app") {
    if (!given.app) throw new GitHubFault("bad_credentials", "this instance has no GitHub App any more");
    const { installationId, repositoryId } = access;
    return `Bearer ${await installationToken({ api: given.api, ...given.app, ...clock }, installationId, repositoryId)}`;
  }
  if (!given.client) return null;
  return `Basic ${Buffer.from(`${given.client.id}:${given.client.secret}`).toString("base64")}`;
}

/** The access of a connected repository. @throws GitHubFault when its token cannot be read any more */
export function accessOf(
  given: GitHubSettings,
  row: Pick<RepositoryRow, "id" | "githubId" | "access" | "secret" | "installationId">,
): Access {
  if (row.access === "app") {
    return { kind: "app", installationId: row.installationId ?? "", repositoryId: row.githubId };
  }
  if (row.access === "public") return { kind: "public" };
  const token = unseal(row.secret ?? "", given.secret, row.id);
  if (token === null) throw new GitHubFault("bad_credentials", "AUTH_SECRET is another one than when it was connected");
  return { kind: "token", token };
}
