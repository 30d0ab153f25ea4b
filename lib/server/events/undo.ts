import { and, desc, eq, notInArray } from "drizzle-orm";
import { isUniqueViolation, type Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { undoInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import type { EventKind } from "../../domain/words";
import { actingPerson, type Context } from "../context";
import { takeBack } from "../notices/overtake";
import { parseInput } from "../parse";
import { record } from "../record";
import { type Authorized, asHolder, asMaintainer } from "../rights";
import { changeTask } from "../tasks/change";
import { restoreTask } from "../tasks/snapshot";

/** How long a change can be undone, in milliseconds. */
const undoTime = 60 * 60 * 1000;

/** Events that do not stand in the way: they change nothing that an undo puts back. */
const harmless: EventKind[] = [
  "claim.noted",
  "claim.reminded",
  "waitlist.joined",
  "waitlist.left",
  "question.asked",
  "question.answered",
  "question.accepted",
  "post.edited",
  "post.deleted",
  "task.confirmed",
];

/**
 * Takes a change back: closing, reopening, editing, releasing, finishing. Within an hour, by the one who made it (while
 * they still may) or a maintainer, and only while nothing else has happened to the task.
 * @throws AppError undo_too_late, not_found, unauthenticated, forbidden
 */
export async function undoChange(context: Context, input: unknown): Promise<ChangeView> {
  const { eventId } = parseInput(undoInput, input);
  try {
    return await changeTask(context, (tx) => undo(tx, context, eventId));
  } catch (error) {
    // Someone else holds the slot now.
    if (isUniqueViolation(error)) throw new AppError("undo_too_late", {});
    throw error;
  }
}

async function undo(tx: Transaction, context: Context, eventId: number) {
  const { event } = tx.tables;
  const [row] = await tx.db.select().from(event).where(eq(event.id, eventId));
  if (!row || row.taskNumber === null || row.projectId === null) throw new AppError("not_found", { what: "event" });
  const number = row.taskNumber;
  const by = await mayUndo(tx, context, { kind: row.kind, personId: row.personId, projectId: row.projectId });
  const [last] = await tx.db
    .select({ id: event.id })
    .from(event)
    .where(and(eq(event.taskNumber, number), notInArray(event.kind, harmless)))
    .orderBy(desc(event.id))
    .limit(1);
  const isLate = context.now().getTime() - row.at.getTime() > undoTime;
  if (!row.undo || isLate || last?.id !== eventId) throw new AppError("undo_too_late", {});
  await restoreTask(tx, number, row.undo);
  await takeBack(tx, context.now(), number, row.at);
  await record(tx, context, by, {
    kind: "change.undone",
    task: number,
    projectId: row.projectId,
    ...(row.claimId ? { claimId: row.claimId } : {}),
    details: { undone: row.kind },
  });
  return { number, claimId: row.claimId, texts: true };
}

/** Holders take back what only holders do; everything else is a maintainer's. */
async function mayUndo(
  tx: Transaction,
  context: Context,
  row: { kind: EventKind; personId: string | null; projectId: string },
): Promise<Authorized> {
  const isOwn = row.personId !== null && actingPerson(context)?.id === row.personId;
  if (isOwn && (row.kind === "claim.released" || row.kind === "claim.completed")) {
    return asHolder(context, { personId: row.personId ?? "" });
  }
  return asMaintainer(tx, context, row.projectId);
}
