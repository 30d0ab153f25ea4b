import type { Policy } from "../lib/domain/policy";
import type { EventDetails } from "../lib/domain/views";
import {
  actorKinds,
  type ClaimStep,
  claimStates,
  closeReasons,
  difficulties,
  eventKinds,
  freshnesses,
  type ListedStatus,
  linkKinds,
  listedStatuses,
  locales,
  mailEnds,
  mailKinds,
  mailWishes,
  memberRoles,
  noticeKinds,
  pullStates,
  waitEnds,
} from "../lib/domain/words";
import type { Columns } from "./columns.sqlite";
import { buildGitHubTables } from "./schema.github";

/** What an event keeps so that its change can be undone; never shown. */
export type UndoData = Record<string, unknown>;

/** The cells of `task_count` in which a task is counted. */
export interface CountedAs {
  projectId: string;
  difficulty: string;
  status: ListedStatus;
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
      /** Their page is shown to nobody. */
      isHidden: flag().notNull().default(false),
      /** When they deleted their account; what they finished is kept under "a former contributor". */
      leftAt: instant(),
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

  /** A person's account at GitHub: one for each person, and one person for each. */
  const githubAccount = table(
    "github_account",
    {
      /** GitHub's number of the account, which never changes; the login there does. */
      id: id().primaryKey(),
      personId: text()
        .notNull()
        .references(() => person.id, { onDelete: "cascade" }),
      /** The login at GitHub when it was last seen. */
      login: text().notNull(),
      seenAt: instant().notNull(),
      /** When its owner first came here with it; null: known from a repository alone, and nobody's to sign in with yet. */
      provenAt: instant(),
    },
    (t) => [uniqueIndex("github_account_person").on(t.personId)],
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
      /** The guide for newcomers, in Markdown. */
      guide: text(),
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
      /** Derived by `refreshTask` alone, in the transaction of the change (`listedStatus`). */
      status: oneOf(listedStatuses).notNull().default("open"),
      hasMentor: flag().notNull().default(false),
      closeReason: oneOf(closeReasons),
      duplicateOf: integer(),
      closedAt: instant(),
      /** When a maintainer last said that it is wanted; null: when it was added. */
      confirmedAt: instant(),
      /** Written as time passes (`jobs/mark.ts`), so that a page changes only with the database. */
      freshness: oneOf(freshnesses).notNull().default("fresh"),
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
      status: oneOf(listedStatuses).notNull(),
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
      status: oneOf(listedStatuses).notNull(),
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
      /** A maintainer closed it: its work is no longer wanted. */
      closedAt: instant(),
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
      /** When the holder is to be reminded, and when they were; null while the clock is stopped, and before. */
      remindAt: instant(),
      remindedAt: instant(),
      /** The holder's own last sign: a renewal, a note, a link. */
      activeAt: instant(),
      steps: json<ClaimStep[]>().notNull().default([]),
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
      // The contributors of one project, newest first.
      index("claim_project").on(t.projectId, t.endedAt),
      index("claim_lease").on(t.leaseEndsAt).where(sql`ended_at is null`),
      index("claim_remind").on(t.remindAt).where(sql`ended_at is null and reminded_at is null`),
    ],
  );

  /** A person in line for a slot of a task; the order is that of the ids. A freed slot is held for the first. */
  const waiting = table(
    "waiting",
    {
      id: counter(),
      taskNumber: integer()
        .notNull()
        .references(() => task.number, { onDelete: "cascade" }),
      projectId: text()
        .notNull()
        .references(() => project.id, { onDelete: "restrict" }),
      personId: text()
        .notNull()
        .references(() => person.id, { onDelete: "cascade" }),
      joinedAt: instant().notNull(),
      offerSlotId: text().references(() => slot.id, { onDelete: "set null" }),
      offeredAt: instant(),
      offerEndsAt: instant(),
      endedAt: instant(),
      end: oneOf(waitEnds),
    },
    (t) => [
      uniqueIndex("waiting_once").on(t.taskNumber, t.personId).where(sql`ended_at is null`),
      // A slot is held for one person at a time.
      uniqueIndex("waiting_offer").on(t.offerSlotId).where(sql`ended_at is null`),
      index("waiting_task").on(t.taskNumber, t.endedAt, t.id),
      index("waiting_person").on(t.personId, t.endedAt),
      index("waiting_offer_end").on(t.offerEndsAt).where(sql`ended_at is null`),
    ],
  );

  /** A maintainer lets one person claim one task beyond cap and ladder. */
  const claimException = table(
    "claim_exception",
    {
      id: id().primaryKey(),
      taskNumber: integer()
        .notNull()
        .references(() => task.number, { onDelete: "cascade" }),
      personId: text()
        .notNull()
        .references(() => person.id, { onDelete: "cascade" }),
      grantedById: text().references(() => person.id, { onDelete: "set null" }),
      reason: text().notNull(),
      createdAt: instant().notNull(),
      usedAt: instant(),
    },
    (t) => [uniqueIndex("claim_exception_open").on(t.taskNumber, t.personId).where(sql`used_at is null`)],
  );

  // --- questions and answers ---
  /** A question about a task, or (with `questionId`) an answer to one. */
  const post = table(
    "post",
    {
      id: counter(),
      taskNumber: integer()
        .notNull()
        .references(() => task.number, { onDelete: "cascade" }),
      projectId: text()
        .notNull()
        .references(() => project.id, { onDelete: "restrict" }),
      questionId: integer(),
      personId: text().references(() => person.id, { onDelete: "set null" }),
      /** Markdown; empty once it is deleted. */
      body: text().notNull(),
      createdAt: instant().notNull(),
      editedAt: instant(),
      deletedAt: instant(),
      /** Of a question: the accepted answer, when someone of the project first answered, when it was flagged as late. */
      acceptedAnswerId: integer(),
      answeredAt: instant(),
      flaggedAt: instant(),
    },
    (t) => [
      index("post_task").on(t.taskNumber, t.id),
      index("post_person").on(t.personId),
      index("post_unanswered").on(t.createdAt).where(sql`question_id is null and answered_at is null`),
    ],
  );

  /** What a post said before it was edited or deleted. */
  const postRevision = table(
    "post_revision",
    {
      id: counter(),
      postId: integer()
        .notNull()
        .references(() => post.id, { onDelete: "cascade" }),
      personId: text().references(() => person.id, { onDelete: "set null" }),
      body: text().notNull(),
      at: instant().notNull(),
    },
    (t) => [index("post_revision_post").on(t.postId, t.id)],
  );

  // --- what people are told ---
  const notice = table(
    "notice",
    {
      id: counter(),
      /** What it is about, so that a cause that is seen twice is told once. */
      key: text().notNull(),
      personId: text()
        .notNull()
        .references(() => person.id, { onDelete: "cascade" }),
      kind: oneOf(noticeKinds).notNull(),
      isUrgent: flag().notNull(),
      actorId: text().references(() => person.id, { onDelete: "set null" }),
      taskNumber: integer().references(() => task.number, { onDelete: "cascade" }),
      projectId: text().references(() => project.id, { onDelete: "cascade" }),
      claimId: text().references(() => claim.id, { onDelete: "cascade" }),
      postId: integer().references(() => post.id, { onDelete: "cascade" }),
      details: json<EventDetails>().notNull(),
      createdAt: instant().notNull(),
      readAt: instant(),
      /** The mail that carries it. */
      mailId: text(),
    },
    (t) => [
      uniqueIndex("notice_key").on(t.personId, t.key),
      index("notice_person").on(t.personId, t.id),
      index("notice_unread").on(t.personId).where(sql`read_at is null`),
      index("notice_unmailed").on(t.createdAt).where(sql`mail_id is null and read_at is null`),
      index("notice_mail").on(t.mailId),
    ],
  );

  /** Where a person is told of things outside of the app. */
  const contact = table("contact", {
    personId: text()
      .primaryKey()
      .references(() => person.id, { onDelete: "cascade" }),
    email: text(),
    confirmedAt: instant(),
    /** Hash of the link that confirms the address, and when it was sent. */
    confirmHash: text(),
    confirmSentAt: instant(),
    wish: oneOf(mailWishes).notNull().default("daily"),
    locale: oneOf(locales).notNull(),
    /** Raised when the private calendar address is made anew. */
    calendarVersion: integer().notNull().default(0),
    lastDigestAt: instant(),
  });

  /** A mail that is to be sent: written with its cause, sent after. */
  const mail = table(
    "mail",
    {
      id: id().primaryKey(),
      personId: text()
        .notNull()
        .references(() => person.id, { onDelete: "cascade" }),
      kind: oneOf(mailKinds).notNull(),
      details: json<{ confirmPath?: string; email?: string }>().notNull(),
      createdAt: instant().notNull(),
      tries: integer().notNull().default(0),
      nextTryAt: instant().notNull(),
      endedAt: instant(),
      end: oneOf(mailEnds),
      /** What the mail server said last. */
      fault: text(),
    },
    (t) => [index("mail_due").on(t.nextTryAt).where(sql`ended_at is null`), index("mail_person").on(t.personId)],
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
      /** Of a pull request, as GitHub says; null while nobody has told. */
      state: oneOf(pullStates),
      createdById: text().references(() => person.id, { onDelete: "set null" }),
      createdAt: instant().notNull(),
    },
    (t) => [
      index("link_task").on(t.taskNumber, t.createdAt),
      index("link_claim").on(t.claimId),
      index("link_url").on(t.url),
    ],
  );

  const github = buildGitHubTables(column, { person, project, task });

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
    githubAccount,
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
    waiting,
    claimException,
    link,
    post,
    postRevision,
    notice,
    contact,
    mail,
    ...github,
    event,
    version,
    keep,
  };
}

export type Tables = ReturnType<typeof buildTables>;
