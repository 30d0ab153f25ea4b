import { listedStatus } from "./status";
import type { BoardCounts, ProjectRefView, TagView, TaskCardView } from "./views";
import { type Difficulty, difficulties, type ListedStatus, listedStatuses } from "./words";

/** The board's filters. All of them live in the address: `/?difficulty=easy&project=layotto&q=测试`. */
export interface BoardFilters {
  /** `unrated`: tasks whose list gave no difficulty. */
  difficulty: Difficulty | "unrated" | null;
  /** A project's slug. */
  project: string | null;
  /** `dormant`: open, but nobody has said for long that it is still wanted. */
  status: ListedStatus | "all";
  /** A tag's slug. */
  tag: string | null;
  hasMentor: boolean;
  /** Free text in Chinese or English; every word must be found. */
  q: string;
  sort: TaskSort;
  view: "columns" | "list";
}

export const taskSorts = ["newest", "oldest", "updated"] as const;
export type TaskSort = (typeof taskSorts)[number];

export const noFilters: BoardFilters = {
  difficulty: null,
  project: null,
  status: "open",
  tag: null,
  hasMentor: false,
  q: "",
  sort: "newest",
  view: "columns",
};

/** Longest search that is looked at; the rest is cut off. */
export const searchLimit = 100;

const slug = /^[\p{L}\p{N}][\p{L}\p{N}._+-]{0,59}$/u;

/**
 * Reads filters from an address. An unknown or wrong value counts as absent: an old or mistyped link still shows a
 * board. The API refuses such values instead (`wrongFilters`).
 */
export function readFilters(search: URLSearchParams): BoardFilters {
  const pick = <Value extends string>(name: string, values: readonly Value[]): Value | null => {
    const value = search.get(name);
    return values.find((known) => known === value) ?? null;
  };
  const name = (key: string) => {
    const value = search.get(key) ?? "";
    return slug.test(value) ? value : null;
  };
  return {
    difficulty: pick("difficulty", [...difficulties, "unrated"] as const),
    project: name("project"),
    status: pick("status", [...listedStatuses, "all"] as const) ?? noFilters.status,
    tag: name("tag"),
    hasMentor: search.get("mentor") === "yes",
    q: (search.get("q") ?? "").normalize("NFKC").replace(/\s+/g, " ").trim().slice(0, searchLimit),
    sort: pick("sort", taskSorts) ?? noFilters.sort,
    view: pick("view", ["columns", "list"] as const) ?? noFilters.view,
  };
}

/** Filters as a canonical query string without `?`; empty when nothing is filtered. */
export function writeFilters(filters: BoardFilters): string {
  const search = new URLSearchParams();
  if (filters.difficulty) search.set("difficulty", filters.difficulty);
  if (filters.project) search.set("project", filters.project);
  if (filters.status !== noFilters.status) search.set("status", filters.status);
  if (filters.tag) search.set("tag", filters.tag);
  if (filters.hasMentor) search.set("mentor", "yes");
  if (filters.q) search.set("q", filters.q);
  if (filters.sort !== noFilters.sort) search.set("sort", filters.sort);
  if (filters.view !== noFilters.view) search.set("view", filters.view);
  return search.toString();
}

/** The board's address with these filters. */
export function boardAddress(filters: BoardFilters, base = "/"): string {
  const search = writeFilters(filters);
  return search ? `${base}?${search}` : base;
}

/** Names of the query parameters whose values are wrong, for the API. */
export function wrongFilters(search: URLSearchParams, alsoKnown: readonly string[] = []): string[] {
  const known = ["difficulty", "project", "status", "tag", "mentor", "q", "sort", "view", ...alsoKnown];
  const read = readFilters(search);
  const wrong: string[] = [];
  for (const key of new Set(search.keys())) {
    const value = search.get(key) ?? "";
    if (!known.includes(key) || search.getAll(key).length > 1) wrong.push(key);
    else if (key === "difficulty" && value !== (read.difficulty ?? "")) wrong.push(key);
    else if (key === "status" && value !== read.status) wrong.push(key);
    else if (key === "sort" && value !== read.sort) wrong.push(key);
    else if (key === "view" && value !== read.view) wrong.push(key);
    else if (key === "mentor" && !["yes", "no", ""].includes(value)) wrong.push(key);
    else if ((key === "project" || key === "tag") && value !== (read[key] ?? "")) wrong.push(key);
    else if (key === "q" && value.length > searchLimit) wrong.push(key);
  }
  return wrong;
}

