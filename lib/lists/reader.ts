import { ListContext } from "./context";
import { readDifficulty } from "./difficulty";
import type { Draft } from "./draft";
import { isArticle, isOverProperties, isProperName, leadsToDifficulty, readGradedProject, standsAlone } from "./glance";
import { bareLabel, isNameLike, isProse, isQuestionnaire, isTopic, readsAsTask, wearsNameBrackets } from "./names";
import { applyProperty } from "./properties";
import { bestLink, isArticleAddress, isIssueAddress } from "./references";
import { isReferenceLabel, nameInSectionTitle, readProperty, sectionKind } from "./sections";
import { readState } from "./state";
import { readTableTasks } from "./tableTasks";
import { displayWidth } from "./text";
import type { ListedParent, ListPiece } from "./types";

/**
 * How much of a text may be a list, tried in this order until something is found:
 * "sections": lists under a heading that says so, and checkboxes and task tables of a text that is not a post;
 * "labels": also groups under a difficulty; "items": also every list item (a bare list).
 */
export type ReadingScope = "sections" | "labels" | "items";

const foreignLine =
  /^(?:本周|往期|更多|相关|精彩|社区|近期|上周|历史)*(?:推荐阅读|阅读推荐|文章推荐|推荐文章|精彩文章|相关文章|更多文章|往期(?:推荐|回顾|精彩)?|相关链接|了解更多|关于我们|联系我们|加入我们|社区活动|活动预告|版本发布|发布|推荐|阅读|回顾)$|^(?:further|recommended) reading$/iu;
// Words that open a list even as a plain line amid other parts of a post.
const isNewcomerTitle =
  /新手任务|新手计划|新人任务|入门任务|(?:newbie|newcomer|beginner|starter) (?:tasks?|issues?)|good[ -]first[ -](?:issue|bug|task)s?|up for grabs|help wanted/iu;
// How a sentence ends that sends the reader to the address after it.
const pointsOn = /(?:[:：见看]|领取|认领|参考|参与|here|see|at|in)[\s:：。.~～👉]*$/iu;
const looseHash = /^#{2,6}(?=[^\s#\d])/u;

/** Goes down the pieces once and keeps the tasks in a context. */
export class ListReader {
  readonly context: ListContext;
  private readonly pieces: readonly ListPiece[];
  private readonly scope: ReadingScope;
  private readonly isPost: boolean;
  /** Items that are labels: what stands in them is not their description. */
  private readonly labels = new Set<number>();
  private readonly taskOfPiece = new Map<number, Draft>();
  /** Of each item with items in it: the outermost box around those, else the item itself; and what those say. */
  private readonly around = new Map<number, number>();
  private readonly parents = new Map<number, ListedParent>();
  private heading: ListedParent | null = null;
  /** A heading, or a line over properties, that may itself be a task, with what became of it. */
  private headingTask: { piece: ListPiece; draft: Draft | null; start: number } | null = null;

  constructor(pieces: readonly ListPiece[], knownNames: ReadonlySet<string>, scope: ReadingScope, isPost: boolean) {
    this.pieces = pieces;
    this.scope = scope;
    this.isPost = isPost;
    this.context = new ListContext(knownNames);
  }

  read(): void {
    for (let index = 0; index < this.pieces.length && !this.context.isFull; index += 1) {
      const piece = this.pieces[index];
      if (!piece) continue;
      if (piece.kind === "table") this.readTable(piece);
      else if (piece.kind === "heading") this.readHeading(index, piece, piece.level);
      else if (piece.kind === "item") this.readItem(index, piece);
      else this.readLine(index, piece);
    }
    this.endHeadingTask();
  }

  /** Whether a title standing here counts, by where it stands and what it looks like. */
  private accepts(form: "box" | "item" | "line" | "table"): boolean {
    const { context } = this;
    if (context.isQuiet) return false;
    if (context.section !== null) return true;
    if ((form === "box" || form === "table") && (!this.isPost || this.scope !== "sections")) return true;
    if (this.scope !== "sections" && context.difficulty !== null) return true;
    return this.scope === "items" && form === "item";
  }

