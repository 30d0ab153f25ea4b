import { mostSlots, slotKey } from "../domain/checklist";
import { type EditSlotsInput, visibleLine } from "../domain/inputs";
import type { SlotView, TaskView } from "../domain/views";

/** A slot as the editor holds it. A new one has no id yet. */
export interface SlotRow {
  /** Tells the rows of one editor apart. */
  key: string;
  id: string | null;
  /** Empty for the only slot of a task without named slots. */
  name: string;
  isClosed: boolean;
  /** It is to be removed when the list is saved. */
  isRemoved: boolean;
}

/** What others did to the slots meanwhile. */
export type SlotChange =
  | { kind: "added" | "removed" | "closed" | "opened"; name: string }
  | { kind: "renamed"; name: string; before: string };

/** The slots of a task as an editor begins with them. */
export function slotRows(slots: readonly SlotView[]): SlotRow[] {
  return slots.map(({ id, name, isClosed }) => ({ key: id, id, name: name ?? "", isClosed, isRemoved: false }));
}

/** A row for a slot that is to be added. */
export function newRow(name = ""): SlotRow {
  // Without `crypto.randomUUID`: browsers have it only where the connection is secure.
  const key = `new${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
  return { key, id: null, name, isClosed: false, isRemoved: false };
}

/**
 * The names in a pasted list: one on each line, or separated by commas when there is only one line. List marks, numbers,
 * checkboxes and Markdown around a name are left out; a name that comes twice is taken once.
 */
export function slotNames(text: string): string[] {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== "");
  const parts = lines.length === 1 ? (lines[0] ?? "").split(/[,，、;；]/) : lines;
  const seen = new Set<string>();
  return parts.map(bareName).filter((name) => name !== "" && !seen.has(slotKey(name)) && seen.add(slotKey(name)));
}

function bareName(line: string): string {
  const text = line
    .replace(/^\s*(?:[-*+•·]|\d{1,3}[.)、])\s+/, "")
    .replace(/^\s*\[[ xX]?\]\s*/, "")
    .replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .replace(/^\s*([*_`~]{1,3})(.*?)\1\s*$/, "$2");
  return visibleLine(text)
    .replace(/[,，、;；]$/, "")
    .trim();
}

/** The names that are not among the rows yet, and how many are. */
export function namesToAdd(rows: readonly SlotRow[], names: readonly string[]): { fresh: string[]; known: number } {
  const there = new Set(rows.filter((row) => !row.isRemoved).map((row) => slotKey(row.name)));
  const fresh = names.filter((name) => !there.has(slotKey(name)));
  return { fresh, known: names.length - fresh.length };
}

/** The rows with the names of a pasted list; rows without a name get theirs first. */
export function withPasted(rows: readonly SlotRow[], text: string): SlotRow[] {
  const names = [...namesToAdd(rows, slotNames(text)).fresh];
  const filled = rows.map((row) =>
    row.isRemoved || row.name.trim() ? row : { ...row, name: names.shift() ?? row.name },
  );
  return [...filled, ...names.map((name) => newRow(name))];
}

/** Whether these are more slots than a task can have. */
export function areTooMany(rows: readonly SlotRow[]): boolean {
  return rows.filter((row) => !row.isRemoved).length > mostSlots;
}

/** Whether two lists of slots say the same. */
export function sameRows(one: readonly SlotRow[], other: readonly SlotRow[]): boolean {
  const plain = (rows: readonly SlotRow[]) =>
    JSON.stringify(rows.map(({ id, name, isClosed, isRemoved }) => [id, name.trim(), isClosed, isRemoved]));
  return plain(one) === plain(other);
}

/** What is sent, and for each slot that is sent the row it comes from: an error names it by its position. */
export function slotsInput(
  rows: readonly SlotRow[],
  { number, revision }: Pick<TaskView, "number" | "revision">,
): { input: EditSlotsInput; sent: SlotRow[] } {
  const sent = rows.filter((row) => !row.isRemoved);
  const slots = sent.map(({ id, name, isClosed }) => ({ ...(id ? { id } : {}), name: name.trim() || null, isClosed }));
  return { input: { number, revision, slots }, sent };
}

/**
 * Two people edited the slots: theirs, with what I changed since `base` on top. What they removed is gone, unless it
 * was never theirs to remove: my new rows stay at the end.
 */
export function mergeSlots(base: readonly SlotRow[], mine: readonly SlotRow[], theirs: readonly SlotRow[]): SlotRow[] {
  const merged = theirs.map((row) => {
    const before = base.find((one) => one.id === row.id);
    const own = mine.find((one) => one.id === row.id);
    if (!before || !own) return row;
    return {
      ...row,
      name: own.name.trim() === before.name.trim() ? row.name : own.name,
      isClosed: own.isClosed === before.isClosed ? row.isClosed : own.isClosed,
      isRemoved: own.isRemoved,
    };
  });
  return [...merged, ...mine.filter((row) => row.id === null)];
}

/** What happened to the slots between two looks at a task. */
export function slotChanges(before: readonly SlotRow[], now: readonly SlotView[]): SlotChange[] {
  const changes: SlotChange[] = [];
  for (const slot of now) {
    const name = slot.name ?? "";
    const old = before.find((row) => row.id === slot.id);
    if (!old) changes.push({ kind: "added", name });
    else if (old.name !== name) changes.push({ kind: "renamed", name, before: old.name });
    if (old && old.isClosed !== slot.isClosed) changes.push({ kind: slot.isClosed ? "closed" : "opened", name });
  }
  for (const { id, name } of before) {
    if (id && !now.some((slot) => slot.id === id)) changes.push({ kind: "removed", name });
  }
  return changes;
}
