import { defaultPolicy, type Policy } from "../../domain/policy";

/** A project's claim rules: the defaults with what it has changed. */
export function policyOf(project: { policy: Partial<Policy> }): Policy {
  return { ...defaultPolicy, ...project.policy };
}