  /** An item under a heading, a project or a difficulty is never lost without a word. */
  private leaveOut(piece: ListPiece): void {
    const { section, project, difficulty } = this.context;
    if (section !== null || project !== null || difficulty !== null) this.context.leaveOut(piece.line);
  }

  private isWatching(): boolean {
    return this.context.section !== null || !this.isPost || this.scope !== "sections";
  }

  private readTable(piece: ListPiece): void {
    if (!this.context.isQuiet)
      readTableTasks(this.context, piece, this.context.section !== null, this.accepts("table"));
  }

  private readHeading(index: number, piece: ListPiece, level: number): void {
    const { context } = this;
    const label = bareLabel(piece.text);
    const difficulty = readDifficulty(piece.text);
    const isTask = context.section !== null && level > context.section.level && isOverProperties(this.pieces, index);
    const kind = isTask ? null : sectionKind(piece.text);
    const known = context.isKnown(label);
    if (piece.isUnderlined && !difficulty && kind === null && !known && !isNameLike(label)) {
      this.readLine(index, { ...piece, kind: "line" });
      return;
    }
    this.endHeadingTask();
    this.heading = { title: label, state: null, holder: null, line: piece.line };
    if (context.asideLevel !== null && level <= context.asideLevel) context.asideLevel = null;
    if (context.foreignLevel !== null && level <= context.foreignLevel && kind !== "foreign")
      context.foreignLevel = null;
    if (kind === "foreign") {
      context.closeSection(level);
      return;
    }
    if (difficulty) {
      // "Starter tasks" says both: here is the list, and it is easy.
      if (kind === "list" && context.section === null && context.project === null)
        context.openSection(level, null, isNewcomerTitle.test(piece.text));
      if (this.isWatching() && !context.isQuiet) context.setDifficulty(difficulty);
      this.takeLabelLink(piece);
      return;
    }
    if (kind === "list") {
      const name = nameInSectionTitle(piece.text);
      if (context.section === null || level <= context.section.level)
        context.openSection(level, name, isNewcomerTitle.test(piece.text));
      else if (name !== null) context.setProject(name);
      else context.beginGroup();
      context.groupState = /help/iu.test(label) ? null : readState(label);
      this.takeLabelLink(piece);
      return;
    }
    if (context.foreignLevel !== null) return;
    const state = readState(label);
    if (state !== null && this.isWatching()) {
      context.groupState = state;
      context.beginGroup();
      return;
    }
    context.groupState = null;
    if (kind === "aside") {
      if (context.section !== null && level < context.section.level) context.closeSection(null);
      context.asideLevel = level;
      return;
    }
    if (!this.isWatching()) return;
    if (this.readGradedLabel(piece)) return;
    const isInside = context.section !== null ? level > context.section.level : !this.isPost;
    const isName = isNameLike(label) && !isTopic(label) && !readsAsTask(label);
    if (isName && (known || leadsToDifficulty(this.pieces, index, this.context) || (isInside && isProperName(label)))) {
      context.setProject(label);
      this.takeLabelLink(piece);
      return;
    }
    if (context.section !== null && level <= context.section.level) {
      context.closeSection(null);
      return;
    }
    if (context.section === null) context.clearLabels();
    else if (!isTopic(label)) context.project = level <= 6 && context.lastEvent !== "section" ? context.project : null;
    context.beginGroup();
    this.headingTask = { piece, draft: null, start: context.drafts.length };
  }

  private readGradedLabel(piece: ListPiece): boolean {
    const graded = readGradedProject(bareLabel(piece.text), this.context);
    if (!graded) return false;
    this.context.setProject(graded.project);
    this.context.setDifficulty(graded.difficulty);
    this.takeLabelLink(piece);
    return true;
  }

