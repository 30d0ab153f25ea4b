import { noteClaimInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { record } from "../record";
import { asHolder } from "../rights";
import { changeTask } from "../tasks/change";
import { openClaim, writeClock } from "./open";

/**
 * Says in the timeline how the work is going; by the claim's holder.
 * @throws AppError invalid, claim_ended, not_found, unauthenticated, forbidden
 */
export async function noteClaim(context: Context, input: unknown): Promise<ChangeView> {
  const { id, note } = parseInput(noteClaimInput, input);
  return changeTask(context, async (tx) => {
    const row = await openClaim(tx, id);
    const by = asHolder(context, row);
    await writeClock(tx, id, row, context.now());
    await record(tx, context, by, {
      kind: "claim.noted",
      task: row.taskNumber,
      projectId: row.projectId,
      claimId: id,
      details: { note },
    });
    return { number: row.taskNumber, claimId: id };
  });
}
