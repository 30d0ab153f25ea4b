import type { GitHubCause } from "../../domain/words";
import type { ActingPerson, Context } from "../context";

/** The context in which something that happened at GitHub is followed: by the person who did it, or by nobody in particular. */
export function asGitHub(context: Context, person: ActingPerson | null, cause?: GitHubCause): Context {
  const { cause: _, ...rest } = context;
  return { ...rest, actor: { kind: "github", person }, ...(cause ? { cause } : {}) };
}
