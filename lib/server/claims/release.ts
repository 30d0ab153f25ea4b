import { eq } from "drizzle-orm";
import { releaseClaimInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { keepersOf, notify } from "../notices/notify";
import { overtake } from "../notices/overtake";
import { parseInput } from "../parse";
import { record } from "../record";
import { asHolderOrMaintainer } from "../rights";
import { changeTask } from "../tasks/change";
import { snapshotTask } from "../tasks/snapshot";
import { personRef } from "./expire";
import { openClaim } from "./open";

/**
 * Ends a claim and frees its slot: given back by its holder, or revoked by a maintainer, with a word of reason.
 * @throws AppError claim_ended, not_found, unauthenticated, forbidden
 */
export async function releaseClaim(context: Context, input: unknown): Promise<ChangeView> {
  const { id, reason } = parseInput(releaseClaimInput, input);
  return changeTask(context, async (tx) => {
    const { claim } = tx.tables;
    const row = await openClaim(tx, id);
    const by = await asHolderOrMaintainer(tx, context, row);
    const undo = await snapshotTask(tx, row.taskNumber, "work");
    await tx.db
      .update(claim)
      .set({ state: by.isHolder ? "released" : "revoked", endedAt: context.now(), endReason: reason ?? null })
      .where(eq(claim.id, id));
    const holder = by.isHolder ? undefined : await personRef(tx, row.personId);
    const eventId = await record(tx, context, by, {
      kind: by.isHolder ? "claim.released" : "claim.revoked",
      task: row.taskNumber,
      projectId: row.projectId,
      claimId: id,
      details: { ...(reason ? { reason } : {}), ...(holder ? { person: holder } : {}) },
      undo,
    });
    await overtake(tx, context.now(), { kind: "claim.reminder", task: row.taskNumber, people: [row.personId] });
    const told = by.isHolder ? await keepersOf(tx, row.taskNumber, row.projectId) : [row.personId];
    await notify(tx, context, told, {
      kind: by.isHolder ? "claim.released" : "claim.revoked",
      key: `${id} ${eventId}`,
      task: row.taskNumber,
      projectId: row.projectId,
      claimId: id,
      details: reason ? { reason } : {},
    });
    return { number: row.taskNumber, claimId: id, eventId };
  });
}
