import { and, asc, eq } from "drizzle-orm";
import type { Source } from "../../../db/database";
import { visibleLine } from "../../domain/inputs";
import { type LabelRule, readLabels } from "../../domain/labels";
import { languageOf } from "../../domain/language";
import { type FollowedField, followedFields, type TakenOver } from "../../domain/repositories";
import type { Locale } from "../../domain/words";
import type { GitHubIssue } from "../../github/replies";

/** Characters, as `taskTextInput` has them. */
const longestTitle = 200;
const longestText = 20_000;

/** What an issue says in the words of a task. */
export interface IssueContent extends TakenOver {
  isTask: boolean;
  locale: Locale;
}

/** Reads an issue with the repository's rule. */
export function contentOf(
  rule: LabelRule,
  issue: Pick<GitHubIssue, "title" | "body" | "labels" | "number">,
): IssueContent {
  const { isTask, difficulty, tags } = readLabels(rule, issue.labels);
  const title = cut(visibleLine(issue.title), longestTitle) || `#${issue.number}`;
  const why = textOf(issue.body);
  return { isTask, locale: languageOf(`${title}\n\n${why ?? ""}`), title, why, difficulty, tags: [...tags].sort() };
}

/** Markdown as it may be kept: without the comments of issue templates and without invisible characters. */
export function textOf(body: string | null): string | null {
  const text = (body ?? "")
    .replace(/<!--[\s\S]*?(?:-->|$)/g, "")
    .replace(/\r\n?/g, "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "")
    .trim();
  return cut(text, longestText) || null;
}

function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** What the task says now, in the issue's language. */
export async function ownContent(source: Source, number: number, locale: Locale): Promise<TakenOver> {
  const { task, taskText, taskTag, tag } = source.tables;
  const [[row], [text], tags] = await Promise.all([
    source.db.select({ difficulty: task.difficulty }).from(task).where(eq(task.number, number)),
    source.db
      .select({ title: taskText.title, why: taskText.why })
      .from(taskText)
      .where(and(eq(taskText.taskNumber, number), eq(taskText.locale, locale))),
    source.db
      .select({ slug: tag.slug })
      .from(taskTag)
      .innerJoin(tag, eq(tag.id, taskTag.tagId))
      .where(eq(taskTag.taskNumber, number))
      .orderBy(asc(tag.slug)),
  ]);
  return {
    title: text?.title ?? "",
    why: text?.why ?? null,
    difficulty: row?.difficulty ?? null,
    tags: tags.map((one) => one.slug).sort(),
  };
}

/**
 * The base of a task that was here before its issue came: what is empty here is filled, and where both say something
 * else a maintainer decides.
 */
export const nothingTaken: TakenOver = { title: "", why: null, difficulty: null, tags: [] };

/** Whether both say the same in every field. */
export function isSameContent(a: TakenOver, b: TakenOver): boolean {
  return followedFields.every((field) => JSON.stringify(a[field]) === JSON.stringify(b[field]));
}

/** What became of each field since it was last taken over. */
export interface Merge {
  /** Only the issue has changed: the task follows. */
  take: FollowedField[];
  /** Both have, and not to the same: a maintainer decides. */
  differs: FollowedField[];
  /** The base for next time: as the issue is, but for fields on which a maintainer has yet to decide. */
  base: TakenOver;
}

/** Compares an issue and a task with what they last agreed on. What a maintainer has changed is never overwritten. */
export function mergeContent(base: TakenOver, theirs: TakenOver, ours: TakenOver): Merge {
  const merge: Merge = { take: [], differs: [], base: { ...base } };
  const same = (a: TakenOver, b: TakenOver, field: FollowedField) =>
    JSON.stringify(a[field]) === JSON.stringify(b[field]);
  for (const field of followedFields) {
    if (same(theirs, base, field)) continue;
    if (same(ours, base, field)) merge.take.push(field);
    else if (!same(ours, theirs, field)) {
      merge.differs.push(field);
      continue;
    }
    Object.assign(merge.base, { [field]: theirs[field] });
  }
  return merge;
}

/** The fields of an edit that takes these over. */
export function editOf(fields: readonly FollowedField[], theirs: TakenOver, locale: Locale) {
  const text = {
    ...(fields.includes("title") ? { title: theirs.title } : {}),
    ...(fields.includes("why") ? { why: theirs.why } : {}),
  };
  return {
    ...(Object.keys(text).length > 0 ? { texts: { [locale]: text } } : {}),
    ...(fields.includes("difficulty") ? { difficulty: theirs.difficulty } : {}),
    ...(fields.includes("tags") ? { tags: theirs.tags } : {}),
  };
}
