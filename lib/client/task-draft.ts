import type { CreateTaskInput, EditTaskInput } from "../domain/inputs";
import type { TaskView } from "../domain/views";
import type { Difficulty, Locale } from "../domain/words";
import { locales } from "../domain/words";
import { slotNames } from "./slot-draft";

export const textFields = ["title", "why", "where", "doneWhen"] as const;
export type TextField = (typeof textFields)[number];

/** A task as a form holds it: every text is there, empty where the task has none. */
export interface TaskDraft {
  /** A project's slug; empty until one is chosen. */
  project: string;
  difficulty: Difficulty | null;
  texts: Record<Locale, Record<TextField, string>>;
  /** Names as they were typed, or slugs. */
  tags: string[];
  /** Logins. */
  mentors: string[];
  /** Addresses. */
  links: string[];
  /** The names of a new task's slots, as they were typed. Those of a task that exists have an editor of their own. */
  slots: string;
}

/** What a form can change, each with a name of its own: `texts.zh.why`, `tags`. */
export type DraftField = "difficulty" | "tags" | "mentors" | "links" | "slots" | `texts.${Locale}.${TextField}`;

export const draftFields: readonly DraftField[] = [
  ...locales.flatMap((locale) => textFields.map((field) => `texts.${locale}.${field}` as const)),
  "difficulty",
  "tags",
  "mentors",
  "links",
  "slots",
];

const noTexts = { title: "", why: "", where: "", doneWhen: "" };

export function emptyDraft(project = ""): TaskDraft {
  return {
    project,
    difficulty: null,
    texts: { zh: noTexts, en: noTexts },
    tags: [],
    mentors: [],
    links: [],
    slots: "",
  };
}

/** A task as a form shows it. */
export function draftOf(task: TaskView): TaskDraft {
  const textsIn = (locale: Locale) => {
    const { title, why, where, doneWhen } = task.texts[locale];
    return { title: title ?? "", why: why ?? "", where: where ?? "", doneWhen: doneWhen ?? "" };
  };
  return {
    project: task.project.slug,
    difficulty: task.difficulty,
    texts: { zh: textsIn("zh"), en: textsIn("en") },
    tags: task.tags.map((tag) => tag.slug),
    mentors: task.mentors.map((mentor) => mentor.login),
    links: task.links.filter((link) => link.claimId === null).map((link) => link.url),
    slots: "",
  };
}

/** The value of one field. */
export function fieldOf(draft: TaskDraft, field: DraftField): string | string[] | null {
  if (field === "difficulty" || field === "tags" || field === "mentors" || field === "links") return draft[field];
  // A draft that was kept before there were slots has none.
  if (field === "slots") return draft.slots ?? "";
  const [, locale, name] = field.split(".") as ["texts", Locale, TextField];
  return draft.texts[locale][name];
}

/** The draft with one field taken from another. */
export function withFieldOf(draft: TaskDraft, from: TaskDraft, field: DraftField): TaskDraft {
  if (field === "difficulty" || field === "tags" || field === "mentors" || field === "links" || field === "slots") {
    return { ...draft, [field]: from[field] };
  }
  const [, locale, name] = field.split(".") as ["texts", Locale, TextField];
  const texts = { ...draft.texts[locale], [name]: from.texts[locale][name] };
  return { ...draft, texts: { ...draft.texts, [locale]: texts } };
}

function isSame(a: TaskDraft, b: TaskDraft, field: DraftField): boolean {
  const plain = (value: string | string[] | null) =>
    JSON.stringify(typeof value === "string" ? value.replace(/\r\n?/g, "\n").trim() : value);
  return plain(fieldOf(a, field)) === plain(fieldOf(b, field));
}

/** The fields in which two drafts differ; spaces around a text do not count. */
export function differences(a: TaskDraft, b: TaskDraft): DraftField[] {
  return draftFields.filter((field) => !isSame(a, b, field));
}

const isTitle = (path: string) => /^texts\.\w+\.title$/.test(path);

/**
 * The errors (path, as in `tags.0`, → sentence) of fields that are still as they were when the draft was refused. A title
 * in one language is enough for both.
 */
export function standingErrors(
  errors: Record<string, string>,
  refused: TaskDraft,
  draft: TaskDraft,
): Record<string, string> {
  const changed = [...differences(refused, draft), ...(refused.project === draft.project ? [] : ["project"])];
  const isChanged = (path: string) =>
    changed.some(
      (field) =>
        `${path}.`.startsWith(`${field}.`) || field.startsWith(`${path}.`) || (isTitle(field) && isTitle(path)),
    );
  return Object.fromEntries(Object.entries(errors).filter(([path]) => !isChanged(path)));
}

/**
 * Two people changed the same task. Fields that only they changed are taken over; `disputed` are those that both
 * changed to something else, still with my value.
 */
export function mergeDrafts(
  base: TaskDraft,
  mine: TaskDraft,
  theirs: TaskDraft,
): { merged: TaskDraft; disputed: DraftField[]; takenOver: DraftField[] } {
  let merged = mine;
  const disputed: DraftField[] = [];
  const takenOver: DraftField[] = [];
  for (const field of differences(base, theirs)) {
    if (isSame(base, mine, field)) {
      merged = withFieldOf(merged, theirs, field);
      takenOver.push(field);
    } else if (!isSame(mine, theirs, field)) disputed.push(field);
  }
  return { merged, disputed, takenOver };
}

/** What is sent to add the task: empty fields are left out. */
export function createInput(draft: TaskDraft): CreateTaskInput {
  const slots = slotNames(draft.slots ?? "");
  const texts: CreateTaskInput["texts"] = {};
  for (const locale of locales) {
    const given = Object.entries(draft.texts[locale]).filter(([, value]) => value.trim() !== "");
    if (given.length > 0) texts[locale] = Object.fromEntries(given);
  }
  return {
    project: draft.project,
    difficulty: draft.difficulty,
    texts,
    ...(draft.tags.length > 0 ? { tags: draft.tags } : {}),
    ...(draft.mentors.length > 0 ? { mentors: draft.mentors } : {}),
    ...(draft.links.length > 0 ? { links: draft.links } : {}),
    ...(slots.length > 0 ? { slots } : {}),
  };
}

/** What is sent to edit the task: only the fields that differ from `base`. Null when none does. */
export function editInput(base: TaskDraft, draft: TaskDraft, task: { number: number; revision: number }) {
  const changed = differences(base, draft);
  if (changed.length === 0) return null;
  const { number, revision } = task;
  const input: EditTaskInput = { number, revision };
  const texts: NonNullable<EditTaskInput["texts"]> = {};
  for (const field of changed) {
    if (field === "difficulty") input.difficulty = draft.difficulty;
    else if (field === "tags" || field === "mentors" || field === "links") input[field] = draft[field];
    else if (field !== "slots") {
      const [, locale, name] = field.split(".") as ["texts", Locale, TextField];
      texts[locale] = { ...texts[locale], [name]: draft.texts[locale][name].trim() || null };
    }
  }
  return Object.keys(texts).length > 0 ? { ...input, texts } : input;
}
