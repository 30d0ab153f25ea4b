import type { LabelRule } from "../domain/labels";
import type { RepositoryView } from "../domain/repositories";
import type { Difficulty } from "../domain/words";

/** A rule for labels as a form holds it: what was typed. */
export interface LabelRuleDraft {
  /** One label a line. */
  task: string;
  difficulty: DifficultyRow[];
  defaultDifficulty: Difficulty | null;
  /** One beginning a line. */
  tagPrefixes: string;
  plainWords: boolean;
}

export interface DifficultyRow {
  /** Tells the rows of one form apart. */
  key: string;
  label: string;
  is: Difficulty;
}

export const labelRuleFields = ["task", "difficulty", "defaultDifficulty", "tagPrefixes", "plainWords"] as const;
export type LabelRuleField = (typeof labelRuleFields)[number];

/** How a repository is followed, as a form shows it. */
export function draftOfRule({ rule, plainWords }: Pick<RepositoryView, "rule" | "plainWords">): LabelRuleDraft {
  return {
    task: rule.task.join("\n"),
    difficulty: rule.difficulty.map((one, index) => ({ key: `${index}`, ...one })),
    defaultDifficulty: rule.defaultDifficulty,
    tagPrefixes: rule.tagPrefixes.join("\n"),
    plainWords,
  };
}

/** The rule that a form holds; empty lines and rows count as absent. Whether it makes sense, the server says. */
export function ruleOfDraft({ task, difficulty, defaultDifficulty, tagPrefixes }: LabelRuleDraft): LabelRule {
  return {
    task: linesOf(task),
    difficulty: difficulty.flatMap(({ label, is }) => (label.trim() ? [{ label: label.trim(), is }] : [])),
    defaultDifficulty,
    tagPrefixes: linesOf(tagPrefixes),
  };
}

/** A text with one more line, unless it has it already. */
export function withLine(text: string, line: string): string {
  const lines = linesOf(text);
  const same = (one: string) => one.toLowerCase() === line.toLowerCase();
  return lines.some(same) ? text : [...lines, line].join("\n");
}

/** A row for a label that is to be added. */
export function newDifficultyRow(): DifficultyRow {
  const key = `new${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
  return { key, label: "", is: "easy" };
}

/** The value of a field as it counts. */
function meant(draft: LabelRuleDraft, field: LabelRuleField): unknown {
  return field === "plainWords" ? draft.plainWords : ruleOfDraft(draft)[field];
}

/** The fields in which two drafts mean something else. */
export function ruleDifferences(a: LabelRuleDraft, b: LabelRuleDraft): LabelRuleField[] {
  return labelRuleFields.filter((field) => JSON.stringify(meant(a, field)) !== JSON.stringify(meant(b, field)));
}

/**
 * Two people changed the same rule. Fields that only they changed are taken over; `disputed` are those that both
 * changed to something else, still as I have them.
 */
export function mergeRuleDrafts(base: LabelRuleDraft, mine: LabelRuleDraft, theirs: LabelRuleDraft) {
  const byMe = new Set(ruleDifferences(base, mine));
  const apart = new Set(ruleDifferences(mine, theirs));
  const byThem = ruleDifferences(base, theirs);
  const takenOver = byThem.filter((field) => !byMe.has(field));
  const disputed = byThem.filter((field) => byMe.has(field) && apart.has(field));
  const merged = takenOver.reduce((draft, field) => withRuleField(draft, theirs, field), mine);
  return { merged, takenOver, disputed };
}

/** The draft with one field taken from another. */
export function withRuleField(draft: LabelRuleDraft, from: LabelRuleDraft, field: LabelRuleField): LabelRuleDraft {
  return { ...draft, [field]: from[field] };
}

/** A complaint about a rule: at which of its fields, and about which label. */
export interface RuleFault {
  field: LabelRuleField;
  label: string | null;
  sentence: string;
}

/** `rule.task.2` → the field, and the label that is meant. The first complaint about each field. */
export function ruleFaults(sentences: Record<string, string>, rule: LabelRule): RuleFault[] {
  const faults: RuleFault[] = [];
  for (const [path, sentence] of Object.entries(sentences)) {
    const [, name, index] = /^rule\.(\w+)(?:\.(\d+))?/.exec(path) ?? [];
    const field = labelRuleFields.find((one) => one === name);
    if (!field || faults.some((fault) => fault.field === field)) continue;
    const at = Number(index ?? Number.NaN);
    const label = field === "difficulty" ? rule.difficulty[at]?.label : valuesOf(rule, field)[at];
    faults.push({ field, label: label ?? null, sentence });
  }
  return faults;
}

function valuesOf(rule: LabelRule, field: LabelRuleField): readonly string[] {
  return field === "task" || field === "tagPrefixes" ? rule[field] : [];
}

function linesOf(text: string): string[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter(Boolean);
}
