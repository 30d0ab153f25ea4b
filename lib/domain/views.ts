import type { Policy } from "./policy";
import type {
  Bilingual,
  ClaimState,
  ClaimStep,
  CloseReason,
  Difficulty,
  EventKind,
  Freshness,
  GitHubCause,
  ImportOutcome,
  ImportReason,
  LinkKind,
  ListedStatus,
  MailWish,
  MemberRole,
  NoticeKind,
  PullState,
  SyncFault,
  TaskStatus,
} from "./words";

/** Every read returns one of these: the same shape in a server component, in the API and in the query cache. */

/** An instant as ISO 8601 in UTC. */
export type Instant = string;

/** A login that begins with `~` stands for a former contributor, who has no page any more. */
export interface PersonRefView {
  login: string;
  name: string;
  /** There: they keep their page to themselves, so there is none to link to. */
  isHidden?: true;
}

export interface ProjectRefView {
  slug: string;
  name: string;
  /** The mark: its letter and its colour (a CSS colour that carries white text). */
  letter: string;
  color: string;
}

export interface TagView {
  slug: string;
  names: Bilingual;
}

export interface LinkView {
  id: string;
  kind: LinkKind;
  url: string;
  /** `owner/repo#108`, or a short host and path. */
  label: string;
  /** The claim it belongs to; null for the task's own references. */
  claimId: string | null;
  /** Of a pull request, as GitHub says; null while nobody has told. */
  state: PullState | null;
}

/** Who holds a slot now. */
export interface HolderView {
  claimId: string;
  person: PersonRefView;
  state: Extract<ClaimState, "active" | "in_review">;
  startedAt: Instant;
  /** Null while an open pull request stops the clock. */
  leaseEndsAt: Instant | null;
  /** Renewals that remain; null: without limit. */
  renewalsLeft: number | null;
}

/** A freed slot that is held for the next in line. */
export interface OfferView {
  person: PersonRefView;
  endsAt: Instant;
}

/** A slot with who holds it, or for whom it is held. */
export interface SlotView {
  id: string;
  name: string | null;
  isFinished: boolean;
  isClosed: boolean;
  /** Whose work finished it; null also where nobody in particular did. */
  finishedBy: PersonRefView | null;
  holder: HolderView | null;
  /** How its holder said they would start. */
  plan: string | null;
  offer: OfferView | null;
}

/** A person in line for a slot of a task; the first in line comes first. */
export interface WaitingView {
  person: PersonRefView;
  joinedAt: Instant;
  /** The slot that is held for them. */
  offer: { slotId: string; slotName: string | null; endsAt: Instant } | null;
}

/** A task as the board shows it. */
export interface TaskCardView {
  number: number;
  titles: Bilingual;
  project: ProjectRefView;
  difficulty: Difficulty | null;
  status: TaskStatus;
  /** Whether it is still wanted, as far as a maintainer's last word tells; of an open task. */
  freshness: Freshness;
  /** When a maintainer last said that it is wanted. */
  confirmedAt: Instant;
  /** Slots that are not closed, and those that anyone may claim. */
  slots: { total: number; free: number };
  /** Who holds its slots, first claimed first; at most three on a card. */
  holders: HolderView[];
  /** The first slot that is held for someone in line. */
  offer: OfferView | null;
  /** How many people wait for a slot. */
  waiting: number;
  tags: TagView[];
  mentors: PersonRefView[];
  /** The first linked issue and the newest pull request. */
  issue: LinkView | null;
  pullRequest: LinkView | null;
  publishedAt: Instant;
  updatedAt: Instant;
}

export interface ClaimView extends Omit<HolderView, "state" | "claimId"> {
  id: string;
  task: { number: number; titles: Bilingual; difficulty: Difficulty | null };
  project: ProjectRefView;
  slot: { id: string; name: string | null };
  state: ClaimState;
  renewals: number;
  /** When its holder is reminded of the end; null while the clock is stopped. */
  remindAt: Instant | null;
  /** What the holder has ticked off on the way; a question on the task's page counts as `ask`. */
  steps: ClaimStep[];
  /** Days one renewal adds. */
  renewDays: number;
  plan: string | null;
  endedAt: Instant | null;
  endReason: string | null;
  links: LinkView[];
  holderMayComplete: boolean;
}

