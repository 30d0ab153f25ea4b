import { visibleLine } from "./inputs";

/** What a list says of one of its items, which is, or becomes, a slot of a task. */
export interface ListedSlot {
  name: string;
  state: "open" | "claimed" | "done";
  /** As the list names them, without "@". */
  holder: string | null;
}

/** What items of a list stand in, an item or not, or the heading above them. */
export interface ListParent {
  title: string;
  /** Null where it has no box. */
  state: ListedSlot["state"] | null;
  holder: string | null;
  line: number;
}

/** An item as the reader of lists gives it. */
export interface ListItem {
  title: string;
  state: ListedSlot["state"] | null;
  holder: string | null;
  referenceUrl: string | null;
  project?: string | null;
  line?: number;
  under?: ListParent | null;
}

/** A slot as far as a list can say something new about it. */
export interface BoardSlot {
  id: string;
  name: string | null;
  /** Finished, or closed by a maintainer: nothing that a list says changes it. */
  isOver: boolean;
  /** Whether anybody holds it or has ever held it. */
  isUsed: boolean;
  /** The logins at GitHub of whoever holds it. */
  logins: readonly string[];
}

/** What a list says and the board does not. */
export interface ListChange extends ListedSlot {
  /** The slot that it is about; null for an item that is none yet. */
  slot: string | null;
}

/** As many as a task may have. */
export const mostSlots = 200;
/** Characters. */
const longestName = 80;

/** What tells the names of slots apart: neither case nor width. */
export function slotKey(name: string): string {
  return name.normalize("NFKC").trim().toLowerCase();
}

/** Items as slots, each name once. */
function distinctItems(items: readonly ListItem[]): ListedSlot[] {
  const seen = new Set<string>();
  return items.flatMap(({ title, state, holder }) => {
    const name = visibleLine(title);
    const key = slotKey(name);
    if (key === "" || name.length > longestName || seen.has(key)) return [];
    seen.add(key);
    return [{ name, state: state ?? "open", holder }];
  });
}

/** One way to understand a list: what can be slots, and what it says besides. */
interface Reading {
  slots: readonly ListItem[];
  left: readonly ListItem[];
}

/** The box around an item. */
function boxAround({ under }: ListItem): ListParent | null {
  return under && under.state !== null ? under : null;
}

/** Names that come under several headings, with the heading before them. */
function withHeadings(items: readonly ListItem[]): ListItem[] {
  const headingOf = ({ under, project }: ListItem) => under?.title ?? project ?? null;
  const headings = new Map<string, Set<string | null>>();
  for (const item of items) {
    const key = slotKey(item.title);
    headings.set(key, (headings.get(key) ?? new Set()).add(headingOf(item)));
  }
  return items.map((item) => {
    const heading = headingOf(item);
    const isUnclear = heading !== null && (headings.get(slotKey(item.title))?.size ?? 0) > 1;
    return isUnclear && !boxAround(item) ? { ...item, title: `${heading}: ${item.title}` } : item;
  });
}

/**
 * The ways to understand a list, the likeliest first. Where boxes stand in boxes, either the outer ones are the slots, or
 * the inner ones with the outer one's name before theirs: the outer ones where one of them is ticked or names someone,
 * or where the same steps stand in several of them and none names anyone. A single box around all is a heading.
 */
function readingsOf(items: readonly ListItem[]): Reading[] {
  const plain: Reading = { slots: items, left: [] };
  const inner = items.filter((item) => boxAround(item));
  if (inner.length === 0) return [{ slots: withHeadings(items), left: [] }, plain];
  const byLine = new Map(items.map((item) => [item.line, item]));
  const parents = new Map<number, ListItem>();
  const outer = new Set<ListItem>();
  for (const item of items) {
    const box = boxAround(item);
    const top: ListItem = box
      ? (parents.get(box.line) ?? byLine.get(box.line) ?? { ...box, referenceUrl: null })
      : item;
    if (box) parents.set(box.line, top);
    outer.add(top);
  }
  const around = new Set(parents.values());
  const named = withHeadings(items).map((item) => {
    const box = boxAround(item);
    return box ? { ...item, title: `${box.title}: ${item.title}` } : item;
  });
  const leaves = (outer.size > 1 ? named : items).filter((_, index) => !around.has(items[index] as ListItem));
  const byOuter: Reading = { slots: [...outer], left: named.filter((item) => boxAround(item)) };
  const byInner: Reading = { slots: leaves, left: outer.size > 1 ? [] : [...around] };
  const isSaid = [...around].some((one) => one.holder !== null || (one.state ?? "open") !== "open");
  const isRepeated = new Set(inner.map((item) => slotKey(item.title))).size < inner.length;
  const isNamed = inner.some((item) => item.holder !== null);
  const isLong = leaves.some((item) => item.title.length > longestName);
  const isOuter = outer.size > 1 && (isSaid || isLong || (isRepeated && !isNamed));
  return isOuter ? [byOuter, byInner, plain] : [byInner, byOuter, plain];
}

