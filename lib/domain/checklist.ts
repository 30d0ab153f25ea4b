import { visibleLine } from "./inputs";

/** What a list says of one of its items, which is, or becomes, a slot of a task. */
export interface ListedSlot {
  name: string;
  state: "open" | "claimed" | "done";
  /** As the list names them, without "@". */
  holder: string | null;
}

/** An item as the reader of lists gives it. */
export interface ListItem {
  title: string;
  state: ListedSlot["state"] | null;
  holder: string | null;
  referenceUrl: string | null;
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

/** The items of a list that can be slots, each name once. */
export function distinctItems(items: readonly Omit<ListItem, "referenceUrl">[]): ListedSlot[] {
  const seen = new Set<string>();
  return items.flatMap(({ title, state, holder }) => {
    const name = visibleLine(title);
    const key = slotKey(name);
    if (key === "" || name.length > longestName || seen.has(key)) return [];
    seen.add(key);
    return [{ name, state: state ?? "open", holder }];
  });
}

/** What a form has whoever opens an issue tick: "I have searched …", "我已经…". Nobody claims that. */
const statement = /^(?:(?:i|we|you)(?:['’](?:m|ve|ll|d|re))?\s|我|本人|您|你)/i;

/**
 * The items of a list as slots of one task: short names without references of their own. Null where it is no such list,
 * or where nothing is left to do.
 */
export function listedSlots(items: readonly ListItem[]): ListedSlot[] | null {
  const slots = distinctItems(items);
  // What is ticked often names the pull request that did it.
  const references = new Set(items.flatMap((item) => (item.state === "done" ? [] : (item.referenceUrl ?? []))));
  const isList = slots.length > 1 && slots.length <= mostSlots && references.size < 2;
  const isShort = items.every((item) => item.title.length <= longestName);
  const isAsked = items.some((item) => statement.test(item.title));
  return isList && isShort && !isAsked && slots.some((slot) => slot.state !== "done") ? slots : null;
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
  const slots = distinctItems(items);
  // Another list, in an issue whose task has slots of its own.
  if (!slots.some((one) => byKey.has(slotKey(one.name)))) return [];
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
  return distinctItems(items).flatMap((one) => {
    const key = slotKey(one.name);
    return open.has(key) ? (before.get(key) ?? []) : one;
  });
}
