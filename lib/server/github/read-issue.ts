import { and, eq, sql } from "drizzle-orm";
import type { Source } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { guessRule } from "../../domain/labels";
import { LinkError, parseLink } from "../../domain/links";
import { type IssueDraftView, readIssueInput } from "../../domain/repositories";
import { type GitHubClient, GitHubFault, type Reply } from "../../github/client";
import { commentListReply, type GitHubComment, issueReply } from "../../github/replies";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { asMaintainer } from "../rights";
import { accessOf, clientWith, type RepositoryRow } from "./access";
import { lookFor, pathOf, readPublic } from "./ask";
import { githubFault } from "./connect";
import { contentOf, textOf } from "./content";
import { type GitHubSettings, gitHubSettings } from "./settings";

interface Place {
  owner: string;
  name: string;
  number: number;
}

/** Pages of comments; the list that is wanted is rarely further down. */
const mostPages = 3;

/**
 * Reads an issue as a draft: of one task, or, as Markdown for an import, of the list of tasks that its text and comments
 * are; by a maintainer of the project. A repository that the project follows is read with its access, any other as
 * anyone may. Nothing is written.
 * @throws AppError link_invalid (not an issue at this GitHub), github_fault, not_found (project or issue),
 *   unauthenticated, forbidden
 */
export async function readIssue(
  context: Context,
  input: unknown,
  given: GitHubSettings = gitHubSettings(),
): Promise<IssueDraftView> {
  const { project: slug, address, withComments } = parseInput(readIssueInput, input);
  const source = context.database;
  const { project } = source.tables;
  const [of] = await source.db.select({ id: project.id }).from(project).where(eq(project.slug, slug));
  if (!of) throw new AppError("not_found", { what: "project" });
  await asMaintainer(source, context, of.id);
  const place = issueAt(address, new URL(given.web).host);
  const followed = await followedRepository(source, of.id, place);
  try {
    const own = followed && (await readOwn(context, followed, place, given));
    const { client, data, path } = own ?? (await readAnyone(context, place, given));
    if (data.pull) throw new AppError("link_invalid", { expected: "owner_repo_number" });
    const none = { comments: [], isMore: false };
    const { comments, isMore } = withComments ? await readComments(client, `${path}/comments?per_page=100`) : none;
    const { title, why, locale, difficulty, tags } = contentOf(followed?.rule ?? guessRule(data.labels), data);
    const bodies = comments.flatMap((one) => (one.author?.isBot ? [] : (textOf(one.body) ?? [])));
    const known = followed && own ? await taskOf(source, followed.id, data.number) : null;
    return {
      url: data.url,
      label: `${place.owner}/${place.name}#${data.number}`,
      title,
      locale,
      text: why,
      difficulty,
      tags,
      isOpen: data.state === "open",
      assignees: data.assignees.map((one) => one.login),
      markdown: [data.body, ...bodies].filter(Boolean).join("\n\n"),
      comments: bodies.length,
      commentsCut: isMore ? { read: comments.length, all: Math.max(data.comments, comments.length) } : null,
      task: known,
    };
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    if (error.fault === "not_found") throw new AppError("not_found", { what: "issue" });
    throw githubFault(error);
  }
}

/**
 * An issue of a repository that the project follows, read with its access; null where it is not there any more: the
 * repository is called otherwise by now, or the issue was moved to one that our credentials may see and nobody else.
 * @throws GitHubFault
 */
async function readOwn(context: Context, known: RepositoryRow, place: Place, given: GitHubSettings) {
  const client = clientWith(given, accessOf(given, known), context.now);
  const { owner, name } = await readPublic(client, known);
  if (`${owner}/${name}`.toLowerCase() !== `${place.owner}/${place.name}`.toLowerCase()) return null;
  const data = await lookFor(client, known, place.number);
  return typeof data === "string" ? null : { client, data, path: `${pathOf(known)}/issues/${place.number}` };
}

/** An issue of any repository, as everyone may read it. @throws GitHubFault */
async function readAnyone(context: Context, { owner, name, number }: Place, given: GitHubSettings) {
  const client = clientWith(given, { kind: "public" }, context.now);
  const path = `/repos/${owner}/${name}/issues/${number}`;
  return { client, data: (await client.get(path, issueReply)).data, path };
}

/** @throws AppError link_invalid */
function issueAt(address: string, host: string): Place {
  try {
    const { kind, owner, repo, number, host: at } = parseLink(address, [host]);
    if (kind === "issue" && owner && repo && number && at === host) return { owner, name: repo, number };
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
  }
  throw new AppError("link_invalid", { expected: "owner_repo_number" });
}

async function followedRepository(source: Source, projectId: string, { owner, name }: Place) {
  const { repository } = source.tables;
  const [row] = await source.db
    .select()
    .from(repository)
    .where(
      and(
        eq(repository.projectId, projectId),
        eq(sql`lower(${repository.owner})`, owner.toLowerCase()),
        eq(sql`lower(${repository.name})`, name.toLowerCase()),
      ),
    );
  return row ?? null;
}

async function taskOf(source: Source, repositoryId: string, number: number): Promise<number | null> {
  const { issue } = source.tables;
  const [row] = await source.db
    .select({ task: issue.taskNumber })
    .from(issue)
    .where(and(eq(issue.repositoryId, repositoryId), eq(issue.number, number)));
  return row?.task ?? null;
}

async function readComments(
  client: GitHubClient,
  first: string,
): Promise<{ comments: GitHubComment[]; isMore: boolean }> {
  const comments: GitHubComment[] = [];
  let page: string | null = first;
  for (let count = 0; page !== null && count < mostPages; count += 1) {
    const answer: Reply<GitHubComment[]> = await client.get(page, commentListReply);
    comments.push(...answer.data);
    page = answer.next;
  }
  return { comments, isMore: page !== null };
}
