import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import type { LabelRule } from "../lib/domain/labels";
import type { GitHubRef, TakenOver } from "../lib/domain/repositories";
import {
  errandEnds,
  errandKinds,
  issueStates,
  locales,
  pullStates,
  repositoryAccesses,
  syncFaults,
} from "../lib/domain/words";
import type { Columns } from "./columns.sqlite";

/** How far a repository has been read. */
export interface SyncCursor {
  /** Every change before this moment has been seen. */
  since: string | null;
  /** Comments since this moment are still to be read, or to be read again; null: as `since` says. */
  commentsSince: string | null;
  /** The rule by which the labels were read last, and the labels that it makes tasks of. */
  rule: string | null;
  labels: string[];
  /** Numbers of issues and pull requests that could not be followed and are read again. */
  failed: number[];
  /** Entity tags of what is asked for again and again. */
  etags: Record<string, string>;
  /** How many issues and pull requests are open, as the repository says; null where it does not. */
  openIssues: number | null;
  /** The round through all issues that are tasks by their label, while it is under way: what is not met in it is gone. */
  round: {
    /** Labels, each of which has a list of its own; the empty one stands for all open issues. */
    lists: string[];
    /** Which list, and which page of it. */
    at: number;
    page: string | null;
    seen: number[];
    /** What was not met and is still to be looked for; null while there are lists to read. */
    missing: number[] | null;
    startedAt: string;
  } | null;
  /** When the last whole round was at its end, and by how many more tasks GitHub's search had than were met in it. */
  roundAt: string | null;
  unexplained: number;
}

/** Tables to which those of GitHub refer. */
interface Parents {
  person: { id: AnySQLiteColumn };
  project: { id: AnySQLiteColumn };
  task: { number: AnySQLiteColumn };
}

