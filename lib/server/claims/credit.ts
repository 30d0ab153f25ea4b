import { randomUUID } from "node:crypto";
import type { Transaction } from "../../../db/database";
import type { Context } from "../context";
import { notify } from "../notices/notify";
import { record } from "../record";
import type { Authorized } from "../rights";
import { personRef } from "./expire";

/** A slot that was finished in this transaction, and its task. */
interface FinishedSlot {
  id: string;
  name: string | null;
  taskNumber: number;
  projectId: string;
}

/** Credits someone with a slot that they finished without having held it: as a claim that begins and ends now. */
export async function creditWith(
  tx: Transaction,
  context: Context,
  by: Authorized,
  { id: slotId, name, taskNumber, projectId }: FinishedSlot,
  personId: string,
): Promise<{ claimId: string }> {
  const claimId = randomUUID();
  const now = context.now();
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