/** One append-only line of what happened. */
export interface EventView {
  id: number;
  kind: EventKind;
  at: Instant;
  /** Null: the system itself. */
  actor: PersonRefView | null;
  task: { number: number; titles: Bilingual } | null;
  project: { slug: string; name: string } | null;
  /** What the sentence needs: a reason, a note, a link, changed fields. Never personal or secret. */
  details: EventDetails;
}

export interface EventDetails {
  person?: PersonRefView;
  role?: MemberRole | "admin";
  reason?: string;
  note?: string;
  link?: { kind: LinkKind; url: string; label: string };
  fields?: string[];
  closeReason?: CloseReason;
  duplicateOf?: number;
  leaseEndsAt?: Instant | null;
  slot?: string;
  freshness?: Freshness;
  /** How many slots there are now. */
  slots?: number;
  /** How many tasks of the project wait for a maintainer's word. */
  tasks?: number;
  /** The clock stood still while the board was away. */
  isDowntime?: boolean;
  /** Where an imported task was read: a list's date or a file's name. */
  source?: string;
  /** Who has it, as the list says; nobody here is meant. */
  listedHolder?: string;
  title?: string;
  undone?: EventKind;
  /** What happened at GitHub that the board followed. */
  cause?: GitHubCause;
  /** Of a repository, as `owner/name`. */
  repository?: string;
}

/** The texts of a task in one language; Markdown except the title. */
export interface TaskTextView {
  title: string | null;
  why: string | null;
  where: string | null;
  doneWhen: string | null;
}

/** The issue that a task follows, in a repository that is read again and again. */
export interface FollowedIssueView {
  /** `owner/repo#108`. */
  label: string;
  url: string;
  /** When all that the board shows of it was last true; null before the first reading. */
  syncedAt: Instant | null;
  /** Since when its repository could not be read; null while that is less than an hour. */
  awaySince: Instant | null;
}

export interface TaskView extends TaskCardView {
  /** Raised by every edit; an edit names the revision it started from. */
  revision: number;
  texts: { zh: TaskTextView; en: TaskTextView };
  slotList: SlotView[];
  /** Who waits for a slot, first come first. */
  waitlist: WaitingView[];
  links: LinkView[];
  github: FollowedIssueView | null;
  closeReason: CloseReason | null;
  duplicateOf: { number: number; titles: Bilingual } | null;
  closedAt: Instant | null;
  createdAt: Instant;
  /** Who finished it, newest first. */
  finishedBy: PersonRefView[];
  /** The project's rules as far as they concern this task. `needed`: completions before it can be claimed. */
  rules: Pick<
    Policy,
    "renewDays" | "renewLimit" | "capBeforeFirst" | "capAfterFirst" | "offerHours" | "plan" | "answerDays"
  > & { leaseDays: number; needed: number };
  /** Asked on the task's page, newest first. */
  questions: QuestionView[];
  timeline: EventView[];
  related: TaskCardView[];
}

/** Tasks that were said to be still wanted, and for each the event that can be undone. */
export interface ConfirmedView {
  numbers: number[];
  eventIds: number[];
}

/** What changed rules would mean for today's claims; nobody loses what they hold. */
export interface PolicyEffectView {
  /** Claims whose clock runs: they keep the end they were promised. */
  running: number;
  /** Of these, claims that will have no renewal left. */
  withoutRenewals: number;
  /** People who hold more than the new cap: they keep it, and cannot claim more. */
  overCap: number;
  /** People in line for a task whose level the new ladder keeps from them. */
  belowLadder: number;
  /** Open tasks that will be marked "ask first", and that will leave the default view. */
  askFirst: number;
  hidden: number;
}

/** What someone wrote under a question, or the question itself. */
export interface PostView {
  id: number;
  /** Null: a former contributor. */
  person: PersonRefView | null;
  /** Markdown, and the same as sanitised HTML; both empty when it was deleted. */
  body: string;
  html: string;
  createdAt: Instant;
  editedAt: Instant | null;
  isDeleted: boolean;
}

export interface AnswerView extends PostView {
  /** Whether its author is a maintainer or mentor of the project. */
  isOfProject: boolean;
}

export interface QuestionView extends PostView {
  answers: AnswerView[];
  acceptedAnswerId: number | null;
  /** Nobody has answered within the time the project promises. */
  isOverdue: boolean;
}

/** What a post said before an edit, newest first. */
export interface PostRevisionView {
  at: Instant;
  person: PersonRefView | null;
  body: string;
}

