import { and, eq } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import { completeClaimInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { keepersOf, notify } from "../notices/notify";
import { overtake } from "../notices/overtake";
import { parseInput } from "../parse";
import { readPolicy } from "../projects/policy";
import { record } from "../record";
import { asHolderOrMaintainer, maintains } from "../rights";
import { changeTask } from "../tasks/change";
import { snapshotTask } from "../tasks/snapshot";
import { personRef } from "./expire";
import { openClaim } from "./open";

/**
 * Finishes a claim and its slot; by a maintainer, or by the holder who says that the linked pull request was merged,
 * where the project allows it. The task is done when all its slots are finished.
 * @throws AppError forbidden (the holder may not), invalid (`merged` was not said), claim_ended, not_found
 */
export async function completeClaim(context: Context, input: unknown): Promise<ChangeView> {
  const { id, merged } = parseInput(completeClaimInput, input);
  return changeTask(context, async (tx) => {
    const { claim, slot, link } = tx.tables;
    const row = await openClaim(tx, id);
    const by = await asHolderOrMaintainer(tx, context, row);
    if (by.isHolder && !(await maintains(tx, context, row.projectId))) {
      const [pullRequest] = await tx.db
        .select({ id: link.id })
        .from(link)
        .where(and(eq(link.claimId, id), eq(link.kind, "pull_request")));
      const mayFinish = (await readPolicy(tx, row.projectId)).holderMayComplete && pullRequest;
      if (!mayFinish) throw new AppError("forbidden", { needs: "maintainer" });
      if (!merged) throw new AppError("invalid", { issues: [{ path: "merged", code: "required" }] });
    }
    const undo = await snapshotTask(tx, row.taskNumber, "work");
    const now = context.now();
    await tx.db.update(claim).set({ state: "completed", endedAt: now }).where(eq(claim.id, id));
    const [finished] = await tx.db
      .update(slot)
      .set({ finishedAt: now })
      .where(eq(slot.id, row.slotId))
      .returning({ name: slot.name });
    const holder = await personRef(tx, row.personId);
    const eventId = await record(tx, context, by, {
      kind: "claim.completed",
      task: row.taskNumber,
      projectId: row.projectId,
      claimId: id,
      details: {
        ...(holder && !by.isHolder ? { person: holder } : {}),
        ...(finished?.name ? { slot: finished.name } : {}),
      },
      undo,
    });
    const told = by.isHolder ? await keepersOf(tx, row.taskNumber, row.projectId) : [row.personId];
    const about = { task: row.taskNumber, projectId: row.projectId, claimId: id };
    await overtake(tx, now, { kind: "claim.reminder", task: row.taskNumber, people: [row.personId] });
    await notify(tx, context, told, {
      kind: "claim.completed",
      key: `${id} ${eventId}`,
      ...about,
      details: holder && by.isHolder ? { person: holder } : {},
    });
    return { number: row.taskNumber, claimId: id, eventId };
  });
}
