import { mostTags } from "../domain/inputs";
import type { IssueDraftView } from "../domain/repositories";
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
