import { z } from "zod";
import type { GitHubRef } from "../domain/repositories";
import type { PullState } from "../domain/words";

/** GitHub's answers and payloads, as far as they are used; what is more in them is left alone. */

/** A text as both engines can keep it: without U+0000 and halves of characters. */
const text = z.string().transform((given) => given.replaceAll("\u0000", "").toWellFormed());

const account = z
  .object({ id: z.number().int(), login: z.string().regex(/^[\w.[\]-]{1,100}$/), type: z.string().optional() })
  .transform(({ id, login, type }) => ({
    id: String(id),
    login,
    /** Nobody who can hold anything: an organisation is no more of a person. */
    isBot: type === "Bot" || type === "Organization" || login.endsWith("[bot]"),
  }));
export type GitHubAccount = z.output<typeof account>;
export const accountReply = account;

/** An address of GitHub's pages, which is shown as a link. */
const address = z.url({ protocol: /^https?$/ });
const instant = z.iso.datetime({ offset: true }).transform((at) => new Date(at));
const labels = z
  .array(z.union([z.string(), z.object({ name: z.string().nullish() })]))
  .transform((all) => all.flatMap((one) => (typeof one === "string" ? one : (one.name ?? []))));

const number = z
  .number()
  .int()
  .positive()
  .max(2 ** 31 - 1);

export const issueReply = z
  .object({
    id: z.number().int(),
    number,
    title: text,
    body: text.nullish(),
    state: z.enum(["open", "closed"]),
    state_reason: z.string().nullish(),
    labels,
    assignees: z.array(account).nullish(),
    user: account.nullish(),
    html_url: address,
    repository_url: z.url().optional(),
    closed_at: instant.nullish(),
    updated_at: instant,
    comments: z.number().int().nonnegative().nullish(),
    pull_request: z.object({ merged_at: instant.nullish() }).nullish(),
    draft: z.boolean().nullish(),
  })
  .transform((one) => ({
    id: String(one.id),
    number: one.number,
    title: one.title,
    body: one.body ?? null,
    state: one.state,
    /** GitHub knows `duplicate` too. */
    reason: one.state_reason ?? null,
    labels: one.labels,
    assignees: one.assignees ?? [],
    author: one.user ?? null,
    url: one.html_url,
    repositoryUrl: one.repository_url ?? null,
    closedAt: one.closed_at ?? null,
    updatedAt: one.updated_at,
    /** How many it has. */
    comments: one.comments ?? 0,
    /** A pull request that came in a list of issues. */
    pull: one.pull_request
      ? {
          state: stateOfPull(one.state, one.draft, one.pull_request.merged_at),
          mergedAt: one.pull_request.merged_at ?? null,
        }
      : null,
  }));
/** An issue, or a pull request in a list of issues. */
export type GitHubIssue = z.output<typeof issueReply>;
export const issueListReply = z.array(issueReply);

export const pullReply = z
  .object({
    number,
    title: text,
    body: text.nullish(),
    state: z.enum(["open", "closed"]),
    draft: z.boolean().nullish(),
    merged_at: instant.nullish(),
    html_url: address,
    user: account.nullish(),
    updated_at: instant,
    base: z.object({ ref: z.string(), repo: z.object({ default_branch: z.string() }).nullish() }).nullish(),
  })
  .transform((one) => ({
    number: one.number,
    title: one.title,
    body: one.body ?? null,
    state: stateOfPull(one.state, one.draft, one.merged_at),
    mergedAt: one.merged_at ?? null,
    /** Whether it goes into the default branch; null where that is not said. */
    isDefault: one.base?.repo ? one.base.ref === one.base.repo.default_branch : null,
    url: one.html_url,
    author: one.user ?? null,
    updatedAt: one.updated_at,
  }));
export type GitHubPull = z.output<typeof pullReply>;
export const pullListReply = z.array(pullReply);

function stateOfPull(state: "open" | "closed", isDraft?: boolean | null, mergedAt?: Date | null): PullState {
  if (mergedAt) return "merged";
  if (state === "closed") return "closed";
  return isDraft ? "draft" : "open";
}

