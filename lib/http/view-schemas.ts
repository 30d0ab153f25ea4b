import { z } from "zod";
import type { FreeTask } from "../domain/errors";
import type { Policy } from "../domain/policy";
import type {
  AnswerView,
  BoardCounts,
  BoardView,
  ChangeView,
  ClaimView,
  ContactView,
  ContributorMonthView,
  ContributorsView,
  ContributorView,
  DeskClaimView,
  DeskTaskView,
  DeskView,
  EventDetails,
  EventView,
  FollowedIssueView,
  HolderView,
  ImportItemView,
  ImportView,
  LinkView,
  MeView,
  NoticeListView,
  NoticesReadView,
  NoticeView,
  OfferView,
  PersonRefView,
  PersonView,
  PolicyEffectView,
  PostRevisionView,
  ProjectRefView,
  ProjectView,
  QuestionView,
  SlotView,
  TagView,
  TaskCardView,
  TaskListView,
  TaskTextView,
  TaskView,
  WaitingView,
  WaitView,
} from "../domain/views";
import {
  type Bilingual,
  claimStates,
  claimSteps,
  closeReasons,
  difficulties,
  eventKinds,
  freshnesses,
  githubCauses,
  importOutcomes,
  importReasons,
  linkKinds,
  listedStatuses,
  mailWishes,
  memberRoles,
  noticeKinds,
  openClaimStates,
  planRules,
  pullStates,
  syncFaults,
  taskStatuses,
} from "../domain/words";

/**
 * The views of `lib/domain/views.ts` as schemas, so that the API's answers are documented from what the compiler and
 * the tests check. `view<TagView>()("Tag", …)` does not compile unless schema and type are the same.
 */
export const viewNames = new Map<z.core.$ZodType, string>();

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2
    ? unknown
    : { "the schema is not the view": { schema: A; view: B } };
type Flat<T> = T extends readonly (infer Item)[]
  ? Flat<Item>[]
  : T extends object
    ? { [Key in keyof T]: Flat<T[Key]> }
    : T;

/** Gives a view's schema its name in the document. */
export function view<View>() {
  return <Schema extends z.ZodType>(
    name: string,
    schema: Schema & Same<Flat<z.output<Schema>>, Flat<View>>,
  ): Schema => {
    viewNames.set(schema, name);
    return schema;
  };
}

const instant = z.iso.datetime();
const count = z.int().nonnegative();
const taskNumber = z.int().positive();
const difficulty = z.enum(difficulties).nullable();
const text = z.string().nullable();

export const bilingual = view<Bilingual>()("Bilingual", z.strictObject({ zh: text, en: text }));

export const personRefView = view<PersonRefView>()(
  "PersonRef",
  z.strictObject({ login: z.string(), name: z.string(), isHidden: z.literal(true).optional() }),
);

export const projectRefView = view<ProjectRefView>()(
  "ProjectRef",
  z.strictObject({ slug: z.string(), name: z.string(), letter: z.string(), color: z.string() }),
);

export const tagView = view<TagView>()("Tag", z.strictObject({ slug: z.string(), names: bilingual }));

export const linkView = view<LinkView>()(
  "Link",
  z.strictObject({
    id: z.string(),
    kind: z.enum(linkKinds),
    url: z.string(),
    label: z.string(),
    claimId: text,
    state: z.enum(pullStates).nullable(),
  }),
);

const clock = { startedAt: instant, leaseEndsAt: instant.nullable(), renewalsLeft: count.nullable() };

export const holderView = view<HolderView>()(
  "Holder",
  z.strictObject({ claimId: z.string(), person: personRefView, state: z.enum(openClaimStates), ...clock }),
);

export const offerView = view<OfferView>()("Offer", z.strictObject({ person: personRefView, endsAt: instant }));

export const slotView = view<SlotView>()(
  "Slot",
  z.strictObject({
    id: z.string(),
    name: text,
    isFinished: z.boolean(),
    isClosed: z.boolean(),
    finishedBy: personRefView.nullable(),
    holder: holderView.nullable(),
    plan: text,
    offer: offerView.nullable(),
  }),
);

const slotOffer = z.strictObject({ slotId: z.string(), slotName: text, endsAt: instant }).nullable();

export const waitingView = view<WaitingView>()(
  "Waiting",
  z.strictObject({ person: personRefView, joinedAt: instant, offer: slotOffer }),
);

