import { z } from "zod";
import { type ListedSlot, mostSlots } from "./checklist";
import { labelRule, slugInput } from "./inputs";
import type { LabelRule } from "./labels";
import type { ChangeView, Instant } from "./views";
import { type Difficulty, type Locale, type RepositoryAccess, repositoryAccesses, type SyncFault } from "./words";

/** Someone at GitHub, by the number of their account; the login is the one they had when it was read. */
export interface GitHubRef {
  id: string;
  login: string;
}

/** What a task has last taken over from its issue: the base on which both are compared. */
export interface TakenOver {
  title: string;
  why: string | null;
  difficulty: Difficulty | null;
  /** Slugs. */
  tags: string[];
  /**
   * What the issue's list says, as far as it was taken over or left; absent until something of it was decided, and in
   * what was written before lists were followed.
   */
  list?: ListedSlot[];
}

/** The fields of a task that follow its issue. */
export const followedFields = ["title", "why", "difficulty", "tags"] as const;
export type FollowedField = (typeof followedFields)[number];

/** What can be different between a task and its issue: `list` is the issue's list beside the task's slots. */
export const differenceFields = [...followedFields, "list"] as const;
export type DifferenceField = (typeof differenceFields)[number];

/** `owner/name`, or the repository's address. */
const repositoryName = z.string().trim().min(3).max(300);
/** A token as GitHub gives it out. */
const token = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{10,300}$/, { error: "token" });
const rowId = z.string().min(1).max(64);

export const connectRepositoryInput = z
  .strictObject({
    project: slugInput,
    repository: repositoryName,
    access: z.enum(repositoryAccesses).default("public"),
    token: token.optional(),
  })
  .refine((input) => (input.access === "token") === (input.token !== undefined), {
    path: ["token"],
    error: "required",
  });
export type ConnectRepositoryInput = z.input<typeof connectRepositoryInput>;

/** Only what is given changes. Following begins, and ends, with `isFollowed`. */
export const changeRepositoryInput = z.strictObject({
  id: rowId,
  revision: z.number().int().nonnegative(),
  rule: labelRule.optional(),
  plainWords: z.boolean().optional(),
  isFollowed: z.boolean().optional(),
  token: token.optional(),
});
export type ChangeRepositoryInput = z.input<typeof changeRepositoryInput>;

export const repositoryInput = z.strictObject({ id: rowId });
export type RepositoryInput = z.input<typeof repositoryInput>;

export const previewRuleInput = z.strictObject({ id: rowId, rule: labelRule });
export type PreviewRuleInput = z.input<typeof previewRuleInput>;

/** `take`: the task becomes as its issue is; else it stays, and the difference is not shown again. */
export const settleDifferenceInput = z.strictObject({
  number: z.number().int().positive(),
  fields: z.array(z.enum(differenceFields)).min(1).max(differenceFields.length),
  take: z.boolean(),
  /** The `mark` of the difference that was seen, if it is one: when the issue says something else by now, nothing is done. */
  mark: z.string().max(64).optional(),
});
export type SettleDifferenceInput = z.input<typeof settleDifferenceInput>;

/**
 * What a list says of slots of a task: who holds it, by their login at GitHub, and whether it is done. Done without a
 * holder is finished by nobody in particular. A slot of which it says neither stays as it is.
 */
export const takeOverListInput = z.strictObject({
  number: z.number().int().positive(),
  items: z
    .array(
      z.strictObject({
        slot: rowId,
        isDone: z.boolean().default(false),
        holder: z.string().trim().min(1).max(100).nullable().default(null),
      }),
    )
    .min(1)
    .max(mostSlots),
});
export type TakeOverListInput = z.input<typeof takeOverListInput>;

/**
 * Why something of a list could not be taken over. `nobody`, `bot`: no person at GitHub has this login, but perhaps a bot or an organisation; `github_away`:
 * GitHub could not be asked who that is; `held`, `offered`: the slot is someone else's, or kept for them; `holds_other`:
 * they hold another slot of the task; `not_wanted`: a maintainer closed the slot; `over`: the task is done or closed;
 * `gone`: there is no such slot any more; `other`: the board did not allow it.
 */
export const listRefusals = [
  "nobody",
  "bot",
  "github_away",
  "held",
  "offered",
  "holds_other",
  "not_wanted",
  "over",
  "gone",
  "other",
] as const;
export type ListRefusal = (typeof listRefusals)[number];

