import { isAppError } from "../../domain/errors";
import type { GitHubCause } from "../../domain/words";
import type { Context } from "../context";
import { reopenTask } from "../tasks/reopen";
import { asGitHub } from "./as";

/** A task that is over begins anew; one that is open stays as it is. */
export async function begin(context: Context, number: number, cause: GitHubCause): Promise<void> {
  try {
    await reopenTask(asGitHub(context, null, cause), { number });
  } catch (error) {
    // It is open: a maintainer was faster.
    if (!isAppError(error) || error.code !== "invalid") throw error;
  }
}
