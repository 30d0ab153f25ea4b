import { and, eq, isNull } from "drizzle-orm";
import { isUniqueViolation } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { moveClaimInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { record } from "../record";
import { asHolderOrMaintainer } from "../rights";
import { changeTask } from "../tasks/change";
import { openClaim } from "./open";
import { slotTaken } from "./taken";

/**
 * Moves a claim to another free slot of its task, with its clock and links; by its holder or a maintainer. The slot it
 * leaves is offered to the next in line.
 * @throws AppError slot_taken, slot_offered, not_found (claim or slot), claim_ended, unauthenticated, forbidden
 */
export async function moveClaim(context: Context, input: unknown): Promise<ChangeView> {
  const { id, slot: slotId } = parseInput(moveClaimInput, input);
  return changeTask(context, async (tx) => {
    const { claim, slot, waiting } = tx.tables;
    const row = await openClaim(tx, id);
    const by = await asHolderOrMaintainer(tx, context, row);
    const number = row.taskNumber;
    if (row.slotId === slotId) return { number, claimId: id };
    const [to] = await tx.db
      .select({ name: slot.name, offeredTo: waiting.id, heldBy: claim.id })
      .from(slot)
      .leftJoin(waiting, and(eq(waiting.offerSlotId, slot.id), isNull(waiting.endedAt)))
      .leftJoin(claim, and(eq(claim.slotId, slot.id), isNull(claim.endedAt)))
      .where(and(eq(slot.id, slotId), eq(slot.taskNumber, number), isNull(slot.finishedAt), isNull(slot.closedAt)));
    if (!to) throw new AppError("not_found", { what: "slot" });
    if (to.offeredTo !== null || to.heldBy !== null) throw await slotTaken(tx, number, slotId);
    await tx.db
      .update(claim)
      .set({ slotId })
      .where(eq(claim.id, id))
      .catch(async (error: unknown) => {
        throw isUniqueViolation(error) ? await slotTaken(tx, number, slotId) : error;
      });
    await record(tx, context, by, {
      kind: "claim.moved",
      task: number,
      projectId: row.projectId,
      claimId: id,
      details: to.name ? { slot: to.name } : {},
    });
    return { number, claimId: id };
  });
}
