import { and, eq, isNull } from "drizzle-orm";
import type { Source, Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import type { ClaimClock } from "../../domain/policy";

/** The row of a claim that has not ended. @throws AppError not_found, claim_ended */
export async function openClaim(tx: Transaction, id: string) {
  const { claim } = tx.tables;
  const [row] = await tx.db.select().from(claim).where(eq(claim.id, id));
  if (!row) throw new AppError("not_found", { what: "claim" });
  const { state, endedAt } = row;
  if (state !== "active" && state !== "in_review") {
    throw new AppError("claim_ended", { state, at: (endedAt ?? row.startedAt).toISOString() });
  }
  return { ...row, state };
}

/** The claim by which a person holds a task now, by its id. */
export async function heldBy(source: Source, number: number, personId: string): Promise<string | null> {
  const { claim } = source.tables;
  const [row] = await source.db
    .select({ id: claim.id })
    .from(claim)
    .where(and(eq(claim.taskNumber, number), eq(claim.personId, personId), isNull(claim.endedAt)));
  return row?.id ?? null;
}

/** Who holds a slot now, and by which claim; null for nobody. */
export async function holderOfSlot(source: Source, slotId: string) {
  const { claim, person } = source.tables;
  const [row] = await source.db
    .select({ claimId: claim.id, personId: claim.personId, login: person.login })
    .from(claim)
    .innerJoin(person, eq(person.id, claim.personId))
    .where(and(eq(claim.slotId, slotId), isNull(claim.endedAt)));
  return row ?? null;
}

/** Writes a claim's clock; `activeAt` is the holder's own sign of life, if that is what moved it. */
export async function writeClock(
  tx: Transaction,
  id: string,
  clock: ClaimClock,
  activeAt: Date | null = null,
): Promise<void> {
  const { claim } = tx.tables;
  const { state, leaseEndsAt, leaseLeft, renewals, remindAt, remindedAt } = clock;
  await tx.db
    .update(claim)
    .set({ state, leaseEndsAt, leaseLeft, renewals, remindAt, remindedAt, ...(activeAt ? { activeAt } : {}) })
    .where(eq(claim.id, id));
}