export const repositoryReply = z
  .object({
    id: z.number().int(),
    name: z.string().regex(/^[\w.-]{1,100}$/),
    owner: z.object({ login: z.string().regex(/^[\w.-]{1,100}$/) }),
    private: z.boolean(),
    has_issues: z.boolean().optional(),
    open_issues_count: z.number().int().nonnegative().optional(),
    html_url: address,
    permissions: z.record(z.string(), z.boolean()).nullish(),
  })
  .transform((one) => ({
    id: String(one.id),
    name: one.name,
    owner: one.owner.login,
    isPrivate: one.private,
    hasIssues: one.has_issues ?? true,
    /** Open issues and pull requests; null where that is not said. */
    openIssues: one.open_issues_count ?? null,
    url: one.html_url,
    mayPush: one.permissions?.push === true,
  }));
export type GitHubRepository = z.output<typeof repositoryReply>;

/** What a search found, of which only the number is of interest. */
export const countReply = z
  .object({ total_count: z.number().int().nonnegative(), incomplete_results: z.boolean().optional() })
  .transform((one) => ({ count: one.total_count, isWhole: one.incomplete_results !== true }));

export const labelListReply = z.array(z.object({ name: text }));

export const commentReply = z
  .object({
    id: z.number().int(),
    body: text.nullish(),
    user: account.nullish(),
    author_association: z.string().optional(),
    created_at: instant,
    updated_at: instant,
    issue_url: z.string().optional(),
    performed_via_github_app: z.object({ id: z.number().int() }).nullish(),
  })
  .transform((one) => ({
    id: String(one.id),
    body: one.body ?? "",
    author: one.user ?? null,
    /** Whether whoever wrote it owns the repository; members of an organisation may have no right to write. */
    isOwner: one.author_association === "OWNER",
    /** Whether GitHub calls them one of the repository's people, with whatever rights. */
    isInside: ["OWNER", "MEMBER", "COLLABORATOR"].includes(one.author_association ?? ""),
    /** The number of the app that wrote it, for itself or for its author. */
    appId: one.performed_via_github_app ? String(one.performed_via_github_app.id) : null,
    createdAt: one.created_at,
    updatedAt: one.updated_at,
    /** In a list of a repository's comments. */
    issueNumber: Number(/\/issues\/(\d+)$/.exec(one.issue_url ?? "")?.[1] ?? 0),
  }));
export type GitHubComment = z.output<typeof commentReply>;
export const commentListReply = z.array(commentReply);

/** What somebody may do in a repository. */
export const permissionReply = z
  .object({ permission: z.string() })
  .transform((one) => ({ mayWrite: ["admin", "maintain", "write"].includes(one.permission) }));

export const installationReply = z
  .object({ id: z.number().int(), permissions: z.record(z.string(), z.string()).nullish() })
  .transform((one) => ({ id: String(one.id), mayWrite: one.permissions?.issues === "write" }));

/** The app of the instance; `html_url` is its page at GitHub. */
export const appReply = z.object({ html_url: z.url({ protocol: /^https?$/ }) }).transform((one) => one.html_url);

export const installationTokenReply = z.object({ token: z.string().min(1), expires_at: instant });

/** Which issues a pull request closes, also those that were linked by hand. */
export const closingReply = z.object({
  data: z.object({
    repository: z.record(
      z.string(),
      z
        .object({
          closingIssuesReferences: z.object({
            nodes: z.array(z.object({ number, repository: z.object({ nameWithOwner: z.string() }) }).nullable()),
          }),
        })
        .nullable(),
    ),
  }),
});

/** What every payload of a webhook may have. */
export const payload = z.object({
  action: z.string().optional(),
  sender: account.nullish(),
  repository: z
    .object({
      id: z.number().int(),
      owner: z.object({ login: z.string().regex(/^[\w.-]{1,100}$/) }),
      name: z.string().regex(/^[\w.-]{1,100}$/),
      private: z.boolean().optional(),
    })
    .nullish(),
});
export const issuesPayload = z.object({ issue: issueReply });
export const pullPayload = z.object({ pull_request: pullReply });
export const commentPayload = z.object({ issue: issueReply, comment: commentReply });

/** The part of an account that is kept. */
export function refOfAccount({ id, login }: GitHubAccount): GitHubRef {
  return { id, login };
}

/** The people who are assigned to an issue: a bot holds no task. */
export function assignedPeople({ assignees }: Pick<GitHubIssue, "assignees">): GitHubRef[] {
  return assignees.filter((one) => !one.isBot).map(refOfAccount);
}