  private takeLabelLink(piece: ListPiece): void {
    const link = bestLink(piece.links);
    if (link && this.isWatching() && !isArticleAddress(link.url)) this.context.takeReference(link.url, piece.line);
  }

  /** A heading written like a task is one when no task stood under it. */
  private endHeadingTask(): void {
    const pending = this.headingTask;
    this.headingTask = null;
    if (!pending || pending.draft || pending.start !== this.context.drafts.length) return;
    if (this.context.section !== null && readsAsTask(bareLabel(pending.piece.text)) && this.accepts("line")) {
      this.context.addTask(pending.piece, { line: pending.piece.line, form: "heading", box: null });
    }
  }

  /** Properties under a heading that is a task ("### …" then "难度：简单"). True when the line was one. */
  private readHeadingProperty(piece: ListPiece): boolean {
    const pending = this.headingTask;
    const property = readProperty(piece.text);
    if (!pending || (!property && !pending.draft)) return false;
    if (!property && pending.piece.kind !== "heading") {
      this.headingTask = null;
      return false;
    }
    if (!pending.draft) {
      if (pending.start !== this.context.drafts.length || property?.key === "other" || !this.accepts("line"))
        return false;
      pending.draft = this.context.addTask(pending.piece, { line: pending.piece.line, form: "heading", box: null });
      if (!pending.draft) return false;
    }
    applyProperty(pending.draft, piece);
    return true;
  }

