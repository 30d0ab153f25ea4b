import { eq } from "drizzle-orm";
import { tickStepInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { asHolder } from "../rights";
import { readTask } from "../tasks/read";
import { openClaim } from "./open";

/**
 * Ticks a step on the way to the pull request off, or takes the tick back; by the claim's holder. It is a note to
 * oneself: no event, no sign of activity, and the task stays where it stands.
 * @throws AppError claim_ended, not_found, unauthenticated, forbidden
 */
export async function tickStep(context: Context, input: unknown): Promise<ChangeView> {
  const { id, step, isDone } = parseInput(tickStepInput, input);
  const number = await context.database.transaction(async (tx) => {
    const { claim } = tx.tables;
    const row = await openClaim(tx, id);
    asHolder(context, row);
    const others = row.steps.filter((one) => one !== step);
    await tx.db
      .update(claim)
      .set({ steps: isDone ? [...others, step] : others })
      .where(eq(claim.id, id));
    return row.taskNumber;
  });
  return { task: await readTask(context, number), claimId: id, eventId: null };
}
