import type { ReadDifficulty } from "./difficulty";
import { type Draft, readTitle } from "./draft";
import { bareLabel } from "./names";
import { isIssueAddress, nameKey } from "./references";
import { limits } from "./source";
import { otherHolders } from "./state";
import type { ListClaimState, ListedParent, ListedWarning, ListPiece, ListText } from "./types";

/** Which of the two labels is the outer one: projects with difficulties inside, or difficulties with projects inside. */
type Nesting = "project" | "difficulty" | null;

/** What the reader knows while it goes down a list: the labels in force, the links waiting for tasks, the tasks so far. */
export class ListContext {
  readonly drafts: Draft[] = [];
  readonly warnings: ListedWarning[] = [];
  project: string | null = null;
  difficulty: ReadDifficulty | null = null;
  groupState: ListClaimState | null = null;
  /** The open list section: its heading's level (7 for a bold line, 8 for a plain one) and the name in its heading. */
  section: { level: number; name: string | null; isForNewcomers: boolean } | null = null;
  /** Level of the heading under which nothing is a task: another part of a post, or an explanation. */
  foreignLevel: number | null = null;
  asideLevel: number | null = null;
  lastEvent: "section" | "project" | "difficulty" | "task" | "reference" | "prose" = "section";
  private hasOpened = false;
  private nesting: Nesting = null;
  private group = 0;
  private sectionNumber = 0;
  private projectStart = 0;
  private difficultyStart = 0;
  private difficultyFollowsProject = false;
  private sectionUrl: string | null = null;
  private projectUrl: string | null = null;
  private difficultyUrl: string | null = null;
  private readonly leftOut = new Set<number>();
  private readonly knownNames: ReadonlySet<string>;

  constructor(knownNames: ReadonlySet<string>) {
    this.knownNames = knownNames;
  }

  /** True when a name is a linked repository's: "SOFARPC" next to github.com/sofastack/sofa-rpc. */
  readonly isKnown = (name: string): boolean => {
    const key = nameKey(name);
    return key.length >= 3 && this.knownNames.has(key);
  };

  /** Whether any heading opened a list, even an empty one. */
  get sawSection(): boolean {
    return this.hasOpened;
  }

  get isFull(): boolean {
    return this.drafts.length >= limits.tasks;
  }

  get isQuiet(): boolean {
    return this.foreignLevel !== null || this.asideLevel !== null;
  }

  openSection(level: number, name: string | null, isForNewcomers: boolean): void {
    this.clearLabels();
    this.section = { level, name, isForNewcomers };
    this.hasOpened = true;
    this.sectionNumber += 1;
    this.foreignLevel = null;
    this.asideLevel = null;
    this.lastEvent = "section";
  }

  /** Ends the list; `foreignLevel` is the level of the heading that ended it, when what follows is another part of the post. */
  closeSection(foreignLevel: number | null): void {
    this.clearLabels();
    this.section = null;
    this.sectionNumber += 1;
    this.foreignLevel = foreignLevel;
    this.asideLevel = null;
  }

  /** Forgets project, difficulty, state and waiting links: a heading that is none of them begins something new. */
  clearLabels(): void {
    this.project = null;
    this.difficulty = null;
    this.groupState = null;
    this.nesting = null;
    this.sectionUrl = null;
    this.projectUrl = null;
    this.difficultyUrl = null;
    this.difficultyFollowsProject = false;
    this.beginGroup();
  }

  /** Later links no longer reach the tasks before this point. */
  beginGroup(): void {
    this.group += 1;
    this.projectStart = this.drafts.length;
    this.difficultyStart = this.drafts.length;
  }

  setProject(name: string): void {
    const isInside =
      this.difficulty !== null && this.drafts.length === this.difficultyStart && !this.difficultyFollowsProject;
    if (isInside) this.nesting = "difficulty";
    if (this.nesting !== "difficulty") {
      this.difficulty = null;
      this.difficultyUrl = null;
    }
    this.project = bareLabel(name);
    this.projectUrl = null;
    this.group += 1;
    this.projectStart = this.drafts.length;
    this.lastEvent = "project";
  }

  setDifficulty(read: ReadDifficulty): void {
    if (this.nesting === "difficulty") {
      this.project = null;
      this.projectUrl = null;
      this.projectStart = this.drafts.length;
    } else if (this.project !== null) this.nesting = "project";
    this.difficultyFollowsProject = this.project !== null;
    this.difficulty = read;
    this.difficultyUrl = null;
    this.group += 1;
    this.difficultyStart = this.drafts.length;
    this.lastEvent = "difficulty";
  }