/** Lower case and NFKC, the form in which texts are searched. */
function foldText(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** The runs of a text that are searched: Latin words and numbers whole, CJK runs whole. */
function searchRuns(text: string): { run: string; isCjk: boolean }[] {
  const runs: { run: string; isCjk: boolean }[] = [];
  for (const [word] of foldText(text).matchAll(/[\p{L}\p{N}]+/gu)) {
    let run = "";
    let isCjk = false;
    for (const character of word) {
      const is = cjk.test(character);
      if (run && is !== isCjk) {
        runs.push({ run, isCjk });
        run = "";
      }
      run += character;
      isCjk = is;
    }
    if (run) runs.push({ run, isCjk });
  }
  return runs;
}

/**
 * The tokens under which a text is found: Latin words whole; CJK runs as bigrams, and each character alone so that a
 * search for one character finds it. The same tokens go into both engines (`architecture.md`, "Chinese search").
 */
export function searchTokens(text: string): string[] {
  const tokens: string[] = [];
  for (const { run, isCjk } of searchRuns(text)) {
    if (!isCjk) {
      tokens.push(run);
      continue;
    }
    const characters = [...run];
    for (const [index, character] of characters.entries()) {
      tokens.push(character);
      const next = characters[index + 1];
      if (next) tokens.push(character + next);
    }
  }
  return tokens;
}

/**
 * What a search asks for: every term must be found. A Latin term matches words that begin with it; a CJK run matches
 * where all its bigrams are found.
 */
export function searchTerms(query: string): { token: string; isPrefix: boolean }[] {
  const terms = new Map<string, boolean>();
  for (const { run, isCjk } of searchRuns(query)) {
    if (!isCjk) {
      terms.set(run, true);
      continue;
    }
    const characters = [...run];
    if (characters.length === 1) terms.set(run, false);
    for (let index = 0; index + 1 < characters.length; index += 1) {
      terms.set(`${characters[index]}${characters[index + 1]}`, false);
    }
  }
  return [...terms].slice(0, 24).map(([token, isPrefix]) => ({ token, isPrefix }));
}

/** What is searched of a task: both titles, project, tags, mentors and linked addresses, as its card shows them. */
export function searchedTexts(
  task: Pick<TaskCardView, "titles" | "project" | "tags" | "mentors"> & { labels: readonly (string | undefined)[] },
): string[] {
  return [
    task.titles.zh,
    task.titles.en,
    task.project.name,
    task.project.slug,
    ...task.tags.flatMap((tag) => [tag.names.zh, tag.names.en]),
    ...task.mentors.flatMap((mentor) => [mentor.login, mentor.name]),
    ...task.labels,
  ].filter((text): text is string => Boolean(text));
}

const cardTokens = new WeakMap<TaskCardView, string[]>();

function tokensOfCard(task: TaskCardView): string[] {
  let tokens = cardTokens.get(task);
  if (!tokens) {
    tokens = searchTokens(searchedTexts({ ...task, labels: [task.issue?.label, task.pullRequest?.label] }).join(" "));
    cardTokens.set(task, tokens);
  }
  return tokens;
}

type FilterName = "difficulty" | "project" | "status" | "tag" | "hasMentor" | "q";

/** Whether a task passes the filters, `except` one of them (that is how a filter's own counts are made). */
export function matches(task: TaskCardView, filters: BoardFilters, except?: FilterName): boolean {
  if (except !== "difficulty" && filters.difficulty && filters.difficulty !== (task.difficulty ?? "unrated"))
    return false;
  if (except !== "project" && filters.project && filters.project !== task.project.slug) return false;
  if (except !== "status" && filters.status !== "all" && filters.status !== listedStatus(task)) return false;
  if (except !== "tag" && filters.tag && !task.tags.some((tag) => tag.slug === filters.tag)) return false;
  if (except !== "hasMentor" && filters.hasMentor && task.mentors.length === 0) return false;
  if (except !== "q" && filters.q) {
    const tokens = tokensOfCard(task);
    const terms = searchTerms(filters.q);
    // A search without any letter or digit finds nothing, as on the server.
    if (terms.length === 0) return false;
    return terms.every(({ token, isPrefix }) =>
      tokens.some((known) => (isPrefix ? known.startsWith(token) : known === token)),
    );
  }
  return true;
}

/** Orders two tasks as the board does; what was published together stays in the order of its list. */
export function compareTasks(sort: TaskSort): (a: TaskCardView, b: TaskCardView) => number {
  const by = (key: "publishedAt" | "updatedAt", direction: 1 | -1) => (a: TaskCardView, b: TaskCardView) =>
    (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0) * direction || a.number - b.number;
  if (sort === "oldest") return by("publishedAt", 1);
  return by(sort === "updated" ? "updatedAt" : "publishedAt", -1);
}

/** The numbers beside the filters, over all tasks of a small instance: the server counts the same in SQL. */
export function countBoard(
  tasks: readonly TaskCardView[],
  filters: BoardFilters,
  known: { projects: readonly ProjectRefView[]; tags: readonly TagView[] },
): BoardCounts {
  const tally = (except: FilterName, keys: (task: TaskCardView) => string[]) => {
    const counts = new Map<string, number>();
    let all = 0;
    for (const task of tasks) {
      if (!matches(task, filters, except)) continue;
      all += 1;
      for (const key of keys(task)) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return { of: (key: string) => counts.get(key) ?? 0, all };
  };
  const difficulty = tally("difficulty", (task) => [task.difficulty ?? "unrated"]);
  const status = tally("status", (task) => [listedStatus(task)]);
  const project = tally("project", (task) => [task.project.slug]);
  const tag = tally("tag", (task) => task.tags.map((one) => one.slug));
  const mentored = tally("hasMentor", (task) => (task.mentors.length > 0 ? ["yes"] : []));
  return {
    total: tasks.reduce((sum, task) => sum + (matches(task, filters) ? 1 : 0), 0),
    isCapped: false,
    difficulty: [
      { value: "all", count: difficulty.all },
      ...difficulties.map((value) => ({ value, count: difficulty.of(value) })),
      { value: "unrated" as const, count: difficulty.of("unrated") },
    ],
    status: [
      ...listedStatuses.map((value) => ({ value, count: status.of(value) })),
      { value: "all" as const, count: status.all },
    ],
    project: [
      { value: "all", count: project.all, project: null },
      ...known.projects.map((one) => ({ value: one.slug, count: project.of(one.slug), project: one })),
    ],
    tag: [
      { value: "all", count: tag.all, tag: null },
      ...known.tags.map((one) => ({ value: one.slug, count: tag.of(one.slug), tag: one })),
    ],
    mentored: mentored.of("yes"),
  };
}
