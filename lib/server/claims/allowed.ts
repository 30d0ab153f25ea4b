import { and, asc, count, eq, isNull } from "drizzle-orm";
import type { Source, Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { capOf, completionsNeeded, type Policy } from "../../domain/policy";
import type { Difficulty } from "../../domain/words";
import { titlesOf } from "../tasks/cards";

/** How many claims the person has finished, in all projects (`docs/decisions`, "The cap counts claims in all projects"). */
export async function completionsOf(source: Source, personId: string): Promise<number> {
  const { claim } = source.tables;
  const [completed] = await source.db
    .select({ count: count() })
    .from(claim)
    .where(and(eq(claim.personId, personId), eq(claim.state, "completed")));
  return completed?.count ?? 0;
}

/** @throws AppError cap_reached with the claims that use the cap */
export async function checkCap(tx: Transaction, policy: Policy, personId: string): Promise<void> {
  const { claim } = tx.tables;
  const cap = capOf(policy, await completionsOf(tx, personId));
  const active = await tx.db
    .select({ id: claim.id, task: claim.taskNumber })
    .from(claim)
    .where(and(eq(claim.personId, personId), eq(claim.state, "active"), isNull(claim.endedAt)))
    .orderBy(asc(claim.startedAt));
  if (active.length < cap) return;
  const titles = await titlesOf(
    tx,
    active.map((one) => one.task),
  );
  throw new AppError("cap_reached", {
    cap,
    claims: active.map((one) => ({ ...one, title: titles.get(one.task) ?? { zh: null, en: null } })),
    instead: [],
  });
}

/** @throws AppError level_locked while the person has finished fewer tasks than the project's ladder asks for */
export async function checkLadder(
  tx: Transaction,
  policy: Policy,
  task: { number: number; difficulty: Difficulty | null },
  personId: string,
): Promise<void> {
  const needed = completionsNeeded(policy, task.difficulty);
  if (needed === 0 || task.difficulty === null) return;
  const completions = await completionsOf(tx, personId);
  if (completions >= needed) return;
  const { number, difficulty } = task;
  throw new AppError("level_locked", { task: number, difficulty, needed, completions, instead: [] });
}

/** Whether a maintainer has let this person claim this task beyond cap and ladder; with that it is used up. */
export async function spendException(tx: Transaction, now: Date, number: number, personId: string): Promise<boolean> {
  const { claimException } = tx.tables;
  const used = await tx.db
    .update(claimException)
    .set({ usedAt: now })
    .where(
      and(eq(claimException.taskNumber, number), eq(claimException.personId, personId), isNull(claimException.usedAt)),
    )
    .returning({ id: claimException.id });
  return used.length > 0;
}

/** Whether such an exception stands, without using it up. */
export async function hasException(tx: Transaction, number: number, personId: string): Promise<boolean> {
  const { claimException } = tx.tables;
  const [row] = await tx.db
    .select({ id: claimException.id })
    .from(claimException)
    .where(
      and(eq(claimException.taskNumber, number), eq(claimException.personId, personId), isNull(claimException.usedAt)),
    );
  return row !== undefined;
}
