import { randomBytes, randomUUID } from "node:crypto";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import { isUniqueViolation, type Source } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { guessRule } from "../../domain/labels";
import { parseLink } from "../../domain/links";
import {
  changeRepositoryInput,
  connectRepositoryInput,
  type HookSecretView,
  type RepositoriesView,
  repositoryInput,
} from "../../domain/repositories";
import { type GitHubClient, GitHubFault } from "../../github/client";
import { findInstallation, installationPage } from "../../github/installation";
import { permissionReply, repositoryReply } from "../../github/replies";
import { actingPerson, type Context } from "../context";
import { parseInput } from "../parse";
import { record } from "../record";
import { asMaintainer } from "../rights";
import { type Access, clientWith, type RepositoryRow } from "./access";
import { labelsOf, pathOf } from "./ask";
import { readRepositories } from "./read";
import { firstCursor } from "./reading";
import { seal } from "./seal";
import { type GitHubSettings, gitHubSettings } from "./settings";

/**
 * Connects a repository to a project, by a maintainer: it is looked at once, with the access that is given, and a first
 * rule is guessed from its labels. Nothing is followed before `changeRepository` says so. A token is kept encrypted and
 * never shown again.
 * @throws AppError github_fault, invalid (`repository`: no repository, private, without issues, connected already;
 *   `token`: it is not valid), not_found (project), unauthenticated, forbidden
 */
