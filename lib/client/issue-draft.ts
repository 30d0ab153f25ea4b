import { mostTags } from "../domain/inputs";
import type { IssueDraftView } from "../domain/repositories";
import type { ImportItemView } from "../domain/views";
import { mostSlots } from "./slot-draft";
import { type TaskDraft, withFieldOf } from "./task-draft";

/** What an issue says about a task that can be in the way of what was typed. */
export const issueFields = ["title", "why", "difficulty"] as const;
export type IssueField = (typeof issueFields)[number];

const pathOf = ({ locale }: Pick<IssueDraftView, "locale">, field: IssueField) =>
  field === "difficulty" ? field : (`texts.${locale}.${field}` as const);

function typedIn(draft: TaskDraft, issue: Pick<IssueDraftView, "locale">, field: IssueField): string {
  return field === "difficulty" ? (draft.difficulty ?? "") : draft.texts[issue.locale][field].trim();
}

/** The form with all that an issue says; tags and links are added to those that are there. */
function ofIssue(draft: TaskDraft, { locale, title, text, difficulty, tags, url }: IssueDraftView): TaskDraft {
  const texts = { ...draft.texts[locale], title, why: text ?? draft.texts[locale].why };
  return {
    ...draft,
    texts: { ...draft.texts, [locale]: texts },
    difficulty: difficulty ?? draft.difficulty,
    tags: [...new Set([...draft.tags, ...tags])].slice(0, mostTags),
    links: [...new Set([...draft.links, url])],
  };
}

/** What someone has typed and an issue would replace with something else. */
export function inTheWay(draft: TaskDraft, issue: IssueDraftView): IssueField[] {
  const filled = ofIssue(draft, issue);
  return issueFields.filter((field) => {
    const typed = typedIn(draft, issue, field);
    return typed !== "" && typed !== typedIn(filled, issue, field);
  });
}

/** Fills a form from an issue; what is typed already stays as it is unless it is to be replaced. */
export function fillFromIssue(draft: TaskDraft, issue: IssueDraftView, isReplacing: boolean): TaskDraft {
  const filled = ofIssue(draft, issue);
  if (isReplacing) return filled;
  return inTheWay(draft, issue).reduce((form, field) => withFieldOf(form, draft, pathOf(issue, field)), filled);
}

/** An item of a checklist that becomes a slot. */
export interface ListedSlot {
  name: string;
  state: "open" | "claimed" | "done";
  /** As the list names them. */
  holder: string | null;
}

const longestName = 80;

/**
 * The items of a list as slots of one task: short names without references of their own. Null where it is no such list,
 * or where nothing is left to do.
 */
export function listedSlots(
  items: readonly Pick<ImportItemView, "title" | "state" | "holder" | "referenceUrl">[],
): ListedSlot[] | null {
  const slots: ListedSlot[] = [];
  for (const { title, state, holder } of items) {
    const isKnown = slots.some((one) => one.name.toLowerCase() === title.toLowerCase());
    if (!isKnown) slots.push({ name: title, state: state ?? "open", holder });
  }
  const references = new Set(items.flatMap((item) => item.referenceUrl ?? []));
  const isList = slots.length > 1 && slots.length <= mostSlots && references.size < 2;
  const isShort = slots.every((slot) => slot.name.length <= longestName);
  return isList && isShort && slots.some((slot) => slot.state !== "done") ? slots : null;
}

/** The name of a slot that says who has it by the list; without them where there is no room. */
export function nameWithHolder({ name, holder }: ListedSlot): string {
  const named = `${name} (@${holder})`;
  return holder === null || named.length > longestName ? name : named;
}