const card = {
  number: taskNumber,
  titles: bilingual,
  project: projectRefView,
  difficulty,
  status: z.enum(taskStatuses),
  freshness: z.enum(freshnesses),
  confirmedAt: instant,
  slots: z.strictObject({ total: count, free: count }),
  holders: z.array(holderView),
  offer: offerView.nullable(),
  waiting: count,
  tags: z.array(tagView),
  mentors: z.array(personRefView),
  issue: linkView.nullable(),
  pullRequest: linkView.nullable(),
  publishedAt: instant,
  updatedAt: instant,
};

export const taskCardView = view<TaskCardView>()("TaskCard", z.strictObject(card));

export const freeTaskView = view<FreeTask>()(
  "FreeTask",
  z.strictObject({
    number: taskNumber,
    titles: bilingual,
    difficulty,
    project: z.strictObject({ slug: z.string(), name: z.string() }),
  }),
);

export const claimView = view<ClaimView>()(
  "Claim",
  z.strictObject({
    id: z.string(),
    person: personRefView,
    task: z.strictObject({ number: taskNumber, titles: bilingual, difficulty }),
    project: projectRefView,
    slot: z.strictObject({ id: z.string(), name: text }),
    state: z.enum(claimStates),
    ...clock,
    renewals: count,
    remindAt: instant.nullable(),
    steps: z.array(z.enum(claimSteps)),
    renewDays: count,
    plan: text,
    endedAt: instant.nullable(),
    endReason: text,
    links: z.array(linkView),
    holderMayComplete: z.boolean(),
  }),
);

export const eventDetails = view<EventDetails>()(
  "EventDetails",
  z.strictObject({
    person: personRefView.optional(),
    role: z.enum([...memberRoles, "admin"]).optional(),
    reason: z.string().optional(),
    note: z.string().optional(),
    link: z.strictObject({ kind: z.enum(linkKinds), url: z.string(), label: z.string() }).optional(),
    fields: z.array(z.string()).optional(),
    closeReason: z.enum(closeReasons).optional(),
    duplicateOf: taskNumber.optional(),
    leaseEndsAt: instant.nullable().optional(),
    slot: z.string().optional(),
    freshness: z.enum(freshnesses).optional(),
    slots: count.optional(),
    tasks: count.optional(),
    isDowntime: z.boolean().optional(),
    source: z.string().optional(),
    listedHolder: z.string().optional(),
    title: z.string().optional(),
    undone: z.enum(eventKinds).optional(),
    cause: z.enum(githubCauses).optional(),
    repository: z.string().optional(),
  }),
);

export const eventView = view<EventView>()(
  "Event",
  z.strictObject({
    id: z.int().positive(),
    kind: z.enum(eventKinds),
    at: instant,
    actor: personRefView.nullable(),
    task: z.strictObject({ number: taskNumber, titles: bilingual }).nullable(),
    project: z.strictObject({ slug: z.string(), name: z.string() }).nullable(),
    details: eventDetails,
  }),
);

export const taskTextView = view<TaskTextView>()(
  "TaskText",
  z.strictObject({ title: text, why: text, where: text, doneWhen: text }),
);

const post = {
  id: z.int().positive(),
  person: personRefView.nullable(),
  body: z.string(),
  html: z.string(),
  createdAt: instant,
  editedAt: instant.nullable(),
  isDeleted: z.boolean(),
};

export const answerView = view<AnswerView>()("Answer", z.strictObject({ ...post, isOfProject: z.boolean() }));

export const questionView = view<QuestionView>()(
  "Question",
  z.strictObject({
    ...post,
    answers: z.array(answerView),
    acceptedAnswerId: z.int().positive().nullable(),
    isOverdue: z.boolean(),
  }),
);

export const postRevisionView = view<PostRevisionView>()(
  "PostRevision",
  z.strictObject({ at: instant, person: personRefView.nullable(), body: z.string() }),
);

export const policyView = view<Policy>()(
  "Policy",
  z.strictObject({
    leaseDays: z.strictObject({ easy: count, medium: count, hard: count }),
    reminderPart: count,
    renewDays: count,
    renewLimit: count,
    resumeDays: count,
    capBeforeFirst: count,
    capAfterFirst: count,
    offerHours: count,
    neededForMedium: count,
    neededForHard: count,
    plan: z.enum(planRules),
    reconfirmDays: count,
    hideDays: count,
    answerDays: count,
    holderMayComplete: z.boolean(),
  }),
);

