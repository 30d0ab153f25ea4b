import { readDifficulty } from "./difficulty";
import { isNameLike } from "./names";
import { decodeEntities, textOfLine } from "./plain";
import { isReferenceLabel } from "./sections";
import { readHolder, readState } from "./state";
import { emptyText } from "./text";
import type { ListText } from "./types";

/** What a table's column holds. */
export type ColumnKind =
  | "title"
  | "difficulty"
  | "project"
  | "link"
  | "holder"
  | "state"
  | "tags"
  | "details"
  | "number"
  | "other";

/** A table understood: what each column holds and which rows are tasks. */
export interface TableShape {
  columns: ColumnKind[];
  firstRow: number;
  /** True when the header's words name a task list (a title and something about claiming, difficulty or a link). */
  isTaskTable: boolean;
}

const headers: readonly [ColumnKind, RegExp][] = [
  ["number", /^(?:序号|编号|任务编号|id|#|no\.?|num(?:ber)?|index|№|任务 ?id|task id|issue (?:id|no\.?|number))$/iu],
  [
    "difficulty",
    /难度|难易|^(?:级别|等级|分级|任务级别|difficulty.*|.*\bdifficulty|level|complexity|effort|skill level|experience)$/iu,
  ],
  [
    "state",
    /状态|进度|进展|完成情况|是否(?:完成|认领)|认领情况|^(?:status|state|progress|done\??|completed\??|claimed\??|taken\??|available\??|availability)$/iu,
  ],
  [
    "holder",
    /认领[人者]|负责人|承接人|领取人|参与者|参与人|贡献者|报名人|^(?:认领|领取|开发者|开发人员|队伍|团队|队名|队伍名称|姓名|github ?id|assignees?|assigned(?: to)?|owners?|claimed by|claimant|taken by|contributors?|developers?|who|person|volunteer|team|implementer|author|user|handle|dri)$/iu,
  ],
  [
    "project",
    /^(?:项目|所属项目|项目名称?|仓库|代码仓库?|所属仓库|子项目|project(?: name)?|repo(?:sitory)?(?: name)?|package|product)$/iu,
  ],
  [
    "tags",
    /标签|^(?:labels?|tags?|keywords?|类型|类别|分类|任务类型|type|kind|category|area|语言|编程语言|language|技术栈|skills?|tech(?:nology| stack)?)$/iu,
  ],
  [
    "title",
    /^(?:任务|任务名称?|任务标题|任务内容|任务描述|标题|名称|题目|任务题目|课题|课题名称|需求|功能|事项|子任务|待办|工作项|组件|tasks?|titles?|task ?(?:name|title|description)|names?|issue ?(?:title|name)|summary|what|items?|features?|components?|todo|work item|sub-?tasks?|job|idea|topic|test|api|function|operator|算子|接口)$/iu,
  ],
  [
    "link",
    /链接|地址|^(?:详情|详细|参考|详细参考|任务详情|issues?(?: ?(?:链接|地址|link|url|#))?|相关 ?issue|links?|urls?|references?|details?|github(?: issue)?|ref|more|tracking(?: issue)?|ticket)$/iu,
  ],
  ["title", /^(?:描述|内容|说明|简介|description|content|details)$/iu],
];

function columnOf(header: string): ColumnKind | null {
  const plain = header.replace(/(?:[\p{Extended_Pictographic}*`]|\uFE0F)/gu, "").trim();
  if (plain === "" || plain.length > 40) return null;
  const parts = [plain, ...plain.split(/[/(（|／\s]+/u).map((part) => part.replace(/[)）]/gu, "").trim())];
  if (
    /^(?:pr|prs|pull requests?|pr ?(?:链接|地址|link)?|导师|mentors?|截止.*|deadline|积分|分值|奖励|points?|score|rewards?|备注|notes?|remarks?|comments?|优先级|priority|时间|预计.*|estimate.*|xp|milestone|version|版本)$/iu.test(
      plain,
    )
  )
    return "other";
  for (const part of parts) {
    if (part === "") continue;
    for (const [kind, pattern] of headers) if (pattern.test(part)) return kind;
  }
  return null;
}

const isBlank = (cell: ListText) => cell.links.length === 0 && /^[\s\-–—/]*$/u.test(cell.text);
const isLinkCell = (cell: ListText) =>
  (cell.links.length > 0 && cell.text.length < 24) || /^(?:[\w.-]+\/[\w.-]+)?#\d+$/u.test(cell.text);

/** Guesses the columns of a table whose header says nothing, from what most cells of each column look like. */
function guessColumns(rows: readonly ListText[][], width: number): ColumnKind[] {
  const columns: ColumnKind[] = [];
  const sample = rows.slice(0, 60);
  let best = { column: -1, length: 0 };
  for (let column = 0; column < width; column += 1) {
    const cells = sample.map((row) => row[column] ?? emptyText).filter((cell) => !isBlank(cell));
    const share = (test: (cell: ListText) => boolean) =>
      cells.length === 0 ? 0 : cells.filter(test).length / cells.length;
    let kind: ColumnKind = "other";
    if (cells.length === 0) kind = "other";
    else if (share((cell) => readDifficulty(cell.text) !== null) >= 0.6) kind = "difficulty";
    else if (share((cell) => /^#?\d{1,4}[.、]?$/u.test(cell.text) && cell.links.length === 0) >= 0.6) kind = "number";
    else if (share((cell) => readState(cell.text) !== null) >= 0.6) kind = "state";
    else if (share((cell) => /^@[\w-]+/u.test(cell.text)) >= 0.5) kind = "holder";
    else if (
      share(isLinkCell) >= 0.6 &&
      share((cell) => cell.text.length > 8 && cell.links.some((link) => link.label !== "")) < 0.5
    )
      kind = "link";
    const length = cells.reduce((sum, cell) => sum + cell.text.length, 0) / Math.max(1, cells.length);
    if (kind === "other" && length > best.length) best = { column, length };
    columns.push(kind);
  }
  if (best.column >= 0) columns[best.column] = "title";
  for (let column = 0; column < width; column += 1) {
    if (columns[column] !== "other" || column > best.column) continue;
    const cells = sample.map((row) => row[column]?.text ?? "").filter((text) => text !== "");
    if (cells.length > 0 && cells.every((text) => isNameLike(text)) && !columns.includes("project"))
      columns[column] = "project";
  }
  return columns;
}

/** Understands a table from its header, or from its cells when the header is empty or is a task itself. Null when it lists no tasks. */
export function shapeOfTable(rows: readonly ListText[][]): TableShape | null {
  const header = rows[0];
  if (!header || rows.length < 2) return null;
  const width = Math.min(40, Math.max(...rows.slice(0, 60).map((row) => row.length)));
  const named = Array.from({ length: width }, (_, column) => columnOf(header[column]?.text ?? ""));
  const known = named.filter((kind) => kind !== null && kind !== "other" && kind !== "number");
  const isHeader = known.length > 0 && header.every((cell) => !readDifficulty(cell.text) && cell.links.length === 0);
  if (!isHeader) {
    const isEmpty = header.every((cell) => cell.text === "");
    const guessed = guessColumns(isEmpty ? rows.slice(1) : rows, width);
    if (!guessed.includes("title")) return null;
    const difficulty = guessed.indexOf("difficulty");
    const link = guessed.indexOf("link");
    const isData =
      !isEmpty &&
      ((difficulty >= 0 && readDifficulty(header[difficulty]?.text ?? "") !== null) ||
        (link >= 0 && isLinkCell(header[link] ?? emptyText)));
    const isTaskTable = difficulty >= 0 || guessed.includes("state") || guessed.includes("holder");
    return { columns: guessed, firstRow: isData ? 0 : 1, isTaskTable };
  }
  const columns: ColumnKind[] = named.map((kind) => kind ?? "other");
  keepOne(columns, "title", "details");
  for (const kind of ["difficulty", "project", "holder", "state"] as const) keepOne(columns, kind);
  const links = columns.indexOf("link");
  if (!columns.includes("title")) {
    // "Issue" is the title where no other column is one; else the widest column without a meaning of its own;
    // "项目名称" is one where the links say nothing.
    const body = rows.slice(1);
    const guessed = guessColumns(body, width);
    const free = columns.findIndex((kind, column) => kind === "other" && guessed[column] === "title");
    const project = columns.indexOf("project");
    const firstTag = columns.indexOf("tags");
    const isSpeaking = body.some(
      (row) => /\p{L}{2}.*\p{L}/u.test(row[links]?.text ?? "") && !isReferenceLabel(row[links]?.text ?? ""),
    );
    if (free >= 0) columns[free] = "title";
    else if (project >= 0 && !isSpeaking) columns[project] = "title";
    else if (links >= 0) columns[links] = "title";
    else if (firstTag >= 0) columns[firstTag] = "title";
    else return null;
  }
  const has = (kind: ColumnKind) => columns.includes(kind);
  return {
    columns,
    firstRow: 1,
    isTaskTable: has("difficulty") || has("holder") || has("state") || (has("title") && has("link")),
  };
}

function keepOne(columns: ColumnKind[], kind: ColumnKind, others: ColumnKind = "other"): void {
  const first = columns.indexOf(kind);
  columns.forEach((column, index) => {
    if (column === kind && index !== first) columns[index] = others;
  });
}

/** The rows of a table written in HTML; rowspan repeats a cell downward. Reads forward only, so it is linear. */
export function rowsOfHtml(html: string): ListText[][] {
  const rows: ListText[][] = [];
  const spans: { column: number; left: number; cell: ListText }[] = [];
  for (const part of html.split(/<tr\b/iu).slice(1)) {
    const row: ListText[] = [];
    for (const piece of part.split(/<t[dh]\b/iu).slice(1)) {
      for (
        let span = spans.find((one) => one.column === row.length && one.left > 0);
        span;
        span = spans.find((one) => one.column === row.length && one.left > 0)
      ) {
        row.push(span.cell);
        span.left -= 1;
      }
      const start = piece.indexOf(">") + 1;
      const close = piece.search(/<\/t[dhr]\b|<\/table/iu);
      const inside = piece.slice(start, close < 0 ? undefined : close).replace(/\s+/gu, " ");
      const cell = textOfLine(decodeEntities(inside.slice(0, 4_000)));
      const down = Number(/\browspan\s*=\s*["']?(\d{1,4})/iu.exec(piece.slice(0, start))?.[1] ?? 1);
      if (down > 1 && spans.length < 200) spans.push({ column: row.length, left: down - 1, cell });
      row.push(cell);
      if (row.length >= 40) break;
    }
    for (let index = spans.length - 1; index >= 0; index -= 1) {
      const span = spans[index];
      if (span && span.column === row.length && span.left > 0) {
        row.push(span.cell);
        span.left -= 1;
      }
      if (span && span.left <= 0) spans.splice(index, 1);
    }
    if (row.length > 0) rows.push(row);
  }
  return rows;
}

/** What one row says, column by column; cells without a column are null. */
export interface TableRow {
  title: ListText;
  cells: Partial<Record<ColumnKind, ListText>>;
}

/** Reads a row by its table's shape; null when it has no title. */
export function readRow(row: readonly ListText[], shape: TableShape): TableRow | null {
  const cells: Partial<Record<ColumnKind, ListText>> = {};
  shape.columns.forEach((kind, column) => {
    const cell = row[column] ?? emptyText;
    const before = cells[kind];
    if (!before) cells[kind] = cell;
    else if (kind === "link" || kind === "tags")
      cells[kind] = {
        ...before,
        text: `${before.text}, ${cell.text}`,
        links: [...before.links, ...cell.links],
        codes: [...before.codes, ...cell.codes],
      };
  });
  const title = cells.title;
  if (!title || (title.text === "" && title.links.length === 0)) return null;
  if (
    shape.columns.every((kind, column) => kind === "title" || isBlank(row[column] ?? emptyText)) &&
    shape.columns.length > 2 &&
    /合计|总计|^total/iu.test(title.text)
  )
    return null;
  return { title, cells };
}

/** Who holds a row's task, from its holder cell: a name, or null. */
export function holderOfCell(cell: ListText | undefined): string | null {
  if (!cell) return null;
  const label = cell.links.find((link) => link.label !== "")?.label;
  return readHolder(cell.text === "" && label ? label : cell.text);
}
