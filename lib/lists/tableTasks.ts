import type { ListContext } from "./context";
import { readDifficulty } from "./difficulty";
import { bareLabel } from "./names";
import { bestLink, isIssueAddress, repositoryOf, takeIssueShorthand } from "./references";
import { otherHolders, readState } from "./state";
import { holderOfCell, readRow, shapeOfTable } from "./tables";
import type { ListPiece, ListText } from "./types";

const isSaid = (cell: ListText | undefined): cell is ListText => cell !== undefined && !/^[\s\-–—/]*$/u.test(cell.text);

function tagsOfCell(cell: ListText | undefined): string[] {
  if (!isSaid(cell)) return [];
  if (cell.codes.length > 1) return cell.codes;
  return cell.text
    .split(/[,，、;；|]+/u)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
}

/**
 * Adds a table's rows as tasks. In a list section (`isInSection`) any table with titles counts; elsewhere only one whose columns speak
 * of claims, difficulty or links. What a column says wins over the words in a title; an empty project cell repeats the one above.
 */
export function readTableTasks(
  context: ListContext,
  piece: ListPiece,
  isInSection: boolean,
  isAccepted: boolean,
): void {
  const shape = shapeOfTable(piece.rows);
  if (!shape || !isAccepted || (!isInSection && !shape.isTaskTable)) return;
  const has = (kind: "difficulty" | "state" | "link" | "project") => shape.columns.includes(kind);
  // Where every property has its own column, a title is nothing but a title.
  const isLiteral = has("difficulty") && has("state") && has("link") && has("project");
  let projectAbove: string | null = null;
  for (const [offset, cells] of piece.rows.entries()) {
    if (offset < shape.firstRow || context.isFull) continue;
    const row = readRow(cells, shape);
    if (!row) continue;
    // A GFM table has one line a row after its header and the line of dashes.
    const line = piece.line + (offset === 0 ? 0 : offset + 1);
    const boxed = /^[[［]\s?([ xX✓✔]?)\s?[\]］]\s+(?=\S)/u.exec(row.title.text);
    const title = boxed && !isLiteral ? { ...row.title, text: row.title.text.slice(boxed[0].length) } : row.title;
    const box = boxed && !isLiteral ? (boxed[1] ?? "").trim() !== "" : null;
    const draft = context.addTask(title, { line, form: "row", box, isLiteral });
    if (!draft) continue;
    const { difficulty, project, link, details, holder, state, tags } = row.cells;
    if (isSaid(difficulty)) draft.difficulty = readDifficulty(difficulty.text, true) ?? draft.difficulty;
    const projectLink = project ? bestLink(project.links) : null;
    const repository = projectLink ? repositoryOf(projectLink.url) : null;
    if (isSaid(project)) projectAbove = isLiteral ? project.text : bareLabel(project.text);
    else if (repository) projectAbove = repository.name;
    if (has("project") && projectAbove !== null) draft.project = projectAbove;
    const linkUrl = link ? bestLink(link.links)?.url : undefined;
    if (linkUrl !== undefined) draft.ownUrl = linkUrl;
    else if (isSaid(link)) draft.issue = takeIssueShorthand(link.text).issue ?? draft.issue;
    draft.ownUrl ??= details?.links.find(({ url }) => isIssueAddress(url))?.url ?? null;
    const name = holderOfCell(holder);
    const stated = isSaid(state) ? readState(state.text, true) : null;
    const stateHolder = isSaid(state) && stated === null ? /@([\w-]{1,39})/u.exec(state.text)?.[1] : undefined;
    draft.holder = name ?? stateHolder ?? draft.holder;
    if (holder && name !== null) draft.others.push(...otherHolders(holder.text, null, name));
    if (stated !== null) draft.state = stated;
    else if (holder && holder.text !== "" && readState(holder.text) !== null) draft.state = readState(holder.text);
    else if ((holder || state) && draft.state === null)
      draft.state = draft.holder !== null ? "claimed" : holder && !isSaid(state) ? "open" : null;
    if (draft.holder !== null && (draft.state === null || draft.state === "open")) draft.state = "claimed";
    draft.tags.push(...tagsOfCell(tags));
  }
}