  /** The tasks that a link standing here could belong to. */
  private waiting(): Draft[] {
    return this.drafts.slice(this.projectStart).filter((draft) => draft.ownUrl === null && draft.urlAfter === null);
  }

  /** A line that only points somewhere: right after a label it is for what follows, after tasks for those without a link. */
  takeReference(url: string, line: number): void {
    const isFresh = this.lastEvent === "section" || this.lastEvent === "project" || this.lastEvent === "difficulty";
    if (isFresh) {
      if (this.lastEvent === "difficulty") this.difficultyUrl = url;
      else if (this.lastEvent === "project") this.projectUrl = url;
      else this.sectionUrl ??= url;
      return;
    }
    const isOfProse = this.lastEvent === "prose" && !isIssueAddress(url);
    const waiting = isOfProse ? [] : this.waiting();
    if (waiting.length === 0) {
      if (this.drafts.length === this.projectStart && this.section !== null && !isOfProse) this.sectionUrl ??= url;
      else this.warnings.push({ code: "reference_without_tasks", line });
    }
    for (const draft of waiting) draft.urlAfter = url;
    if (waiting.length > 0) this.projectStart = Math.max(this.projectStart, this.drafts.length - waiting.length);
    this.lastEvent = "reference";
  }

  /** A name with a link after tasks that had neither ("「Layotto」：https://…"): they get both. True when there were such tasks. */
  takeTrailingName(name: string, url: string, line: number): boolean {
    if (this.lastEvent !== "task") return false;
    if (this.project !== null) {
      if (nameKey(this.project) !== nameKey(name)) return false;
      this.takeReference(url, line);
      return true;
    }
    const waiting = this.waiting().filter((draft) => draft.project === null);
    if (waiting.length === 0) return false;
    for (const draft of waiting) {
      draft.project = bareLabel(name);
      draft.urlAfter = url;
    }
    this.lastEvent = "reference";
    return true;
  }

  /** Says that something at this line that may be a task is not among the tasks. */
  leaveOut(line: number, code: "item_left_out" | "box_over_boxes" = "item_left_out", text?: string): void {
    if (this.leftOut.has(line)) return;
    this.leftOut.add(line);
    this.warnings.push({ code, line, ...(text === undefined ? {} : { text }) });
  }

  /** What an item says that other items stand in. */
  readParent(piece: ListPiece): ListedParent {
    const read = readTitle(piece, { isLoose: true, isLiteral: false, isKnown: this.isKnown });
    const { box, line } = piece;
    const state = box === null ? null : stateOf(read.state, piece, box);
    const isHeld = state === "open" && read.holder !== null;
    return { title: read.title || piece.text, state: isHeld ? "claimed" : state, holder: read.holder, line };
  }

  /** Adds a task read from a line. Null when the line has no title in it. */
  addTask(
    text: ListText,
    given: {
      line: number;
      form: Draft["form"];
      box: boolean | null;
      isLiteral?: boolean;
      under?: ListedParent | null;
    },
  ): Draft | null {
    const isLoose = given.form === "item" || given.form === "row";
    const read = readTitle(text, { isLoose, isLiteral: given.isLiteral ?? false, isKnown: this.isKnown });
    if (read.title === "") return null;
    const state = stateOf(read.state, text, given.box) ?? this.groupState;
    const hasLabel = this.project !== null || this.difficulty !== null || read.difficulty !== null;
    const draft: Draft = {
      title: read.title,
      line: given.line,
      form: given.form,
      project: read.project ?? this.project,
      difficulty: read.difficulty ?? this.difficulty,
      ownUrl: read.url,
      issue: read.issue,
      urlBefore: this.difficultyUrl ?? this.projectUrl ?? this.sectionUrl,
      urlAfter: null,
      state: read.holder !== null && (state === null || state === "open") ? "claimed" : state,
      holder: read.holder,
      others: read.holder === null ? [] : otherHolders(text.text, read.title, read.holder),
      tags: read.tags,
      under: given.under ?? null,
      doubts: new Set(read.doubts),
      group: this.group,
      section: this.sectionNumber,
      sectionName: this.section?.name ?? null,
      place: this.section === null ? "outside" : this.section.isForNewcomers ? "newcomers" : "list",
      isWeak: given.form === "paragraph" && !hasLabel,
    };
    this.drafts.push(draft);
    this.lastEvent = "task";
    return draft;
  }
}

/** What the words, the look and the box of a line say together. */
function stateOf(said: ListClaimState | null, { isStruck }: ListText, box: boolean | null): ListClaimState | null {
  if (box === true || (isStruck && said !== "claimed")) return "done";
  return box === false ? (said ?? "open") : said;
}
