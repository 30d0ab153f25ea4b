import type { Policy } from "../lib/domain/policy";
import type { EventDetails } from "../lib/domain/views";
import {
  actorKinds,
  claimStates,
  closeReasons,
  difficulties,
  eventKinds,
  linkKinds,
  locales,
  memberRoles,
  type TaskStatus,
  taskStatuses,
} from "../lib/domain/words";
import type { Columns } from "./columns.sqlite";

/** What an event keeps so that its change can be undone; never shown. */
export type UndoData = Record<string, unknown>;

/** The cells of `task_count` in which a task is counted. */
export interface CountedAs {
  projectId: string;
  difficulty: string;
  status: TaskStatus;
  hasMentor: boolean;
  tagIds: string[];
}

/** Every table, once, for both engines. Names are the words of the product. */
export function buildTables(column: Columns) {
  const { table, id, counter, text, oneOf, integer, flag, instant, json, index, uniqueIndex, primaryKey, sql } = column;

  // --- people and sign-in (person, session, account, verification, rate_limit are better-auth's tables) ---
  const person = table(
    "person",
    {
      id: id().primaryKey(),
      login: text().notNull(),
      /** The login as it was typed. */
      displayLogin: text(),
      name: text().notNull(),
      email: text().notNull(),
      emailVerified: flag().notNull().default(false),
      image: text(),
      isAdmin: flag().notNull().default(false),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [uniqueIndex("person_login").on(t.login), uniqueIndex("person_email").on(t.email)],
  );

  const session = table(
    "session",
    {
      id: id().primaryKey(),
      token: text().notNull(),
      userId: text()
        .notNull()
        .references(() => person.id, { onDelete: "cascade" }),
      expiresAt: instant().notNull(),
      ipAddress: text(),
      userAgent: text(),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [uniqueIndex("session_token").on(t.token), index("session_user").on(t.userId)],
  );

  const account = table(
    "account",
    {
      id: id().primaryKey(),
      accountId: text().notNull(),
      providerId: text().notNull(),
      userId: text()
        .notNull()
        .references(() => person.id, { onDelete: "cascade" }),
      accessToken: text(),
      refreshToken: text(),
      idToken: text(),
      accessTokenExpiresAt: instant(),
      refreshTokenExpiresAt: instant(),
      scope: text(),
      password: text(),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [uniqueIndex("account_identity").on(t.providerId, t.accountId), index("account_user").on(t.userId)],
  );

  const verification = table(
    "verification",
    {
      id: id().primaryKey(),
      identifier: text().notNull(),
      value: text().notNull(),
      expiresAt: instant().notNull(),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [index("verification_identifier").on(t.identifier)],
  );

  const rateLimit = table(
    "rate_limit",
    { id: id().primaryKey(), key: text().notNull(), count: integer().notNull(), lastRequest: integer().notNull() },
    (t) => [uniqueIndex("rate_limit_key").on(t.key)],
  );

  /** A personal access token for the API; only its hash is kept. */
  const token = table(
    "token",
    {
      id: id().primaryKey(),
      personId: text()
        .notNull()
        .references(() => person.id, { onDelete: "cascade" }),
      name: text().notNull(),
      hash: text().notNull(),
      createdAt: instant().notNull(),
      lastUsedAt: instant(),
    },
    (t) => [uniqueIndex("token_hash").on(t.hash), index("token_person").on(t.personId)],
  );

  // --- projects ---
  const project = table(
    "project",
    {
      id: id().primaryKey(),
      slug: text().notNull(),
      name: text().notNull(),
      color: text().notNull(),
      repositoryUrl: text(),
      guideUrl: text(),
      languages: json<string[]>().notNull(),
      policy: json<Partial<Policy>>().notNull(),
      revision: integer().notNull().default(0),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [uniqueIndex("project_slug").on(t.slug)],
  );

  const projectText = table(
    "project_text",
    {
      projectId: text()
        .notNull()
        .references(() => project.id, { onDelete: "cascade" }),
      locale: oneOf(locales).notNull(),
      name: text(),
      description: text(),
    },
    (t) => [primaryKey({ columns: [t.projectId, t.locale] })],
  );

  const member = table(
    "member",
    {
      projectId: text()
        .notNull()
        .references(() => project.id, { onDelete: "cascade" }),
      personId: text()
        .notNull()
        .references(() => person.id, { onDelete: "cascade" }),
      role: oneOf(memberRoles).notNull(),
      createdAt: instant().notNull(),
    },
    (t) => [primaryKey({ columns: [t.projectId, t.personId] }), index("member_person").on(t.personId)],
  );

  // --- tasks ---
  const task = table(
    "task",
    {
      number: counter(),
      projectId: text()
        .notNull()
        .references(() => project.id, { onDelete: "restrict" }),
      difficulty: oneOf(difficulties),
      /** Derived by `refreshTask` alone, in the transaction of the change. */
      status: oneOf(taskStatuses).notNull().default("open"),
      hasMentor: flag().notNull().default(false),
      closeReason: oneOf(closeReasons),
      duplicateOf: integer(),
      closedAt: instant(),
      revision: integer().notNull().default(0),
      /** As what it is counted in `task_count` now. */
      counted: json<CountedAs>(),
      createdById: text().references(() => person.id, { onDelete: "set null" }),
      publishedAt: instant().notNull(),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [
      // Each column of the board in each order, of all projects, of one, and of tasks with a mentor. What shows more
      // than one column, or every status, is merged from these (`lib/server/tasks/pages.ts`).
      index("task_column_newest").on(t.status, t.difficulty, sql`published_at desc`, t.number),
      index("task_column_oldest").on(t.status, t.difficulty, t.publishedAt, t.number),
      index("task_column_updated").on(t.status, t.difficulty, sql`updated_at desc`, t.number),
      index("task_project_newest").on(t.projectId, t.status, t.difficulty, sql`published_at desc`, t.number),
      index("task_project_oldest").on(t.projectId, t.status, t.difficulty, t.publishedAt, t.number),
      index("task_project_updated").on(t.projectId, t.status, t.difficulty, sql`updated_at desc`, t.number),
      index("task_mentor_newest").on(t.hasMentor, t.status, t.difficulty, sql`published_at desc`, t.number),
      index("task_mentor_oldest").on(t.hasMentor, t.status, t.difficulty, t.publishedAt, t.number),
      index("task_mentor_updated").on(t.hasMentor, t.status, t.difficulty, sql`updated_at desc`, t.number),
    ],
  );

  const taskText = table(
    "task_text",
    {
      taskNumber: integer()
        .notNull()
        .references(() => task.number, { onDelete: "cascade" }),
      locale: oneOf(locales).notNull(),
      title: text(),
      /** `titleKey` of the title: the identity by which an import finds it again. */
      titleKey: text(),
      why: text(),
      where: text(),
      doneWhen: text(),
    },
    (t) => [primaryKey({ columns: [t.taskNumber, t.locale] }), index("task_text_title_key").on(t.titleKey)],
  );

  const tag = table("tag", { id: id().primaryKey(), slug: text().notNull(), nameZh: text(), nameEn: text() }, (t) => [
    uniqueIndex("tag_slug").on(t.slug),
  ]);

  const taskTag = table(
    "task_tag",
    {
      taskNumber: integer()
        .notNull()
        .references(() => task.number, { onDelete: "cascade" }),
      tagId: text()
        .notNull()
        .references(() => tag.id, { onDelete: "cascade" }),
      position: integer().notNull(),
    },
    (t) => [primaryKey({ columns: [t.taskNumber, t.tagId] }), index("task_tag_tag").on(t.tagId, t.taskNumber)],
  );

  const taskMentor = table(
    "task_mentor",
    {
      taskNumber: integer()
        .notNull()
        .references(() => task.number, { onDelete: "cascade" }),
      personId: text()
        .notNull()
        .references(() => person.id, { onDelete: "cascade" }),
    },
    (t) => [primaryKey({ columns: [t.taskNumber, t.personId] }), index("task_mentor_person").on(t.personId)],
  );

  /**
   * Where a task stands among those of each of its tags, so that a tag's tasks are found in order however rare it is.
   * Written by `refreshTask` alone.
   */
  const tagPlace = table(
    "tag_place",
    {
      tagId: text()
        .notNull()
        .references(() => tag.id, { onDelete: "cascade" }),
      taskNumber: integer()
        .notNull()
        .references(() => task.number, { onDelete: "cascade" }),
      status: oneOf(taskStatuses).notNull(),
      difficulty: oneOf(difficulties),
      publishedAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.taskNumber, t.tagId] }),
      index("tag_place_newest").on(t.tagId, t.status, t.difficulty, sql`published_at desc`, t.taskNumber),
      index("tag_place_oldest").on(t.tagId, t.status, t.difficulty, t.publishedAt, t.taskNumber),
      index("tag_place_updated").on(t.tagId, t.status, t.difficulty, sql`updated_at desc`, t.taskNumber),
    ],
  );

  /**
   * How many tasks there are of each kind, so that the numbers beside the filters cost the same for a hundred tasks as
   * for a hundred thousand. Written by `refreshTask` alone; a test recounts it. `tagId` is empty for "whatever
   * its tags", `projectId` for "of any project".
   */
  const taskCount = table(
    "task_count",
    {
      tagId: text().notNull(),
      projectId: text().notNull(),
      /** Empty: no difficulty. */
      difficulty: text().notNull(),
      status: oneOf(taskStatuses).notNull(),
      hasMentor: flag().notNull(),
      count: integer().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.tagId, t.projectId, t.difficulty, t.status, t.hasMentor] }),
      // Both hold all that is read of a cell: the tags of a project (or of all), and the projects of a tag (or of any).
      index("task_count_tags").on(t.projectId, t.status, t.tagId, t.difficulty, t.hasMentor, t.count),
      index("task_count_projects").on(t.tagId, t.status, t.projectId, t.difficulty, t.hasMentor, t.count),
    ],
  );

  // --- slots, claims, links ---
  const slot = table(
    "slot",
    {
      id: id().primaryKey(),
      taskNumber: integer()
        .notNull()
        .references(() => task.number, { onDelete: "cascade" }),
      name: text(),
      position: integer().notNull(),
      /** Its work is done: it is neither free nor held. */
      finishedAt: instant(),
    },
    (t) => [index("slot_task").on(t.taskNumber, t.position)],
  );

  const claim = table(
    "claim",
    {
      id: id().primaryKey(),
      slotId: text()
        .notNull()
        .references(() => slot.id, { onDelete: "cascade" }),
      taskNumber: integer()
        .notNull()
        .references(() => task.number, { onDelete: "cascade" }),
      projectId: text()
        .notNull()
        .references(() => project.id, { onDelete: "restrict" }),
      personId: text()
        .notNull()
        .references(() => person.id, { onDelete: "restrict" }),
      state: oneOf(claimStates).notNull(),
      startedAt: instant().notNull(),
      /** Null while an open pull request stops the clock. */
      leaseEndsAt: instant(),
      /** Milliseconds that were left when the clock was stopped. */
      leaseLeft: integer(),
      renewals: integer().notNull().default(0),
      plan: text(),
      endedAt: instant(),
      endReason: text(),
    },
    (t) => [
      // The rule "one holder per slot" is this index, not a check before the write.
      uniqueIndex("claim_open_slot").on(t.slotId).where(sql`ended_at is null`),
      index("claim_person").on(t.personId, t.endedAt),
      // Holds both columns: how many people hold something is counted in it alone.
      index("claim_open_person").on(t.endedAt, t.personId),
      index("claim_task").on(t.taskNumber, t.startedAt),
      index("claim_lease").on(t.leaseEndsAt).where(sql`ended_at is null`),
    ],
  );

  const link = table(
    "link",
    {
      id: id().primaryKey(),
      taskNumber: integer()
        .notNull()
        .references(() => task.number, { onDelete: "cascade" }),
      claimId: text().references(() => claim.id, { onDelete: "cascade" }),
      kind: oneOf(linkKinds).notNull(),
      url: text().notNull(),
      label: text().notNull(),
      createdById: text().references(() => person.id, { onDelete: "set null" }),
      createdAt: instant().notNull(),
    },
    (t) => [
      index("link_task").on(t.taskNumber, t.createdAt),
      index("link_claim").on(t.claimId),
      index("link_url").on(t.url),
    ],
  );

  // --- what happened ---
  const event = table(
    "event",
    {
      id: counter(),
      at: instant().notNull(),
      kind: oneOf(eventKinds).notNull(),
      actorKind: oneOf(actorKinds).notNull(),
      personId: text().references(() => person.id, { onDelete: "set null" }),
      taskNumber: integer(),
      projectId: text(),
      claimId: text(),
      details: json<EventDetails>().notNull(),
      undo: json<UndoData>(),
      requestId: text(),
    },
    (t) => [
      index("event_task").on(t.taskNumber, t.id),
      index("event_project").on(t.projectId, t.id),
      index("event_person").on(t.personId, t.id),
    ],
  );

  /** One row: the counter that every writing transaction raises. */
  const version = table("version", { id: integer().primaryKey(), value: integer().notNull() });

  /** What the instance keeps about itself, such as the hash of its set-up link. */
  const keep = table("keep", { key: text().primaryKey(), value: text().notNull() });

  return {
    person,
    session,
    account,
    verification,
    rateLimit,
    token,
    project,
    projectText,
    member,
    task,
    taskText,
    tag,
    taskTag,
    taskMentor,
    tagPlace,
    taskCount,
    slot,
    claim,
    link,
    event,
    version,
    keep,
  };
}

export type Tables = ReturnType<typeof buildTables>;