export const policyEffectView = view<PolicyEffectView>()(
  "PolicyEffect",
  z.strictObject({
    running: count,
    withoutRenewals: count,
    overCap: count,
    belowLadder: count,
    askFirst: count,
    hidden: count,
  }),
);

export const followedIssueView = view<FollowedIssueView>()(
  "FollowedIssue",
  z.strictObject({
    label: z.string(),
    url: z.string(),
    syncedAt: instant.nullable(),
    awaySince: instant.nullable(),
  }),
);

export const taskView = view<TaskView>()(
  "Task",
  z.strictObject({
    ...card,
    revision: count,
    texts: z.strictObject({ zh: taskTextView, en: taskTextView }),
    slotList: z.array(slotView),
    waitlist: z.array(waitingView),
    links: z.array(linkView),
    github: followedIssueView.nullable(),
    closeReason: z.enum(closeReasons).nullable(),
    duplicateOf: z.strictObject({ number: taskNumber, titles: bilingual }).nullable(),
    closedAt: instant.nullable(),
    createdAt: instant,
    finishedBy: z.array(personRefView),
    rules: z.strictObject({
      leaseDays: count,
      renewDays: count,
      renewLimit: count,
      capBeforeFirst: count,
      capAfterFirst: count,
      offerHours: count,
      plan: z.enum(planRules),
      answerDays: count,
      needed: count,
    }),
    questions: z.array(questionView),
    timeline: z.array(eventView),
    related: z.array(taskCardView),
  }),
);

export const projectView = view<ProjectView>()(
  "Project",
  z.strictObject({
    ...projectRefView.shape,
    names: bilingual,
    descriptions: bilingual,
    repositoryUrl: text,
    guideUrl: text,
    languages: z.array(z.string()),
    guides: bilingual,
    policy: policyView,
    counts: z.strictObject({
      open: count,
      claimed: count,
      in_review: count,
      done: count,
      closed: count,
      dormant: count,
    }),
    members: z.array(z.strictObject({ person: personRefView, role: z.enum(memberRoles) })),
    revision: count,
  }),
);

const githubAccount = z.strictObject({ login: z.string() }).nullable();

export const personView = view<PersonView>()(
  "Person",
  z.strictObject({
    ...personRefView.shape,
    joinedAt: instant,
    github: githubAccount,
    holds: z.array(claimView),
    finished: z.array(claimView),
    completions: count,
    memberships: z.array(z.strictObject({ project: projectRefView, role: z.enum(memberRoles) })),
  }),
);

export const contributorView = view<ContributorView>()(
  "Contributor",
  z.strictObject({
    person: personRefView,
    tasks: z.array(z.strictObject({ number: taskNumber, titles: bilingual, project: projectRefView, at: instant })),
  }),
);

const peopleAndTasks = z.strictObject({ people: count, tasks: count });

export const contributorMonthView = view<ContributorMonthView>()(
  "ContributorMonth",
  z.strictObject({
    month: z.string(),
    counts: peopleAndTasks,
    people: z.array(contributorView),
    unnamed: peopleAndTasks,
  }),
);

export const contributorsView = view<ContributorsView>()(
  "Contributors",
  z.strictObject({
    project: projectRefView.nullable(),
    week: z.strictObject({ from: instant, to: instant, firstTimers: z.array(contributorView) }).nullable(),
    months: z.array(contributorMonthView),
    nextCursor: text,
  }),
);

export const waitView = view<WaitView>()(
  "Wait",
  z.strictObject({
    task: z.strictObject({ number: taskNumber, titles: bilingual, difficulty }),
    project: projectRefView,
    joinedAt: instant,
    place: count,
    waiting: count,
    offer: slotOffer,
  }),
);

export const meView = view<MeView>()(
  "Me",
  z.strictObject({
    person: z.strictObject({ ...personRefView.shape, isAdmin: z.boolean() }).nullable(),
    maintains: z.array(z.string()),
    mentors: z.array(z.string()),
    claims: z.array(claimView),
    ended: z.array(claimView),
    completions: count,
    waits: z.array(waitView),
    unread: count,
    signUp: z.enum(["open", "closed"]),
    github: githubAccount,
    hasPassword: z.boolean(),
  }),
);

export const noticeView = view<NoticeView>()(
  "Notice",
  z.strictObject({
    id: z.int().positive(),
    kind: z.enum(noticeKinds),
    at: instant,
    isRead: z.boolean(),
    isUrgent: z.boolean(),
    actor: personRefView.nullable(),
    task: z.strictObject({ number: taskNumber, titles: bilingual }).nullable(),
    project: z.strictObject({ slug: z.string(), name: z.string() }).nullable(),
    href: z.string(),
    details: eventDetails,
  }),
);

