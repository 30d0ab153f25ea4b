import { defaultPolicy, type Policy } from "./policy";

export type Rule = keyof Policy;

/** All rules, in the order in which they are told. */
export const rules = Object.keys(defaultPolicy) as Rule[];

/** The rules in which two policies differ. */
export function differingRules(a: Policy, b: Policy): Rule[] {
  return rules.filter((rule) => !isSame(a, b, rule));
}

function isSame(a: Policy, b: Policy, rule: Rule): boolean {
  if (rule !== "leaseDays") return a[rule] === b[rule];
  const { easy, medium, hard } = a.leaseDays;
  return easy === b.leaseDays.easy && medium === b.leaseDays.medium && hard === b.leaseDays.hard;
}

/** What of a policy a project has to keep: the rules it has changed. A default that changes later reaches the others. */
export function ownRules(policy: Policy): Partial<Policy> {
  return Object.fromEntries(differingRules(policy, defaultPolicy).map((rule) => [rule, policy[rule]]));
}
