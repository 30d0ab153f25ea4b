import type { Draft } from "./draft";
import { addressOfIssue, isIssueAddress, nameKey, repositoryOf } from "./references";
import type { ListDoubt, ListedTask, ListPiece } from "./types";

/**
 * Leaves out paragraphs that a clearer list around them shows to be introductions, and, in a text with a list for newcomers, the
 * checkboxes outside of any list (a README's roadmap).
 */
function keepTasks(all: readonly Draft[]): Draft[] {
  const hasNewcomers = all.some((draft) => draft.place === "newcomers");
  const drafts = hasNewcomers ? all.filter((draft) => draft.place !== "outside") : all;
  const clearSections = new Set(drafts.filter((draft) => !draft.isWeak).map((draft) => draft.section));
  const listedGroups = new Set(
    drafts.filter((draft) => draft.form === "item" || draft.form === "row").map((draft) => draft.group),
  );
  return drafts.filter((draft) => {
    if (draft.title === "") return false;
    if (draft.form !== "paragraph") return true;
    if (draft.isWeak && clearSections.has(draft.section)) return false;
    return !listedGroups.has(draft.group) || draft.ownUrl !== null;
  });
}

/** How texts spell a repository's name ("layotto" → "Layotto"): the first spelling with a capital, else the first one. */
function spellings(texts: Iterable<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const text of texts) {
    for (const word of text.slice(0, 400).match(/[A-Za-z][\w.-]*/gu) ?? []) {
      const key = nameKey(word);
      const known = found.get(key);
      if (known === undefined || (/[A-Z]/u.test(word) && !/[A-Z]/u.test(known))) found.set(key, word);
    }
  }
  return found;
}

/**
 * Turns drafts into tasks: a task's own link wins over its group's; the project is the list's own word, else the heading's,
 * else the linked repository's name as the text spells it (marked). `home` is the repository of the whole text, when all its links agree.
 */
export function settleDrafts(
  drafts: readonly Draft[],
  pieces: readonly ListPiece[],
  home: { owner: string; name: string } | null,
): ListedTask[] {
  const kept = keepTasks(drafts);
  const isUnnamed = kept.some((draft) => draft.project === null);
  // The list's own words come first; a post's other parts name the same projects.
  const words = spellings(
    isUnnamed
      ? [...kept.map((draft) => `${draft.title} ${draft.sectionName ?? ""}`), ...pieces.map((piece) => piece.text)]
      : [],
  );
  return kept.map((draft) => {
    const unsure = new Set<ListDoubt>(draft.doubts);
    const before = draft.urlBefore;
    const groupUrl =
      before !== null && (isIssueAddress(before) || draft.urlAfter === null) ? before : (draft.urlAfter ?? before);
    let referenceUrl = draft.ownUrl;
    if (referenceUrl === null && draft.issue) {
      referenceUrl = addressOfIssue(draft.issue, (groupUrl ? repositoryOf(groupUrl) : null) ?? home);
      if (referenceUrl === null) unsure.add("reference_without_repository");
    }
    referenceUrl ??= groupUrl;
    if (referenceUrl === null && !unsure.has("reference_without_repository")) unsure.add("no_reference");
    let project = draft.project;
    if (project === null) {
      const repository = referenceUrl ? repositoryOf(referenceUrl) : null;
      const heading = draft.sectionName;
      if (repository) {
        const key = nameKey(repository.name);
        project = heading !== null && nameKey(heading) === key ? heading : (words.get(key) ?? repository.name);
        if (project !== heading) unsure.add("project_from_link");
      } else if (heading !== null) {
        project = heading;
        unsure.add("project_from_heading");
      } else unsure.add("no_project");
    }
    const difficulty = draft.difficulty?.level ?? null;
    if (draft.difficulty && difficulty === null) unsure.add("difficulty_unclear");
    else if (draft.difficulty?.isGuess) unsure.add("difficulty_guessed");
    else if (!draft.difficulty) unsure.add("no_difficulty");
    const tags = [...new Set(draft.tags)];
    return {
      project,
      difficulty,
      title: draft.title,
      referenceUrl,
      state: draft.state,
      holder: draft.holder,
      tags,
      under: draft.under,
      line: draft.line,
      unsure: [...unsure],
    };
  });
}