export interface ProjectView extends ProjectRefView {
  names: Bilingual;
  descriptions: Bilingual;
  repositoryUrl: string | null;
  /** Where a newcomer learns to build and test the project. */
  guideUrl: string | null;
  languages: string[];
  /** The guide for newcomers on this board, in Markdown. */
  guides: Bilingual;
  policy: Policy;
  counts: Record<ListedStatus, number>;
  members: { person: PersonRefView; role: MemberRole }[];
  revision: number;
}

export interface PersonView extends PersonRefView {
  joinedAt: Instant;
  /** The GitHub account that is theirs, by its login there. */
  github: { login: string } | null;
  holds: ClaimView[];
  /** What they finished, newest first: the last 500. */
  finished: ClaimView[];
  /** How many tasks they have finished in all. */
  completions: number;
  /** Projects in which the person is a member. */
  memberships: { project: ProjectRefView; role: MemberRole }[];
}

/** The reader's place in line for a slot of a task. `place` begins with 1; `waiting` and it count who has no offer. */
/** What one person finished in a month, newest first. */
export interface ContributorView {
  person: PersonRefView;
  tasks: { number: number; titles: Bilingual; project: ProjectRefView; at: Instant }[];
}

/** A calendar month (UTC) and who finished something in it, whoever did last first. */
export interface ContributorMonthView {
  /** `2026-11` */
  month: string;
  /** Of the whole month, also when its people come on several pages. */
  counts: { people: number; tasks: number };
  people: ContributorView[];
  /** People, of those counted, who keep their page to themselves, and what they finished: counted, not named. */
  unnamed: { people: number; tasks: number };
}

/** Who finished what, newest month first. */
export interface ContributorsView {
  /** The project that was asked for. */
  project: ProjectRefView | null;
  /**
   * Who finished their first task in the week (Monday to Sunday, UTC) of the newest finished task of all. The week is
   * said with its days, so that the answer stays true until the next change. `to` is when it is over.
   */
  week: { from: Instant; to: Instant; firstTimers: ContributorView[] } | null;
  months: ContributorMonthView[];
  /** Null at the end. */
  nextCursor: string | null;
}

/** The reader's place in line for a slot of a task. `place` begins with 1. */
export interface WaitView {
  task: { number: number; titles: Bilingual; difficulty: Difficulty | null };
  project: ProjectRefView;
  joinedAt: Instant;
  place: number;
  waiting: number;
  offer: WaitingView["offer"];
}

/** Something a person is told, with where to act. */
export interface NoticeView {
  id: number;
  kind: NoticeKind;
  at: Instant;
  isRead: boolean;
  isUrgent: boolean;
  /** Who caused it; null: the clock, or a former contributor. */
  actor: PersonRefView | null;
  task: { number: number; titles: Bilingual } | null;
  project: { slug: string; name: string } | null;
  /** The address of the place where one acts, on this site. */
  href: string;
  details: EventDetails;
}

/** A page of the reader's notices, with how many of all are unread. */
export interface NoticeListView {
  notices: NoticeView[];
  /** Opaque; null at the end. */
  nextCursor: string | null;
  unread: number;
}

/** What marking notices changed: which ones, newest first, and how many are unread now. */
export interface NoticesReadView {
  ids: number[];
  unread: number;
}

/** How a person is told of things outside of the app. Only they can read it. */
export interface ContactView {
  email: string | null;
  isConfirmed: boolean;
  wish: MailWish;
  /** Whether this instance sends mail at all. */
  isMailOn: boolean;
  /** The private address of their calendar. */
  calendarUrl: string;
}

/** What is personal about a page: fetched by the browser, never rendered into a page. */
export interface MeView {
  person: (PersonRefView & { isAdmin: boolean }) | null;
  /** Slugs of the projects this person maintains; an administrator maintains all. */
  maintains: string[];
  /** Slugs of the projects in which they are a mentor. */
  mentors: string[];
  claims: ClaimView[];
  /** Claims that ended most recently, at most ten. */
  ended: ClaimView[];
  completions: number;
  /** Where they are in line. */
  waits: WaitView[];
  /** Notices they have not read. */
  unread: number;
  signUp: "open" | "closed";
  /** The GitHub account that is theirs, by its login there. */
  github: { login: string } | null;
  /** Whether they can sign in with a password. */
  hasPassword: boolean;
}

/** A task as its maintainers' desk names it. */
export interface DeskTaskView {
  number: number;
  titles: Bilingual;
}