/** What a form has whoever opens an issue tick: "I have searched …", "我已经…". Nobody claims that. */
const statement = /^(?:(?:i|we|you)(?:['’](?:m|ve|ll|d|re))?\s|我|本人|您|你)/i;

/**
 * The items of a list as slots of one task: short names without references of their own. Null where it is no such list,
 * or where nothing is left to do.
 */
export function listedSlots(items: readonly ListItem[]): ListedSlot[] | null {
  const read = readingsOf(items)[0]?.slots ?? [];
  const slots = distinctItems(read);
  // What is ticked often names the pull request that did it.
  const references = new Set(read.flatMap((item) => (item.state === "done" ? [] : (item.referenceUrl ?? []))));
  const isList = slots.length > 1 && slots.length <= mostSlots && references.size < 2;
  const isShort = read.every((item) => item.title.length <= longestName);
  const isAsked = items.some((item) => statement.test(item.title));
  return isList && isShort && !isAsked && slots.some((slot) => slot.state !== "done") ? slots : null;
}

/** What of a list is none of its slots: boxes in or around them, and what comes twice. */
export function leftOfList(items: readonly ListItem[]): ListedSlot[] {
  const [read] = readingsOf(items);
  if (!read) return [];
  const seen = new Set<string>();
  const twice = read.slots.filter(({ title }) => seen.size === seen.add(slotKey(title)).size);
  return [...read.left, ...twice].map(({ title, state, holder }) => ({
    name: visibleLine(title),
    state: state ?? "open",
    holder,
  }));
}

/**
 * What a list says and the board does not: an item that is ticked while its slot is not finished, one that names someone
 * who does not hold it, and one that is no slot yet. An item that says less than the board changes nothing. A task with
 * one slot that nobody has touched is offered the whole list.
 * @param known what was taken over, or left, before: it is not said again until it changes
 */
export function listChanges(
  items: readonly ListItem[],
  board: readonly BoardSlot[],
  known: readonly ListedSlot[] = [],
): ListChange[] {
  const before = new Map(known.map((one) => [slotKey(one.name), one]));
  const [only] = board;
  if (only && board.length === 1 && only.name === null) {
    const offered = only.isUsed || only.isOver ? [] : (listedSlots(items) ?? []);
    const isKnown = offered.every((one) => before.has(slotKey(one.name)));
    return isKnown ? [] : offered.map((one) => ({ ...one, slot: null }));
  }
  const byKey = new Map(board.flatMap((slot) => (slot.name === null ? [] : [[slotKey(slot.name), slot] as const])));
  // What a list is understood as may change with a tick: the slots tell as what it came in.
  let slots: ListedSlot[] = [];
  let most = 0;
  for (const read of readingsOf(items)) {
    const named = distinctItems(read.slots);
    const same = named.filter((one) => byKey.has(slotKey(one.name))).length;
    if (same > most) [slots, most] = [named, same];
  }
  let room = mostSlots - board.length;
  return slots.flatMap((one): ListChange[] => {
    const key = slotKey(one.name);
    if (saysSame(before.get(key), one)) return [];
    const slot = byKey.get(key);
    if (slot) return saysMore(one, slot) ? [{ ...one, slot: slot.id }] : [];
    room -= 1;
    return room >= 0 ? [{ ...one, slot: null }] : [];
  });
}

function saysSame(before: ListedSlot | undefined, now: ListedSlot): boolean {
  return (
    before !== undefined && before.state === now.state && before.holder?.toLowerCase() === now.holder?.toLowerCase()
  );
}

function saysMore({ state, holder }: ListedSlot, slot: BoardSlot): boolean {
  if (slot.isOver || state === "open") return false;
  // Taken, but the list does not say by whom.
  if (state === "claimed" && holder === null) return false;
  const isHolder = slot.logins.some((login) => login.toLowerCase() === holder?.toLowerCase());
  return state === "done" || !isHolder;
}

/** What is known of a list once only these changes are left to be decided. */
export function knownList(
  items: readonly ListItem[],
  left: readonly ListChange[],
  known: readonly ListedSlot[] = [],
): ListedSlot[] {
  const open = new Set(left.map((one) => slotKey(one.name)));
  const before = new Map(known.map((one) => [slotKey(one.name), one]));
  return distinctItems(readingsOf(items).flatMap((read) => read.slots)).flatMap((one) => {
    const key = slotKey(one.name);
    return open.has(key) ? (before.get(key) ?? []) : one;
  });
}
