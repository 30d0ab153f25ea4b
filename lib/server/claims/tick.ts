import { eq } from "drizzle-orm";
import { tickStepInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { asHolder } from "../rights";
import { changeTask } from "../tasks/change";
import { openClaim } from "./open";

/**
 * Ticks a step on the way to the pull request off, or takes the tick back; by the claim's holder. It is a note to
 * oneself: no event, and no sign of activity.
 * @throws AppError claim_ended, not_found, unauthenticated, forbidden
 */
export async function tickStep(context: Context, input: unknown): Promise<ChangeView> {
  const { id, step, isDone } = parseInput(tickStepInput, input);
  return changeTask(context, async (tx) => {
    const { claim } = tx.tables;
    const row = await openClaim(tx, id);
    asHolder(context, row);
    const others = row.steps.filter((one) => one !== step);
    await tx.db
      .update(claim)
      .set({ steps: isDone ? [...others, step] : others })
      .where(eq(claim.id, id));
    return { number: row.taskNumber, claimId: id };
  });
}