export const noticeListView = view<NoticeListView>()(
  "NoticeList",
  z.strictObject({ notices: z.array(noticeView), nextCursor: text, unread: count }),
);

export const noticesReadView = view<NoticesReadView>()(
  "NoticesRead",
  z.strictObject({ ids: z.array(z.int().positive()), unread: count }),
);

export const deskTaskView = view<DeskTaskView>()("DeskTask", z.strictObject({ number: taskNumber, titles: bilingual }));

export const deskClaimView = view<DeskClaimView>()(
  "DeskClaim",
  z.strictObject({ claim: claimView, reason: z.enum(["silent", "review"]), since: instant }),
);

const deskList = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ total: count, items: z.array(z.strictObject(shape)) });
const deskTask = { task: deskTaskView, project: projectRefView };

export const deskView = view<DeskView>()(
  "Desk",
  z.strictObject({
    questions: deskList({
      ...deskTask,
      id: z.int().positive(),
      person: personRefView.nullable(),
      text: z.string(),
      askedAt: instant,
      isOverdue: z.boolean(),
    }),
    claims: z.strictObject({ total: count, items: z.array(deskClaimView) }),
    confirm: deskList({ ...deskTask, difficulty, freshness: z.enum(freshnesses), confirmedAt: instant }),
    waits: deskList({ ...deskTask, people: count, since: instant }),
    repositories: deskList({
      project: projectRefView,
      name: z.string(),
      fault: z.strictObject({ kind: z.enum(syncFaults), since: instant }).nullable(),
      differences: count,
    }),
  }),
);

const facet = <Value extends z.ZodType>(value: Value) => z.strictObject({ value, count });

export const boardCounts = view<BoardCounts>()(
  "BoardCounts",
  z.strictObject({
    total: count,
    isCapped: z.boolean(),
    difficulty: z.array(facet(z.enum([...difficulties, "unrated", "all"]))),
    status: z.array(facet(z.enum([...listedStatuses, "all"]))),
    project: z.array(z.strictObject({ value: z.string(), count, project: projectRefView.nullable() })),
    tag: z.array(z.strictObject({ value: z.string(), count, tag: tagView.nullable() })),
    mentored: count,
  }),
);

export const taskListView = view<TaskListView>()(
  "TaskList",
  z.strictObject({ tasks: z.array(taskCardView), counts: boardCounts, nextCursor: text }),
);

export const boardView = view<BoardView>()(
  "Board",
  z.strictObject({
    columns: z.array(z.strictObject({ difficulty, tasks: z.array(taskCardView), total: count, nextCursor: text })),
    counts: boardCounts,
    summary: z.strictObject({ open: count, people: count, projects: count, tasks: count }),
  }),
);

export const changeView = view<ChangeView>()(
  "Change",
  z.strictObject({ task: taskView, claimId: text, eventId: z.int().positive().nullable() }),
);

export const importItemView = view<ImportItemView>()(
  "ImportItem",
  z.strictObject({
    project: text,
    projectSlug: text,
    difficulty,
    title: z.string(),
    referenceUrl: text,
    state: z.enum(["open", "claimed", "done"]).nullable(),
    holder: text,
    under: z
      .strictObject({
        title: z.string(),
        state: z.enum(["open", "claimed", "done"]).nullable(),
        holder: text,
        line: z.int().positive(),
      })
      .nullable(),
    line: z.int().positive(),
    unsure: z.array(z.string()),
    outcome: z.enum(importOutcomes),
    reason: z.enum(importReasons),
    task: z.strictObject({ number: taskNumber, titles: bilingual }).nullable(),
  }),
);

export const importView = view<ImportView>()(
  "Import",
  z.strictObject({
    isWritten: z.boolean(),
    isDryRun: z.boolean(),
    date: text,
    title: text,
    tasks: z.array(importItemView),
    counts: z.strictObject({ created: count, updated: count, unchanged: count, similar: count, failed: count }),
    warnings: z.array(z.strictObject({ code: z.string(), line: count, text: z.string().optional() })),
  }),
);

export const contactView = view<ContactView>()(
  "Contact",
  z.strictObject({
    email: text,
    isConfirmed: z.boolean(),
    wish: z.enum(mailWishes),
    isMailOn: z.boolean(),
    calendarUrl: z.string(),
  }),
);