export async function connectRepository(
  context: Context,
  input: unknown,
  given: GitHubSettings = gitHubSettings(),
): Promise<RepositoriesView> {
  const { project: slug, repository: typed, access: kind, token } = parseInput(connectRepositoryInput, input);
  const projectId = await projectOf(context.database, slug);
  await asMaintainer(context.database, context, projectId);
  const { owner, name } = nameIn(typed, given.web);
  const found = await lookAt(context, given, `/repos/${owner}/${name}`, kind, token);
  const id = randomUUID();
  try {
    await context.database.transaction(async (tx) => {
      const by = await asMaintainer(tx, context, projectId);
      await tx.db.insert(tx.tables.repository).values({
        id,
        projectId,
        githubId: found.id,
        owner: found.owner,
        name: found.name,
        access: kind,
        secret: token === undefined ? null : seal(token, given.secret, id),
        installationId: found.installationId,
        mayWrite: found.mayWrite,
        rule: found.rule,
        connectedById: by.person?.id ?? null,
        connectedAt: context.now(),
        cursor: firstCursor,
      });
      await record(tx, context, by, {
        kind: "repository.connected",
        projectId,
        details: { repository: `${found.owner}/${found.name}` },
      });
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw wrong("repository", "repository_connected");
    throw error;
  }
  return readRepositories(context, { slug }, given);
}

/**
 * Changes how a repository is followed, if nobody has since `revision`; by a maintainer of its project.
 * @throws AppError conflict, github_fault and invalid (a new token), not_found, unauthenticated, forbidden
 */
export async function changeRepository(
  context: Context,
  input: unknown,
  given: GitHubSettings = gitHubSettings(),
): Promise<RepositoriesView> {
  const { id, revision, rule, plainWords, isFollowed, token } = parseInput(changeRepositoryInput, input);
  const row = await repositoryRow(context.database, id);
  await asMaintainer(context.database, context, row.projectId);
  const found = token === undefined ? null : await lookAt(context, given, pathOf(row), "token", token);
  if (found && found.id !== row.githubId) throw wrong("token", "token_elsewhere");
  const now = context.now();
  await context.database.transaction(async (tx) => {
    const { repository } = tx.tables;
    const by = await asMaintainer(tx, context, row.projectId);
    const begins = isFollowed === true && !row.isFollowed;
    const [won] = await tx.db
      .update(repository)
      .set({
        revision: sql`${repository.revision} + 1`,
        ...(rule ? { rule } : {}),
        ...(plainWords === undefined ? {} : { plainWords }),
        ...(isFollowed === undefined ? {} : { isFollowed }),
        ...(begins ? { followedAt: now } : {}),
        ...(found && token
          ? {
              access: "token" as const,
              secret: seal(token, given.secret, id),
              installationId: null,
              mayWrite: found.mayWrite,
              writeRefusedAt: null,
              // What another right was asked to wait for does not hold for this one.
              notBefore: null,
              limitLeft: null,
              limitResetsAt: null,
            }
          : {}),
        // What is changed shows soon.
        nextSyncAt: now,
      })
      .where(and(eq(repository.id, id), eq(repository.revision, revision)))
      .returning({ id: repository.id });
    if (!won) throw new AppError("conflict", { what: "repository", current: null });
    await record(tx, context, by, {
      kind: "repository.changed",
      projectId: row.projectId,
      details: { repository: `${row.owner}/${row.name}` },
    });
  });
  return readRepositories(context, { slug: await slugOf(context.database, row.projectId) }, given);
}

/**
 * Disconnects a repository; by a maintainer of its project. Its tasks stay, as they are; nothing follows any more.
 * @throws AppError not_found, unauthenticated, forbidden
 */
export async function disconnectRepository(
  context: Context,
  input: unknown,
  given: GitHubSettings = gitHubSettings(),
): Promise<RepositoriesView> {
  const { id } = parseInput(repositoryInput, input);
  const row = await repositoryRow(context.database, id);
  await context.database.transaction(async (tx) => {
    const by = await asMaintainer(tx, context, row.projectId);
    await tx.db.delete(tx.tables.repository).where(eq(tx.tables.repository.id, id));
    await record(tx, context, by, {
      kind: "repository.disconnected",
      projectId: row.projectId,
      details: { repository: `${row.owner}/${row.name}` },
    });
  });
  return readRepositories(context, { slug: await slugOf(context.database, row.projectId) }, given);
}

/**
 * Has a repository read now; by a maintainer of its project. It begins within ten seconds.
 * @throws AppError invalid (it is not followed), not_found, unauthenticated, forbidden
 */
export async function readSoon(
  context: Context,
  input: unknown,
  given: GitHubSettings = gitHubSettings(),
): Promise<RepositoriesView> {
  const { id } = parseInput(repositoryInput, input);
  const row = await repositoryRow(context.database, id);
  await asMaintainer(context.database, context, row.projectId);
  if (!row.isFollowed) throw wrong("", "not_followed");
  await context.database.transaction(async (tx) => {
    await tx.db.update(tx.tables.repository).set({ nextSyncAt: context.now() }).where(eq(tx.tables.repository.id, id));
  });
  return readRepositories(context, { slug: await slugOf(context.database, row.projectId) }, given);
}

/**
 * Makes a new secret for a repository's own webhook, and shows it this once; by a maintainer of its project. The one
 * before is valid no more. What the app delivers is signed with the instance's secret, which is the administrator's.
 * @throws AppError not_found, unauthenticated, forbidden (also where the app delivers)
 */
export async function makeHookSecret(
  context: Context,
  input: unknown,
  given: GitHubSettings = gitHubSettings(),
): Promise<HookSecretView> {
  const { id } = parseInput(repositoryInput, input);
  const row = await repositoryRow(context.database, id);
  const secret = randomBytes(32).toString("base64url");
  await context.database.transaction(async (tx) => {
    const by = await asMaintainer(tx, context, row.projectId);
    if (row.access === "app") throw new AppError("forbidden", { needs: "admin" });
    await tx.db
      .update(tx.tables.repository)
      .set({ hookSecret: seal(secret, given.secret, id) })
      .where(eq(tx.tables.repository.id, id));
    await record(tx, context, by, {
      kind: "repository.changed",
      projectId: row.projectId,
      details: { repository: `${row.owner}/${row.name}` },
    });
  });
  return { url: webhookUrl(given), secret };
}

export function webhookUrl({ baseUrl }: Pick<GitHubSettings, "baseUrl">): string {
  return `${baseUrl}/api/github/webhook`;
}

/** A repository at this path with the access that is given, and the rule its labels suggest. */
async function lookAt(
  context: Context,
  given: GitHubSettings,
  path: string,
  kind: Access["kind"],
  token: string | undefined,
) {
  try {
    const installation =
      kind === "app" && given.app
        ? await findInstallation({ api: given.api, ...given.app, now: context.now }, path)
        : null;
    if (kind === "app" && !installation) throw wrong("access", "no_app");
    const access: Access =
      kind === "token" && token !== undefined
        ? { kind, token }
        : installation
          ? { kind: "app", installationId: installation.id, repositoryId: null }
          : { kind: "public" };
    const { data } = await clientWith(given, access, context.now).get(path, repositoryReply);
    const client = clientWith(
      given,
      access.kind === "app" ? { ...access, repositoryId: data.id } : access,
      context.now,
    );
    if (installation) await checkRight(context, client, pathOf({ githubId: data.id }));
    if (data.isPrivate) throw wrong("repository", "repository_private");
    if (!data.hasIssues) throw wrong("repository", "repository_without_issues");
    return {
      ...data,
      rule: guessRule(await labelsOf(client, { githubId: data.id })),
      installationId: installation?.id ?? null,
      mayWrite: installation ? installation.mayWrite : kind === "token" && data.mayPush,
    };
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    if (error.fault === "not_found" && kind === "app") throw await notInstalled(context, given);
    if (error.fault === "not_found") throw wrong("repository", "no_repository");
    if (error.fault === "bad_credentials" && kind === "token") throw wrong("token", "token_refused");
    throw githubFault(error);
  }
}

/** That the app is not installed there, with the address where that is done, if GitHub says it. */
async function notInstalled({ now }: Context, { api, app }: GitHubSettings): Promise<AppError<"invalid">> {
  const url = app && (await installationPage({ api, ...app, now }).catch(() => undefined));
  return wrong("repository", "app_not_installed", url ? { url } : undefined);
}

/**
 * The app writes wherever it is installed. That is not everyone's to use: whoever connects a repository with it may
 * write to it at GitHub, or is an administrator here.
 * @throws AppError invalid
 */
async function checkRight(context: Context, client: GitHubClient, path: string): Promise<void> {
  const person = actingPerson(context);
  if (person === null || person.isAdmin) return;
  const { githubAccount } = context.database.tables;
  const [account] = await context.database.db
    .select({ login: githubAccount.login })
    .from(githubAccount)
    .where(and(eq(githubAccount.personId, person.id), isNotNull(githubAccount.provenAt)));
  if (!account) throw wrong("access", "prove_right");
  const { data } = await client.get(`${path}/collaborators/${account.login}/permission`, permissionReply);
  if (!data.mayWrite) throw wrong("access", "prove_right");
}

/** A fault at GitHub as a refusal of the request that needed it. */
export function githubFault({ fault, notBefore }: GitHubFault): AppError<"github_fault"> {
  return new AppError("github_fault", { fault, notBefore: notBefore?.toISOString() ?? null });
}

/** `owner/name` or an address of the repository at this GitHub. @throws AppError invalid */
function nameIn(typed: string, web: string): { owner: string; name: string } {
  const host = new URL(web).host;
  const text = /^[\w.-]+\/[\w.-]+$/.test(typed) ? `${web}/${typed}` : typed;
  try {
    const { owner, repo, host: at } = parseLink(text, [host]);
    if (owner && repo && at === host) return { owner, name: repo };
  } catch {
    // Said below.
  }
  throw wrong("repository", "no_repository");
}

async function projectOf(source: Source, slug: string): Promise<string> {
  const { project } = source.tables;
  const [row] = await source.db.select({ id: project.id }).from(project).where(eq(project.slug, slug));
  if (!row) throw new AppError("not_found", { what: "project" });
  return row.id;
}

export async function slugOf(source: Source, projectId: string): Promise<string> {
  const { project } = source.tables;
  const [row] = await source.db.select({ slug: project.slug }).from(project).where(eq(project.id, projectId));
  if (!row) throw new AppError("not_found", { what: "project" });
  return row.slug;
}

/** @throws AppError not_found */
export async function repositoryRow(source: Source, id: string): Promise<RepositoryRow> {
  const { repository } = source.tables;
  const [row] = await source.db.select().from(repository).where(eq(repository.id, id));
  if (!row) throw new AppError("not_found", { what: "repository" });
  return row;
}

function wrong(path: string, code: string, params?: Record<string, string>): AppError<"invalid"> {
  return new AppError("invalid", { issues: [{ path, code, ...(params ? { params } : {}) }] });
}