/** A claim that its project's maintainers should look at. */
export interface DeskClaimView {
  claim: ClaimView;
  /** Its holder was reminded and gave no sign since; or its pull request has been in review for long. */
  reason: "silent" | "review";
  /** Since the reminder, or since the pull request was linked. */
  since: Instant;
}

/** One list of the desk: how many there are, and the first of them. */
interface DeskList<Item> {
  total: number;
  items: Item[];
}

/** What needs a maintainer, in all projects they maintain. */
export interface DeskView {
  /** Nobody of the project has answered; overdue ones first. `person` is null for a former contributor. */
  questions: DeskList<{
    id: number;
    task: DeskTaskView;
    project: ProjectRefView;
    person: PersonRefView | null;
    /** How it begins, without Markdown. */
    text: string;
    askedAt: Instant;
    isOverdue: boolean;
  }>;
  claims: DeskList<DeskClaimView>;
  /** Open tasks that no maintainer has confirmed for long, the longest first. */
  confirm: DeskList<{
    task: DeskTaskView;
    project: ProjectRefView;
    difficulty: Difficulty | null;
    freshness: Freshness;
    confirmedAt: Instant;
  }>;
  /** Tasks on which people wait for a slot, and since when the first of them does. */
  waits: DeskList<{ task: DeskTaskView; project: ProjectRefView; people: number; since: Instant }>;
  /** Followed repositories that cannot be read, or with differences to decide on. */
  repositories: DeskList<{
    project: ProjectRefView;
    /** `owner/name`. */
    name: string;
    /** Null: it can be read. */
    fault: { kind: SyncFault; since: Instant } | null;
    differences: number;
  }>;
}

/** One entry of a filter: what a click would give. */
export interface Facet<Value extends string> {
  value: Value;
  count: number;
}

export interface BoardCounts {
  /** Tasks that match all filters. */
  total: number;
  /** True when a search matched more tasks than are counted; the counts are then lower bounds. */
  isCapped: boolean;
  difficulty: Facet<Difficulty | "unrated" | "all">[];
  status: Facet<ListedStatus | "all">[];
  project: (Facet<string> & { project: ProjectRefView | null })[];
  tag: (Facet<string> & { tag: TagView | null })[];
  /** Tasks that would match with the filter "has a mentor" on. */
  mentored: number;
}

/** A page of tasks with the numbers beside the filters. */
export interface TaskListView {
  tasks: TaskCardView[];
  counts: BoardCounts;
  /** Opaque; null at the end. */
  nextCursor: string | null;
}

/** The board: its columns, each a keyset page of its own. */
export interface BoardView {
  columns: { difficulty: Difficulty | null; tasks: TaskCardView[]; total: number; nextCursor: string | null }[];
  counts: BoardCounts;
  /** Numbers above the board, over all projects. */
  summary: { open: number; people: number; projects: number; tasks: number };
}

/** The result of one write about a claim or a task: the task as it is now. `eventId` can be undone. */
export interface ChangeView {
  task: TaskView;
  claimId: string | null;
  eventId: number | null;
}

/** One item of a list and what an import did, or would do, with it. */
export interface ImportItemView {
  /** As the list writes it; null where it names none. */
  project: string | null;
  /** The project's slug here; null when the project is not on the board. */
  projectSlug: string | null;
  difficulty: Difficulty | null;
  title: string;
  referenceUrl: string | null;
  /** What the list says of it: a new task is done where that says so; `claimed` is reported, never written. */
  state: "open" | "claimed" | "done" | null;
  holder: string | null;
  /** The outermost box that it stands in, else the nearest item, else the heading above it, and what that says. */
  under: { title: string; state: "open" | "claimed" | "done" | null; holder: string | null; line: number } | null;
  /** Line of the source, from 1. */
  line: number;
  /** What the reader was unsure of, such as `no_difficulty`. */
  unsure: string[];
  outcome: ImportOutcome;
  reason: ImportReason;
  /** The task it became, changed, or resembles. */
  task: { number: number; titles: Bilingual } | null;
}

export interface ImportView {
  /** False for a dry run, and when an item failed: all of a list is imported or none of it. */
  isWritten: boolean;
  isDryRun: boolean;
  /** The list's own date (`2021-12-17`) and title, if it has them. */
  date: string | null;
  title: string | null;
  tasks: ImportItemView[];
  counts: Record<ImportOutcome, number>;
  /** `text` says what, or whom, it is about. */
  warnings: { code: string; line: number; text?: string }[];
}