  /** References, difficulties, names: what a line or an item is when it is not a task. True when it was one of them. */
  private readLabel(index: number, piece: ListPiece): boolean {
    const { context } = this;
    const link = bestLink(piece.links);
    let pointer = piece.text;
    for (const each of piece.links)
      if (each.label !== "" && pointer !== each.label) pointer = pointer.replace(each.label, "");
    if (link && isReferenceLabel(pointer) && !(piece.kind === "item" && pointer === "")) {
      if (!context.isQuiet) context.takeReference(link.url, piece.line);
      if (piece.box !== null && this.accepts("box")) this.leaveOut(piece);
      return true;
    }
    if (!link && piece.text.length < 40 && isReferenceLabel(piece.text)) {
      const isHeeded = !context.isQuiet || this.accepts(piece.box === null ? "item" : "box");
      if (piece.kind === "item" && isHeeded) this.leaveOut(piece);
      return true;
    }
    const difficulty = readDifficulty(piece.text);
    const isGradedIssue =
      piece.kind === "item" && /^[[【(（]/u.test(piece.text) && link !== null && isIssueAddress(link.url);
    if (difficulty && piece.box === null && !isGradedIssue) {
      // Under an item that is no label, "难度：简单" describes that item, also while such items do not count.
      if (piece.owner >= 0 && !this.labels.has(piece.owner) && readProperty(piece.text)) return true;
      this.labels.add(index);
      if (this.isWatching() && !context.isQuiet) {
        context.setDifficulty(difficulty);
        this.takeLabelLink(piece);
      }
      return true;
    }
    const said = readProperty(piece.text);
    if (said?.key === "project" && isNameLike(bareLabel(said.value))) {
      if (this.isWatching() && !context.isQuiet) context.setProject(said.value);
      return true;
    }
    const label = bareLabel(piece.text);
    if (!this.isWatching() || context.isQuiet || piece.box !== null || !isNameLike(label) || isTopic(label))
      return false;
    if (piece.kind === "line" && piece.isBold && this.readGradedLabel(piece)) return true;
    const isMarked =
      piece.isBold || wearsNameBrackets(piece.text) || (/[:：]$/u.test(piece.text) && piece.kind === "line");
    const isParent = piece.kind === "item" && piece.hasChildren;
    const isKnown = context.isKnown(label);
    const isLabel =
      (isKnown && (piece.isAlone || isMarked || isParent)) ||
      leadsToDifficulty(this.pieces, index, this.context) ||
      (context.section !== null && isMarked && !readsAsTask(label) && (piece.kind === "line" || isParent)) ||
      (isParent && !readsAsTask(label) && (context.section !== null || isProperName(label)));
    if (!isLabel) return false;
    if (link && piece.kind === "line" && context.takeTrailingName(label, link.url, piece.line)) return true;
    context.setProject(label);
    this.labels.add(index);
    this.takeLabelLink(piece);
    return true;
  }

  private parentOf(piece: ListPiece): ListedParent | null {
    const index = this.around.get(piece.owner);
    const outer = index === undefined ? undefined : this.pieces[index];
    if (index === undefined || !outer) return this.heading;
    const known = this.parents.get(index) ?? this.context.readParent(outer);
    this.parents.set(index, known);
    return known;
  }

  private readItem(index: number, piece: ListPiece): void {
    const { context } = this;
    if (piece.hasChildren) {
      const outer = this.around.get(piece.owner);
      const isBoxed = outer !== undefined && typeof this.pieces[outer]?.box === "boolean";
      this.around.set(index, isBoxed ? outer : index);
    }
    const parent = piece.owner >= 0 ? this.taskOfPiece.get(piece.owner) : undefined;
    if (parent && piece.box === null) {
      // Under a task, an item without a box explains the task; so do the items under it.
      applyProperty(parent, piece);
      this.taskOfPiece.set(index, parent);
      return;
    }
    if (piece.text === "" && piece.links.length === 0) return;
    if (this.readHeadingProperty(piece)) return;
    if (this.readLabel(index, piece)) return;
    if (piece.hasChildren && piece.box === null && !context.isQuiet) {
      const kind = sectionKind(piece.text);
      const isGroup =
        piece.hasBoxedChildren || isTopic(bareLabel(piece.text)) || /[:：]$/u.test(piece.text) || kind === "list";
      if (isGroup && kind !== "foreign") {
        const name = kind === "list" ? nameInSectionTitle(piece.text) : null;
        if (name !== null) context.setProject(name);
        this.labels.add(index);
        return;
      }
    }
    if (
      piece.hasBoxedChildren &&
      piece.box !== null &&
      !readsAsTask(piece.text) &&
      piece.links.length === 0 &&
      !/#\d|(?:^|\s)@\w/u.test(piece.text)
    ) {
      if (this.accepts("box")) context.leaveOut(piece.line, "box_over_boxes", context.readParent(piece).title);
      return;
    }
    if (!this.accepts(piece.box !== null ? "box" : "item")) {
      if (!context.isQuiet) this.leaveOut(piece);
      return;
    }
    if (isQuestionnaire(piece.text) && piece.box !== null) {
      this.leaveOut(piece);
      return;
    }
    if (
      piece.box === null &&
      (isProse(piece.text, true) || isArticle(piece) || readProperty(piece.text)?.key === "other")
    ) {
      if (context.lastEvent === "task") context.lastEvent = "prose";
      this.leaveOut(piece);
      return;
    }
    const under = this.parentOf(piece);
    const draft = context.addTask(piece, { line: piece.line, form: "item", box: piece.box, under });
    if (draft) this.taskOfPiece.set(index, draft);
    else this.leaveOut(piece);
  }

  private readLine(index: number, given: ListPiece): void {
    const { context } = this;
    let piece = given;
    const hashes = looseHash.exec(piece.text)?.[0];
    if (hashes !== undefined && piece.owner < 0) {
      this.readHeading(
        index,
        { ...piece, kind: "heading", level: hashes.length, text: bareLabel(piece.text) },
        hashes.length,
      );
      return;
    }
    const parent = piece.owner >= 0 ? this.taskOfPiece.get(piece.owner) : undefined;
    if (parent && !standsAlone(this.pieces, index, this.context)) {
      applyProperty(parent, piece);
      return;
    }
    const box = /^(?:[-*+]\s*)?[[［]\s?[ xX✓✔]?\s?[\]］](?!\()\s*\S/u.test(piece.text);
    if (box) {
      const taken = /^(?:[-*+]\s*)?[[［]\s?([ xX✓✔]?)\s?[\]］]\s*/u.exec(piece.text);
      piece = {
        ...piece,
        text: piece.text.slice(taken?.[0].length ?? 0),
        box: (taken?.[1] ?? "").trim() !== "",
        kind: "item",
      };
    }
    if (piece.text === "" && piece.links.length === 0) return;
    if (piece.isBold && piece.isAlone && !box) {
      this.heading = { title: bareLabel(piece.text), state: null, holder: null, line: piece.line };
    }
    const isShort = displayWidth(piece.text) <= 36 && !/[，。！？,!?]/u.test(piece.text);
    const isTitle = isShort && (piece.isAlone || leadsToDifficulty(this.pieces, index, context));
    const kind = piece.isBold || isTitle ? sectionKind(piece.text) : null;
    const isTask = readsAsTask(bareLabel(piece.text));
    const isPlainTitle =
      !piece.isBold && !/#\d/u.test(piece.text) && (context.foreignLevel === null || isNewcomerTitle.test(piece.text));
    if (kind === "list" && !isTask && !box && (piece.isBold || isPlainTitle)) {
      const level = piece.isBold ? 7 : 8;
      const name = nameInSectionTitle(piece.text);
      if (context.section === null || (context.drafts.length > 0 && level <= context.section.level))
        context.openSection(level, name, isNewcomerTitle.test(piece.text));
      else if (name !== null) context.setProject(name);
      context.asideLevel = null;
      return;
    }
    const isForeign =
      (piece.isBold && kind === "foreign" && !isTask) || (piece.isAlone && foreignLine.test(bareLabel(piece.text)));
    if (isForeign) {
      if (context.section !== null || context.difficulty !== null) context.closeSection(piece.isBold ? 7 : 8);
      return;
    }
    if (piece.isBold && kind === "aside" && !isTask) {
      context.asideLevel = 7;
      return;
    }
    if (piece.isBold && context.asideLevel === 7 && isNameLike(bareLabel(piece.text))) context.asideLevel = null;
    if (context.lastEvent !== "difficulty" && isOverProperties(this.pieces, index) && this.accepts("box")) {
      const start = context.drafts.length;
      const draft = context.addTask(piece, { line: piece.line, form: "item", box: piece.box });
      this.headingTask = { piece, draft, start };
      return;
    }
    if (this.readHeadingProperty(piece)) return;
    if (this.readLabel(index, piece)) return;
    const form =
      box || /^[·•●○◆■▪▶*+]|^\d{1,3}[、)）.．]|^[（(]\d{1,3}[)）]|^[①-⑳]|^[-–—－](?=\S)/u.test(piece.text)
        ? "item"
        : "line";
    const isSure = box || form === "item";
    if (!this.accepts(box ? "box" : form)) return;
    if (box && isQuestionnaire(piece.text)) {
      this.leaveOut(piece);
      return;
    }
    if (this.headingTask && readsAsTask(bareLabel(this.headingTask.piece.text)) && form === "line") return;
    const isSaid = readProperty(piece.text);
    if (isProse(piece.text, isSure) || isArticle(piece) || (isSaid !== null && isSaid.key === "other")) {
      const link = bestLink(piece.links);
      if (link && isIssueAddress(link.url) && pointsOn.test(piece.text)) context.takeReference(link.url, piece.line);
      else {
        context.lastEvent = "prose";
        // Between headings a paragraph may introduce the list; under a difficulty it stands where tasks do.
        if (isSure || context.difficulty !== null) this.leaveOut(piece);
      }
      return;
    }
    const draft = context.addTask(piece, {
      line: piece.line,
      form: form === "item" ? "item" : "paragraph",
      box: piece.box,
    });
    if (!draft && isSure) this.leaveOut(piece);
  }
}
