import { titleKey, titlesAreSimilar } from "../../lists/titles";

/** Pieces that more titles than this share say nothing about which of them is meant. */
const commonLimit = 200;
/** Titles that are compared word by word for one question. */
const candidateLimit = 20;

/**
 * Titles to find nearly equal ones among. Comparing every title of a list with every task would take the product of
 * both; titles that share few pairs of characters are not compared at all.
 */
export function createSimilarTitles<Of>() {
  const titles: { title: string; of: Of }[] = [];
  const withPair = new Map<string, number[]>();
  return {
    add(title: string, of: Of): void {
      const index = titles.push({ title, of }) - 1;
      for (const pair of pairs(title)) {
        const list = withPair.get(pair);
        if (list) list.push(index);
        else withPair.set(pair, [index]);
      }
    },
    /** A title that is nearly `title`. */
    find(title: string): { title: string; of: Of } | null {
      const shared = new Map<number, number>();
      for (const pair of pairs(title)) {
        const list = withPair.get(pair);
        if (!list || list.length > commonLimit) continue;
        for (const index of list) shared.set(index, (shared.get(index) ?? 0) + 1);
      }
      const candidates = [...shared].sort((a, b) => b[1] - a[1]).slice(0, candidateLimit);
      for (const [index] of candidates) {
        const candidate = titles[index];
        if (candidate && titlesAreSimilar(candidate.title, title)) return candidate;
      }
      return null;
    },
  };
}

/** The pairs of neighbouring characters in a title's key. */
function pairs(title: string): Set<string> {
  const characters = [...titleKey(title)];
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}
