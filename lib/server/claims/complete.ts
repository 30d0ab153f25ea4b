import { and, eq } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import { completeClaimInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { policyOf } from "../projects/policy";
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
    const { claim, slot, project, link } = tx.tables;
    const row = await openClaim(tx, id);
    const by = await asHolderOrMaintainer(tx, context, row);
    const [of] = await tx.db.select().from(project).where(eq(project.id, row.projectId));
    if (by.isHolder && !(await maintains(tx, context, row.projectId))) {
      const [pullRequest] = await tx.db
        .select({ id: link.id })
        .from(link)
        .where(and(eq(link.claimId, id), eq(link.kind, "pull_request")));
      const mayFinish = policyOf(of ?? { policy: {} }).holderMayComplete && pullRequest;
      if (!mayFinish) throw new AppError("forbidden", { needs: "maintainer" });
      if (!merged) throw new AppError("invalid", { issues: [{ path: "merged", code: "required" }] });
    }
    const undo = await snapshotTask(tx, row.taskNumber, "work");
    const now = context.now();
    await tx.db.update(claim).set({ state: "completed", endedAt: now }).where(eq(claim.id, id));
    await tx.db.update(slot).set({ finishedAt: now }).where(eq(slot.id, row.slotId));
    const holder = by.isHolder ? undefined : await personRef(tx, row.personId);
    const eventId = await record(tx, context, by, {
      kind: "claim.completed",
      task: row.taskNumber,
      projectId: row.projectId,
      claimId: id,
      details: holder ? { person: holder } : {},
      undo,
    });
    return { number: row.taskNumber, claimId: id, eventId };
  });
}
