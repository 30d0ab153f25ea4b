import type { ListContext } from "./context";
import { readDifficulty } from "./difficulty";
import { bareLabel, isProse } from "./names";
import { isArticleAddress } from "./references";
import { isReferenceLabel, readProperty } from "./sections";
import type { ListDifficulty, ListPiece } from "./types";

const levels: readonly (ListDifficulty | null)[] = ["easy", "medium", "hard"];

/** Whether the next thing after a line is a difficulty, which makes the line a project's name rather than a last title. */
export function leadsToDifficulty(pieces: readonly ListPiece[], index: number, context: ListContext): boolean {
  const given = pieces[index];
  for (let next = index + 1; next < Math.min(index + 4, pieces.length); next += 1) {
    const piece = pieces[next];
    if (!piece || !given || piece.kind === "table") return false;
    const read = piece.box === null ? readDifficulty(piece.text) : null;
    if (read) {
      if (given.kind === "heading" || context.difficulty === null || piece.owner === index) return true;
      if (context.lastEvent === "reference" || context.lastEvent === "prose") return given.kind === "line";
      if (context.lastEvent !== "task" || given.kind === "item") return false;
      // Levels climb within a project; a line before an easier or equal level begins the next one.
      const climbs = levels.indexOf(read.level) > levels.indexOf(context.difficulty.level);
      return !climbs || /^\p{Lu}[\p{L}\d-]+$/u.test(bareLabel(given.text));
    }
    const isPointer = piece.links.length > 0 && isReferenceLabel(piece.text);
    if (!isPointer && !(piece.kind === "line" && isProse(piece.text, false))) return false;
  }
  return false;
}

/** A heading that nothing but its place calls a project: one or two capitalised words, no plural. */
export function isProperName(label: string): boolean {
  const words = label.split(/\s+/u);
  if (/\p{Script=Han}/u.test(label)) return false;
  return (
    words.length <= 2 &&
    words.every((word) => /^[\p{Lu}\d]/u.test(word) || /[\p{Lu}\d]/u.test(word)) &&
    !/[^s]s$/u.test(label)
  );
}

/** A line that is wholly a link to an article: what posts put after a list. */
export function isArticle(piece: ListPiece): boolean {
  const [only] = piece.links;
  return (
    piece.links.length === 1 &&
    only !== undefined &&
    isArticleAddress(only.url) &&
    piece.text.length <= only.label.length + 6
  );
}

/** A line in an item that is no explanation of it: a Chinese title put under a bullet without indentation. */
export function standsAlone(piece: ListPiece): boolean {
  return (
    piece.isUnindented &&
    /\p{Script=Han}/u.test(piece.text) &&
    !readProperty(piece.text) &&
    !isReferenceLabel(piece.text) &&
    piece.links.length === 0 &&
    !isProse(piece.text, true)
  );
}
