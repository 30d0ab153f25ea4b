import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import type { Context } from "../context";
import { notify } from "../notices/notify";
import { record } from "../record";
import type { Authorized } from "../rights";
import { personRef } from "./expire";

/** A slot and its task. */
interface SlotOfTask {
  id: string;
  name: string | null;
  taskNumber: number;
  projectId: string;
}

/** Finishes a slot for someone who did its work without holding it: with a claim that begins and ends now. */
export async function creditWith(
  tx: Transaction,
  context: Context,
  by: Authorized,
  { id: slotId, name, taskNumber, projectId }: SlotOfTask,
  personId: string,
): Promise<{ claimId: string }> {
  const claimId = randomUUID();
  const now = context.now();
  await tx.db.update(tx.tables.slot).set({ finishedAt: now }).where(eq(tx.tables.slot.id, slotId));
  await tx.db.insert(tx.tables.claim).values({
    id: claimId,
    slotId,
    taskNumber,
    projectId,
    personId,
    state: "completed",
    startedAt: now,
    activeAt: now,
    endedAt: now,
  });
  const person = await personRef(tx, personId);
  const about = { task: taskNumber, projectId, claimId };
  const details = { ...(person ? { person } : {}), ...(name ? { slot: name } : {}) };
  const eventId = await record(tx, context, by, { kind: "claim.completed", ...about, details });
  await notify(tx, context, [personId], { kind: "claim.completed", key: `${claimId} ${eventId}`, ...about });
  return { claimId };
}
