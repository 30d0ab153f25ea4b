import type { ListContext } from "./context";
import { type ReadDifficulty, readDifficulty, takeDifficulty } from "./difficulty";
import { bareLabel, isNameLike, isProse, isTopic, readsAsTask } from "./names";
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

/** A title whose own level, holder or state stands on the lines right under it, as in "任务一：…" then "难度：简单". */
export function isOverProperties(pieces: readonly ListPiece[], index: number): boolean {
  const title = pieces[index];
  if (!title || title.owner >= 0 || readProperty(title.text)) return false;
  const label = bareLabel(title.text);
  if ((isNameLike(label) && !readsAsTask(label)) || isProse(title.text, false)) return false;
  for (let next = index + 1; next < Math.min(index + 7, pieces.length); next += 1) {
    const piece = pieces[next];
    const property = piece && piece.kind !== "heading" ? readProperty(piece.text) : null;
    const isAttached = title.isBold || title.kind === "heading" || piece?.line === title.line + (next - index);
    if (!property || !isAttached || property.key === "project") return false;
    if (property.key === "difficulty" || property.key === "holder" || property.key === "state") return true;
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

/** A label that names a project and a level at once: "Kestrel - Easy", "Kestrel（简单）". */
export function readGradedProject(
  label: string,
  context: ListContext,
): { project: string; difficulty: ReadDifficulty } | null {
  if (label.length > 60) return null;
  const { rest, difficulty } = takeDifficulty(label, []);
  const project = bareLabel(rest);
  const isName = isNameLike(project) && !isTopic(project) && !readsAsTask(project);
  return difficulty && isName && (context.isKnown(project) || isProperName(project)) ? { project, difficulty } : null;
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

/** A line in an item that is no explanation of it: a level, a project's name or a Chinese title under a bullet without indentation. */
export function standsAlone(pieces: readonly ListPiece[], index: number, context: ListContext): boolean {
  const piece = pieces[index];
  if (!piece?.isUnindented || readProperty(piece.text) || isReferenceLabel(piece.text)) return false;
  if (readDifficulty(piece.text)) return true;
  if (isNameLike(bareLabel(piece.text)) && leadsToDifficulty(pieces, index, context)) return true;
  return /\p{Script=Han}/u.test(piece.text) && piece.links.length === 0 && !isProse(piece.text, true);
}
