import type { ListPiece } from "./types";

/** A piece with nothing said about it but what is given. */
export function makePiece(given: Partial<ListPiece>): ListPiece {
  // Written out, not spread: this runs for every line of a text, and spreading cost half of the reading time.
  return {
    text: given.text ?? "",
    links: given.links ?? [],
    codes: given.codes ?? [],
    isBold: given.isBold ?? false,
    isStruck: given.isStruck ?? false,
    kind: given.kind ?? "line",
    line: given.line ?? 1,
    level: given.level ?? 0,
    depth: given.depth ?? 0,
    box: given.box ?? null,
    isAlone: given.isAlone ?? true,
    isUnderlined: given.isUnderlined ?? false,
    isUnindented: given.isUnindented ?? false,
    hasChildren: given.hasChildren ?? false,
    hasBoxedChildren: given.hasBoxedChildren ?? false,
    owner: given.owner ?? -1,
    rows: given.rows ?? [],
  };
}

/** Reads a checkbox that the parser left in the text: "[ ] …", "［x］…", "☑ …". */
export function takeBox(text: string): { text: string; box: boolean | null } {
  const found = /^(?:[[［]\s?([ xX✓✔√]?)\s?[\]］](?!\()|([☐☑☒]))\s*(?=\S)/u.exec(text);
  if (!found) return { text, box: null };
  const mark = found[1] ?? found[2] ?? "";
  return { text: text.slice(found[0].length), box: mark.trim() !== "" && mark !== "☐" };
}

/** Joins a line to the one before when an editor wrapped a long Latin sentence: the next begins in lower case, nothing ended before. */
export function isWrapped(before: string, after: string, isItem: boolean): boolean {
  return (
    before.length >= (isItem ? 30 : 50) &&
    /[A-Za-z,)`"']$/u.test(before) &&
    /^[a-z(`"']/u.test(after) &&
    !/https?:\/\//iu.test(after)
  );
}
