import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";

/** Why no slot could be had: who holds it and until when, or for whom it is held. */
export async function slotTaken(tx: Transaction, number: number, slotId: string | undefined): Promise<AppError> {
  const { claim, person, waiting } = tx.tables;
  const inLine = await tx.db
    .select({ login: person.login, slotId: waiting.offerSlotId, until: waiting.offerEndsAt })
    .from(waiting)
    .innerJoin(person, eq(person.id, waiting.personId))
    .where(and(eq(waiting.taskNumber, number), isNull(waiting.endedAt)))
    .orderBy(asc(waiting.id));
  const offer = inLine.find((one) => one.slotId !== null && (slotId === undefined || one.slotId === slotId));
  if (offer?.until) {
    const queue = inLine.filter((one) => one.slotId === null).length;
    const until = offer.until.toISOString();
    return new AppError("slot_offered", { task: number, person: offer.login, until, waiting: queue, instead: [] });
  }
  const [holder] = await tx.db
    .select({ login: person.login, leaseEndsAt: claim.leaseEndsAt })
    .from(claim)
    .innerJoin(person, eq(person.id, claim.personId))
    .where(
      and(
        eq(claim.taskNumber, number),
        isNull(claim.endedAt),
        slotId === undefined ? undefined : eq(claim.slotId, slotId),
      ),
    )
    // Whose lease ends first; one whose clock stands still has no end. The engines disagree on where null belongs.
    .orderBy(sql`${claim.leaseEndsAt} is null`, asc(claim.leaseEndsAt));
  return new AppError("slot_taken", {
    task: number,
    holder: holder?.login ?? "",
    leaseEndsAt: holder?.leaseEndsAt?.toISOString() ?? null,
    instead: [],
  });
}