/** What is kept of GitHub: repositories that projects follow, and what came from there and is to be done there. */
export function buildGitHubTables(column: Columns, { person, project, task }: Parents) {
  const { table, id, counter, text, oneOf, integer, flag, instant, json, index, uniqueIndex, sql } = column;

  /** A repository whose issues a project follows. */
  const repository = table(
    "repository",
    {
      id: id().primaryKey(),
      projectId: text()
        .notNull()
        .references(() => project.id, { onDelete: "cascade" }),
      /** GitHub's number for it, which stays when it is renamed or transferred. */
      githubId: text().notNull(),
      owner: text().notNull(),
      name: text().notNull(),
      access: oneOf(repositoryAccesses).notNull(),
      /** The token, encrypted with a key from AUTH_SECRET; never shown again. */
      secret: text(),
      installationId: text(),
      /** Whether issues may be assigned and answered, found out when it was connected. */
      mayWrite: flag().notNull().default(false),
      /** When GitHub refused to have an issue assigned, whatever it says of the right to. */
      writeRefusedAt: instant(),
      /** The secret of this repository's own webhook, encrypted. */
      hookSecret: text(),
      rule: json<LabelRule>().notNull(),
      /** Nothing is followed before a maintainer has seen what the rule makes of the issues, and said so. */
      isFollowed: flag().notNull().default(false),
      followedAt: instant(),
      /** Whether plain words such as "I'd like to work on this" are commands too. */
      plainWords: flag().notNull().default(false),
      revision: integer().notNull().default(0),
      connectedById: text().references(() => person.id, { onDelete: "set null" }),
      connectedAt: instant().notNull(),
      cursor: json<SyncCursor>().notNull(),
      /** When all that the board shows of it was last true. */
      syncedAt: instant(),
      /** While it is read: until when whoever reads it may be thought alive. */
      takenUntil: instant(),
      /** When it is read next. */
      nextSyncAt: instant(),
      fault: oneOf(syncFaults),
      /** Since when it could not be read. */
      faultSince: instant(),
      /** Not before this time, because GitHub asked for it. */
      notBefore: instant(),
      limitLeft: integer(),
      limitResetsAt: instant(),
    },
    (t) => [
      uniqueIndex("repository_github").on(t.githubId),
      index("repository_project").on(t.projectId),
      index("repository_due").on(t.nextSyncAt),
    ],
  );

  /** An issue of a connected repository as it was last seen, if it is a task or was one. */
  const issue = table(
    "issue",
    {
      id: id().primaryKey(),
      repositoryId: text()
        .notNull()
        .references(() => repository.id, { onDelete: "cascade" }),
      number: integer().notNull(),
      taskNumber: integer().references(() => task.number, { onDelete: "set null" }),
      url: text().notNull(),
      state: oneOf(issueStates).notNull(),
      /** Why it is closed, in GitHub's words. */
      reason: text(),
      title: text().notNull(),
      body: text(),
      labels: json<string[]>().notNull(),
      locale: oneOf(locales).notNull(),
      /** Who is assigned there; what is different from it was done there or here since. */
      assignees: json<GitHubRef[]>().notNull(),
      /** Whether its labels make it a task. */
      isTask: flag().notNull(),
      /** Whom GitHub does not let us assign. */
      unassignable: json<string[]>().notNull().default([]),
      taken: json<TakenOver>(),
      /** Whether it said something when it was seen last that was not taken over: what it is, is found out when asked. */
      differs: flag().notNull().default(true),
      /** GitHub's number of our answer in the issue, and what it says of how the task stands. */
      answerId: text(),
      answer: text(),
      updatedAt: instant().notNull(),
      seenAt: instant().notNull(),
    },
    (t) => [uniqueIndex("issue_number").on(t.repositoryId, t.number), index("issue_task").on(t.taskNumber)],
  );

  /** A comment that was a command; by GitHub's number, so that it is obeyed once. */
  const command = table(
    "command",
    {
      id: text().primaryKey(),
      issueId: text()
        .notNull()
        .references(() => issue.id, { onDelete: "cascade" }),
      at: instant().notNull(),
      /** While it is being obeyed: after this time whoever does so is thought dead. Null: it was obeyed. */
      takenUntil: instant(),
    },
    (t) => [index("command_issue").on(t.issueId)],
  );

  /** A pull request that speaks of an issue here. */
  const pullRequest = table(
    "pull_request",
    {
      id: id().primaryKey(),
      repositoryId: text()
        .notNull()
        .references(() => repository.id, { onDelete: "cascade" }),
      number: integer().notNull(),
      url: text().notNull(),
      state: oneOf(pullStates).notNull(),
      author: json<GitHubRef>(),
      /** Issues that it speaks of, as `owner/name#number` in lower case, and whether it closes them. */
      speaksOf: json<{ issue: string; closes: boolean }[]>().notNull(),
      mergedAt: instant(),
      updatedAt: instant().notNull(),
    },
    (t) => [uniqueIndex("pull_request_number").on(t.repositoryId, t.number)],
  );

  /** What GitHub delivered to the webhook; worked off after it was answered. */
  const delivery = table(
    "delivery",
    {
      /** GitHub's own, the same when it delivers again. */
      id: text().primaryKey(),
      event: text().notNull(),
      /** The repository it is about, if it is connected. */
      repositoryId: text().references(() => repository.id, { onDelete: "cascade" }),
      /** Emptied when it is worked off. */
      body: text().notNull(),
      receivedAt: instant().notNull(),
      tries: integer().notNull().default(0),
      nextTryAt: instant().notNull(),
      endedAt: instant(),
      end: oneOf(errandEnds),
      fault: text(),
    },
    (t) => [
      index("delivery_due").on(t.nextTryAt).where(sql`ended_at is null`),
      index("delivery_repository").on(t.repositoryId, t.receivedAt),
    ],
  );

  /** What is to be done at GitHub: written with its cause, done after. */
  const errand = table(
    "errand",
    {
      id: id().primaryKey(),
      issueId: text()
        .notNull()
        .references(() => issue.id, { onDelete: "cascade" }),
      kind: oneOf(errandKinds).notNull(),
      /** Of an answer to a command: what it says; null: how the task stands. */
      text: text(),
      /** Numbers of accounts that are to be unassigned though they never held the task. */
      unassign: json<string[]>().notNull().default([]),
      /** Whether there are any. */
      hasExtra: flag().notNull().default(false),
      /** It was asked for once more while it was under way. */
      isAgain: flag().notNull().default(false),
      createdAt: instant().notNull(),
      tries: integer().notNull().default(0),
      nextTryAt: instant().notNull(),
      endedAt: instant(),
      end: oneOf(errandEnds),
      fault: text(),
    },
    (t) => [
      // One of a kind is to be done for an issue: what comes later is told to it.
      uniqueIndex("errand_open").on(t.issueId, t.kind).where(sql`ended_at is null`),
      index("errand_due").on(t.nextTryAt).where(sql`ended_at is null`),
    ],
  );

  /** One reading of a repository, for the page that tells its maintainers how it went. */
  const syncRun = table(
    "sync_run",
    {
      id: counter(),
      repositoryId: text()
        .notNull()
        .references(() => repository.id, { onDelete: "cascade" }),
      startedAt: instant().notNull(),
      endedAt: instant(),
      requests: integer().notNull().default(0),
      seen: integer().notNull().default(0),
      created: integer().notNull().default(0),
      changed: integer().notNull().default(0),
      fault: oneOf(syncFaults),
      /** Issues that could not be followed, and why. */
      failures: json<{ issue: number; fault: string }[]>().notNull(),
    },
    (t) => [index("sync_run_repository").on(t.repositoryId, t.id)],
  );

  return { repository, issue, command, pullRequest, delivery, errand, syncRun };
}
