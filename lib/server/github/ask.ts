import { type GitHubClient, GitHubFault, type Reply } from "../../github/client";
import {
  accountReply,
  commentListReply,
  type GitHubAccount,
  type GitHubComment,
  type GitHubIssue,
  type GitHubRepository,
  issueReply,
  labelListReply,
  permissionReply,
  repositoryReply,
} from "../../github/replies";
import type { RepositoryRow } from "./access";

/** A repository by GitHub's number, which nobody can give to another one. */
type Numbered = Pick<RepositoryRow, "githubId">;
/** What it was called when it was read last. */
type Named = Pick<RepositoryRow, "owner" | "name">;

/**
 * Its path below the REST address, as GitHub itself writes it in its redirects: under its name there may be another
 * repository by now, or one that only our credentials see.
 */
export function pathOf({ githubId }: Numbered): string {
  return `/repositories/${githubId}`;
}

/**
 * A repository as it is now, if everyone may see it.
 * @throws GitHubFault, among them private, other_repository (GitHub speaks of another one)
 */
export async function readPublic(client: GitHubClient, repository: Numbered): Promise<GitHubRepository> {
  const { data } = await client.get(pathOf(repository), repositoryReply);
  if (data.id !== repository.githubId) throw new GitHubFault("other_repository", "GitHub answered with another one");
  if (data.isPrivate) throw new GitHubFault("private", "it is private");
  return data;
}

/** Pages of a repository's labels that are read, a hundred on each: more than anyone can keep in mind. */
const mostLabelPages = 5;

/** The names of a repository's labels. @throws GitHubFault */
export async function labelsOf(client: GitHubClient, repository: Numbered): Promise<string[]> {
  const names: string[] = [];
  let page: string | null = `${pathOf(repository)}/labels?per_page=100`;
  for (let count = 0; page !== null && count < mostLabelPages; count += 1) {
    const answer: Reply<{ name: string }[]> = await client.get(page, labelListReply);
    names.push(...answer.data.map((one) => one.name));
    page = answer.next;
  }
  return names;
}

/** What is asked about people, and about what they have written, at GitHub. */
export interface AskGitHub {
  /** The account of a login; null when there is none. */
  account(login: string): Promise<GitHubAccount | null>;
  /** Whether somebody may write to the repository; null when GitHub does not let us ask. */
  mayWrite(login: string): Promise<boolean | null>;
  /** The comments of an issue since a moment (`commentsOf`). */
  comments(number: number, since: Date): Promise<GitHubComment[]>;
}

/** Asks about people with this client. */
export function askWith(client: GitHubClient, repository: Numbered): AskGitHub {
  const orNull = async <Answer>(work: Promise<Answer>, statuses: readonly number[]): Promise<Answer | null> => {
    try {
      return await work;
    } catch (error) {
      if (error instanceof GitHubFault && statuses.includes(error.status ?? 0) && !error.notBefore) return null;
      throw error;
    }
  };
  return {
    async account(login) {
      const found = await orNull(client.get(`/users/${encodeURIComponent(login)}`, accountReply), [404]);
      return found?.data ?? null;
    },
    async mayWrite(login) {
      const path = `${pathOf(repository)}/collaborators/${encodeURIComponent(login)}/permission`;
      const found = await orNull(client.get(path, permissionReply), [401, 403, 404]);
      return found?.data.mayWrite ?? null;
    },
    comments: (number, since) => commentsOf(client, repository, number, since),
  };
}

/** Pages of one issue's comments. */
const mostPages = 10;

/** The comments of an issue that were written or edited since a moment, oldest first; at most a thousand. @throws GitHubFault */
export async function commentsOf(
  client: GitHubClient,
  repository: Numbered,
  number: number,
  since: Date,
): Promise<GitHubComment[]> {
  const comments: GitHubComment[] = [];
  let page: string | null = `${pathOf(repository)}/issues/${number}/comments?since=${since.toISOString()}&per_page=100`;
  for (let count = 0; page !== null && count < mostPages; count += 1) {
    const answer: Reply<GitHubComment[]> = await client.get(page, commentListReply);
    comments.push(...answer.data);
    page = answer.next;
  }
  return comments;
}

/** An issue, or what became of it. */
export type Looked = GitHubIssue | "deleted" | "transferred";

/**
 * An issue of a repository as it is now, or what became of it. A 404 alone does not say that it was deleted: it is also
 * the answer to who may not see the repository any more, and then nobody has deleted anything.
 * @throws GitHubFault
 */
export async function lookFor(client: GitHubClient, repository: Named & Numbered, number: number): Promise<Looked> {
  try {
    const { data: found } = await client.get(`${pathOf(repository)}/issues/${number}`, issueReply);
    return (await isStillHere(client, repository, number, found)) ? found : "transferred";
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    if (error.status === 410) {
      // Where the repository has no issues any more GitHub says the same of all; nobody has deleted them.
      const { data } = await client.get(pathOf(repository), repositoryReply);
      if (data.hasIssues) return "deleted";
    }
    if (error.status === 404 && (await client.has(pathOf(repository)))) return "deleted";
    throw error;
  }
}

/** GitHub redirects to where an issue is now: in another repository, which may bear the same name and number. */
async function isStillHere(
  client: GitHubClient,
  repository: Named & Numbered,
  number: number,
  found: GitHubIssue,
): Promise<boolean> {
  if (found.number !== number) return false;
  const at = found.url.toLowerCase();
  const isIn = ({ owner, name }: Named) =>
    ["issues", "pull"].some((kind) => at.includes(`/${owner}/${name}/${kind}/`.toLowerCase()));
  if (isIn(repository)) return true;
  // Or it is the repository that has another name since.
  const { data } = await client.get(pathOf(repository), repositoryReply);
  return data.id === repository.githubId && isIn(data);
}
