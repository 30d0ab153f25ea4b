import { and, desc, eq, gte, inArray, isNotNull, isNull, notInArray } from "drizzle-orm";
import { isUniqueViolation, type Transaction } from "../../../db/database";
import type { UndoData } from "../../../db/schema";
import { AppError } from "../../domain/errors";
import { undoInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import type { EventKind } from "../../domain/words";
import { checkCap } from "../claims/allowed";
import { actingPerson, type Context } from "../context";
import { notify } from "../notices/notify";
import { takeBack } from "../notices/overtake";
import { parseInput } from "../parse";
import { readPolicy } from "../projects/policy";
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
  "task.marked",
];

/**
 * Takes a change back: closing, reopening, editing, confirming, releasing, finishing. Within an hour, by the one who
 * made it (while they still may) or a maintainer, and only while nothing else has happened to the task. The cap limits what people
 * take, not what a maintainer gives back to them: a claim that a maintainer ended by mistake comes back, also to a
 * holder who has taken another task meanwhile; claiming more is then refused as to anyone at the cap.
 * @throws AppError undo_too_late, cap_reached (a holder who undoes it, and took another task meanwhile), not_found, unauthenticated,
 *   forbidden
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
  const { isHolder, ...by } = await mayUndo(tx, context, { ...row, projectId: row.projectId });
  const [last] = await tx.db
    .select({ id: event.id })
    .from(event)
    .where(
      and(
        eq(event.taskNumber, number),
        // What is harmless to other changes is not to one of its own kind.
        notInArray(
          event.kind,
          harmless.filter((kind) => kind !== row.kind),
        ),
      ),
    )
    .orderBy(desc(event.id))
    .limit(1);
  const isLate = context.now().getTime() - row.at.getTime() > undoTime;
  if (!row.undo || isLate || last?.id !== eventId) throw new AppError("undo_too_late", {});
  if (isHolder && by.person) {
    if (row.kind === "claim.completed") await checkUnused(tx, by.person.id, row.at);
    await checkHolder(tx, by.person.id, row.projectId, row.undo);
  }
  const ended = await endedSince(tx, number, row.at);
  await restoreTask(tx, number, row.undo);
  await takeBack(tx, context.now(), number, row.at);
  await tellRestored(tx, context, { number, projectId: row.projectId, eventId }, ended);
  await record(tx, context, by, {
    kind: "change.undone",
    task: number,
    projectId: row.projectId,
    ...(row.claimId ? { claimId: row.claimId } : {}),
    details: { undone: row.kind },
  });
  return { number, claimId: row.claimId, texts: true };
}

/** Holders take back what they ended themselves; everything else is a maintainer's. */
async function mayUndo(
  tx: Transaction,
  context: Context,
  row: { kind: EventKind; personId: string | null; claimId: string | null; projectId: string },
): Promise<Authorized & { isHolder: boolean }> {
  const isOwn = row.personId !== null && actingPerson(context)?.id === row.personId;
  if (isOwn && row.claimId && (row.kind === "claim.released" || row.kind === "claim.completed")) {
    const { claim } = tx.tables;
    const [ended] = await tx.db.select({ personId: claim.personId }).from(claim).where(eq(claim.id, row.claimId));
    // A maintainer who finished someone else's claim is not its holder, and may have lost the right since.
    if (ended?.personId === row.personId) return { ...asHolder(context, ended), isHolder: true };
  }
  return { ...(await asMaintainer(tx, context, row.projectId)), isHolder: false };
}

/**
 * A finished task raises the cap and opens levels: who has used that, by claiming something since, cannot take it back.
 * @throws AppError undo_too_late
 */
async function checkUnused(tx: Transaction, personId: string, completedAt: Date): Promise<void> {
  const { claim } = tx.tables;
  const [since] = await tx.db
    .select({ id: claim.id })
    .from(claim)
    .where(and(eq(claim.personId, personId), gte(claim.startedAt, completedAt)))
    .limit(1);
  if (since) throw new AppError("undo_too_late", {});
}

/**
 * A claim that its holder takes up again counts like a new one: giving back, taking another and undoing must not get
 * past the cap. @throws AppError cap_reached
 */
async function checkHolder(tx: Transaction, personId: string, projectId: string, undo: UndoData): Promise<void> {
  const { claim } = tx.tables;
  const active = (undo.claims as { id: string; state: string }[]).filter((one) => one.state === "active");
  const ids = active.map((one) => one.id);
  const [taken] = await tx.db
    .select({ id: claim.id })
    .from(claim)
    .where(and(eq(claim.personId, personId), inArray(claim.id, ids), isNotNull(claim.endedAt)));
  if (!taken) return;
  await checkCap(tx, await readPolicy(tx, projectId), personId);
}

/** The claims and the places in line that a change at `at` has ended, and the offers it has withdrawn with them. */
async function endedSince(tx: Transaction, number: number, at: Date) {
  const { claim, waiting } = tx.tables;
  const [claims, places] = await Promise.all([
    tx.db
      .select({ id: claim.id })
      .from(claim)
      .where(and(eq(claim.taskNumber, number), gte(claim.endedAt, at))),
    tx.db
      .select({ id: waiting.id })
      .from(waiting)
      .where(and(eq(waiting.taskNumber, number), gte(waiting.endedAt, at), eq(waiting.end, "closed"))),
  ]);
  return { claims: claims.map((one) => one.id), places: places.map((one) => one.id) };
}

/** Tells who holds a claim again, or an offer, that they were told was over. */
async function tellRestored(
  tx: Transaction,
  context: Context,
  { number, projectId, eventId }: { number: number; projectId: string; eventId: number },
  ended: { claims: string[]; places: number[] },
): Promise<void> {
  const { claim, waiting, slot } = tx.tables;
  const about = { task: number, projectId };
  const claims = await tx.db
    .select({ id: claim.id, personId: claim.personId, until: claim.leaseEndsAt })
    .from(claim)
    .where(and(inArray(claim.id, ended.claims), isNull(claim.endedAt)));
  for (const { id, personId, until } of claims) {
    const details = until ? { leaseEndsAt: until.toISOString() } : {};
    await notify(tx, context, [personId], {
      kind: "claim.restored",
      key: `${id} ${eventId}`,
      ...about,
      claimId: id,
      details,
    });
  }
  const offers = await tx.db
    .select({ id: waiting.id, personId: waiting.personId, until: waiting.offerEndsAt, slot: slot.name })
    .from(waiting)
    .innerJoin(slot, eq(slot.id, waiting.offerSlotId))
    .where(and(inArray(waiting.id, ended.places), isNull(waiting.endedAt)));
  for (const { id, personId, until, slot: name } of offers) {
    const details = { ...(until ? { leaseEndsAt: until.toISOString() } : {}), ...(name ? { slot: name } : {}) };
    await notify(tx, context, [personId], { kind: "offer.made", key: `${id} again ${eventId}`, ...about, details });
  }
}
