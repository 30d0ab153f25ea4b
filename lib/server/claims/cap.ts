import { and, asc, count, eq, isNull } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { capOf, type Policy } from "../../domain/policy";
import { titlesOf } from "../tasks/cards";

/**
 * Whether a person may hold one more active claim (`docs/decisions`, "The cap counts claims in all projects").
 * @throws AppError cap_reached with the claims that use the cap
 */
export async function checkCap(tx: Transaction, policy: Policy, personId: string): Promise<void> {
  const { claim } = tx.tables;
  const [completed] = await tx.db
    .select({ count: count() })
    .from(claim)
    .where(and(eq(claim.personId, personId), eq(claim.state, "completed")));
  const cap = capOf(policy, completed?.count ?? 0);
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
  });
}
