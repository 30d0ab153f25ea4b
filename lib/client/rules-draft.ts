import type { Policy } from "../domain/policy";
import type { PlanRule } from "../domain/words";

/** The rules that are whole numbers, by the path under which the API names them. */
export const numberRules = [
  "leaseDays.easy",
  "leaseDays.medium",
  "leaseDays.hard",
  "reminderPart",
  "renewDays",
  "renewLimit",
  "resumeDays",
  "capBeforeFirst",
  "capAfterFirst",
  "offerHours",
  "neededForMedium",
  "neededForHard",
  "reconfirmDays",
  "hideDays",
  "answerDays",
] as const;
export type NumberRule = (typeof numberRules)[number];

export const draftRules = [...numberRules, "plan", "holderMayComplete"] as const;
export type DraftRule = (typeof draftRules)[number];

/** A project's rules as a form holds them: what was typed, also when it is no number yet. */
export type RulesDraft = Record<DraftRule, string>;

/** Rules as a form shows them. */
export function draftOfRules(policy: Policy): RulesDraft {
  const { leaseDays, plan, holderMayComplete, ...numbers } = policy;
  const typed = Object.fromEntries(Object.entries(numbers).map(([rule, value]) => [rule, String(value)]));
  return {
    ...(typed as Record<keyof typeof numbers, string>),
    "leaseDays.easy": String(leaseDays.easy),
    "leaseDays.medium": String(leaseDays.medium),
    "leaseDays.hard": String(leaseDays.hard),
    plan,
    holderMayComplete: holderMayComplete ? "yes" : "no",
  };
}

/** The rules that are no whole number yet. */
export function unreadable(draft: RulesDraft): NumberRule[] {
  return numberRules.filter((rule) => !/^\d{1,15}$/.test(draft[rule].trim()));
}

/** The rules that a form holds; null while one of them cannot be read. Whether they make sense, the server says. */
export function rulesOf(draft: RulesDraft): Policy | null {
  if (unreadable(draft).length > 0) return null;
  const number = (rule: NumberRule) => Number(draft[rule]);
  return {
    leaseDays: {
      easy: number("leaseDays.easy"),
      medium: number("leaseDays.medium"),
      hard: number("leaseDays.hard"),
    },
    reminderPart: number("reminderPart"),
    renewDays: number("renewDays"),
    renewLimit: number("renewLimit"),
    resumeDays: number("resumeDays"),
    capBeforeFirst: number("capBeforeFirst"),
    capAfterFirst: number("capAfterFirst"),
    offerHours: number("offerHours"),
    neededForMedium: number("neededForMedium"),
    neededForHard: number("neededForHard"),
    plan: draft.plan as PlanRule,
    reconfirmDays: number("reconfirmDays"),
    hideDays: number("hideDays"),
    answerDays: number("answerDays"),
    holderMayComplete: draft.holderMayComplete === "yes",
  };
}

/** The rules in which two drafts differ. */
export function draftDifferences(a: RulesDraft, b: RulesDraft): DraftRule[] {
  return draftRules.filter((rule) => a[rule].trim() !== b[rule].trim());
}

/**
 * Two people changed the rules of one project. What only they changed is taken over; `disputed` are the rules that both
 * changed to something else, still as I have them.
 */
export function mergeRules(
  base: RulesDraft,
  mine: RulesDraft,
  theirs: RulesDraft,
): { merged: RulesDraft; takenOver: DraftRule[]; disputed: DraftRule[] } {
  const byThem = draftDifferences(base, theirs);
  const byMe = new Set(draftDifferences(base, mine));
  const takenOver = byThem.filter((rule) => !byMe.has(rule));
  const disputed = byThem.filter((rule) => byMe.has(rule) && mine[rule].trim() !== theirs[rule]);
  const taken = Object.fromEntries(takenOver.map((rule) => [rule, theirs[rule]]));
  return { merged: { ...mine, ...taken }, takenOver, disputed };
}