export interface ListRefusalView {
  /** The slot's id, and its name. */
  slot: string;
  name: string | null;
  /** As the list names them, without "@". */
  holder: string | null;
  why: ListRefusal;
  /** Whose the slot is: their login here. */
  by: string | null;
}

/** A task after what a list says of it was taken over, and what could not be. */
export interface ListTakenView extends ChangeView {
  refused: ListRefusalView[];
}

export const readIssueInput = z.strictObject({
  project: slugInput,
  /** The address of an issue, or `owner/name#12`. */
  address: z.string().trim().min(1).max(2000),
  withComments: z.boolean().default(false),
});
export type ReadIssueInput = z.input<typeof readIssueInput>;

/** An issue at GitHub as it would become a task, or a list of tasks. */
export interface IssueDraftView {
  url: string;
  /** `owner/name#12`. */
  label: string;
  title: string;
  locale: Locale;
  /** Markdown, without the comments of issue templates. */
  text: string | null;
  difficulty: Difficulty | null;
  tags: string[];
  isOpen: boolean;
  /** Logins at GitHub. */
  assignees: string[];
  /** What an import would read: the text, and the comments if they are wanted. */
  markdown: string;
  /** How many comments are in it. */
  comments: number;
  /** Where there are too many to read them all: how many were looked at, the oldest, and how many there are. */
  commentsCut: { read: number; all: number } | null;
  /** The task that follows this issue already. */
  task: number | null;
}

/** The repositories of a project, for its maintainers. */
export interface RepositoriesView {
  repositories: RepositoryView[];
  /** Whether the instance has a GitHub App, as which repositories can be reached. */
  hasApp: boolean;
  /** Where GitHub delivers what happens. */
  webhookUrl: string;
}

export interface RepositoryView {
  id: string;
  owner: string;
  name: string;
  url: string;
  access: RepositoryAccess;
  /** Whether issues can be assigned and answered. */
  mayWrite: boolean;
  rule: LabelRule;
  plainWords: boolean;
  isFollowed: boolean;
  revision: number;
  connectedAt: Instant;
  /** When all that the board shows of it was last true. */
  syncedAt: Instant | null;
  /** Why it could not be read last time, since when, and until when from now GitHub wants to be left alone. */
  fault: SyncFault | null;
  faultSince: Instant | null;
  notBefore: Instant | null;
  limit: { left: number; resetsAt: Instant } | null;
  isReading: boolean;
  /** Tasks that follow an issue of it. */
  tasks: number;
  /** Whether it has a webhook secret of its own, and when GitHub last delivered something. */
  hasHookSecret: boolean;
  deliveredAt: Instant | null;
  /** The last readings, newest first. */
  runs: SyncRunView[];
  differences: DifferenceView[];
  /** What could not be done at GitHub and still is to be, newest first. */
  failedErrands: { task: number; issue: number; kind: "assignees" | "answer"; fault: string | null; at: Instant }[];
}

export interface SyncRunView {
  id: number;
  startedAt: Instant;
  /** Null while it is under way. */
  endedAt: Instant | null;
  requests: number;
  seen: number;
  created: number;
  changed: number;
  fault: SyncFault | null;
  failures: { issue: number; fault: string }[];
}

/**
 * A field in which a maintainer has made a task different from its issue, and the issue has changed since; or what the
 * issue's list says and the board does not.
 */
export interface DifferenceView {
  task: number;
  issue: { number: number; url: string };
  field: DifferenceField;
  /** Texts as they are; a difficulty as its word, tags by their slugs, joined; null for a list. */
  ours: string | null;
  theirs: string | null;
  /** Of a list: the items that say something new. */
  items: { name: string; isNew: boolean; state: ListedSlot["state"]; holder: string | null }[];
  /** Of what the issue says: who decides says that they have seen this. */
  mark: string;
}

/** What a rule would make of a repository's issues. */
export interface RulePreviewView {
  /** The repository's labels. */
  labels: string[];
  /** How many open issues were looked at, and whether there are more. */
  read: number;
  isMore: boolean;
  items: {
    number: number;
    url: string;
    title: string;
    isTask: boolean;
    difficulty: Difficulty | null;
    conflict: Difficulty[];
    tags: string[];
    /** The task that it is already. */
    task: number | null;
  }[];
}

/** The secret of a webhook: shown this once. */
export interface HookSecretView {
  url: string;
  secret: string;
}
