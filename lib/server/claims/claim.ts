import { randomUUID } from "node:crypto";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { claimTaskInput } from "../../domain/inputs";
import { leaseEnd } from "../../domain/policy";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { policyOf } from "../projects/policy";
import { record } from "../record";
import { asPerson } from "../rights";
import { changeTask, taskRow } from "../tasks/change";
import { checkCap } from "./cap";
import { expireDue } from "./expire";

/**
 * Claims a slot of a task for the person who acts: the named slot, or the first free one. Claiming what one holds
 * already changes nothing.
 * @throws AppError slot_taken (who holds it and until when), cap_reached (which claims use the cap), task_not_open,
 *   not_found (task or slot), unauthenticated
 */
export async function claimTask(context: Context, input: unknown): Promise<ChangeView> {
  const { number, slot: slotId, plan } = parseInput(claimTaskInput, input);
  const by = asPerson(context);
  return changeTask(context, async (tx) => {
    const { claim, project } = tx.tables;
    const now = context.now();
    const row = await taskRow(tx, number);
    if (row.status === "done" || row.status === "closed") {
      throw new AppError("task_not_open", { task: number, status: row.status });
    }
    const [of] = await tx.db.select().from(project).where(eq(project.id, row.projectId));
    if (!of) throw new AppError("not_found", { what: "project" });
    const policy = policyOf(of);
    await expireDue(tx, context, now, eq(claim.taskNumber, number));

    const [held] = await tx.db
      .select({ id: claim.id })
      .from(claim)
      .where(and(eq(claim.taskNumber, number), eq(claim.personId, by.person.id), isNull(claim.endedAt)));
    if (held) return { number, claimId: held.id };
    await checkCap(tx, policy, by.person.id);

    const leaseEndsAt = leaseEnd(policy, row.difficulty, now);
    for (const candidate of await candidates(tx, number, slotId)) {
      // The slot's unique index decides who wins, not the list of candidates.
      const [won] = await tx.db
        .insert(claim)
        .values({
          id: randomUUID(),
          slotId: candidate,
          taskNumber: number,
          projectId: row.projectId,
          personId: by.person.id,
          state: "active",
          startedAt: now,
          leaseEndsAt,
          plan: plan ?? null,
        })
        .onConflictDoNothing()
        .returning({ id: claim.id });
      if (!won) continue;
      await record(tx, context, by, {
        kind: "claim.started",
        task: number,
        projectId: row.projectId,
        claimId: won.id,
        details: { leaseEndsAt: leaseEndsAt.toISOString(), ...(plan ? { note: plan } : {}) },
      });
      return { number, claimId: won.id };
    }
    throw await slotTaken(tx, number, slotId);
  });
}

/** The slots to try: the named one, or all that are not finished. @throws AppError not_found */
async function candidates(tx: Transaction, number: number, slotId: string | undefined): Promise<string[]> {
  const { slot } = tx.tables;
  const slots = await tx.db
    .select({ id: slot.id })
    .from(slot)
    .where(and(eq(slot.taskNumber, number), isNull(slot.finishedAt)))
    .orderBy(asc(slot.position), asc(slot.id));
  const ids = slots.map((one) => one.id);
  if (slotId === undefined) return ids;
  if (!ids.includes(slotId)) throw new AppError("not_found", { what: "slot" });
  return [slotId];
}

async function slotTaken(tx: Transaction, number: number, slotId: string | undefined): Promise<AppError> {
  const { claim, person } = tx.tables;
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
    .orderBy(asc(claim.leaseEndsAt));
  return new AppError("slot_taken", {
    task: number,
    holder: holder?.login ?? "",
    leaseEndsAt: holder?.leaseEndsAt?.toISOString() ?? null,
  });
}
