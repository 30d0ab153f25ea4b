import { randomUUID } from "node:crypto";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { claimTaskInput } from "../../domain/inputs";
import { startedClock } from "../../domain/policy";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { linkKnownPulls } from "../github/link-pulls";
import { keepersOf, notify } from "../notices/notify";
import { overtake } from "../notices/overtake";
import { parseInput } from "../parse";
import { readPolicy } from "../projects/policy";
import { record } from "../record";
import { asPerson } from "../rights";
import { changeTask, taskRow } from "../tasks/change";
import { settleWaitlist } from "../waitlist/settle";
import { checkCap, checkLadder, spendException } from "./allowed";
import { expireDue } from "./expire";
import { withFreeTasks } from "./instead";
import { heldBy } from "./open";
import { slotTaken } from "./taken";

/**
 * Claims a slot of a task for the person who acts: the named slot, the one that is held for them, or the first free
 * one. Claiming what one holds already changes nothing. A pull request of theirs that is open for it at GitHub is linked.
 * @throws AppError slot_taken (who holds it and until when), slot_offered (for whom it is held), cap_reached (which
 *   claims use the cap), level_locked (the ladder), plan_required, task_not_open, not_found (task or slot),
 *   unauthenticated. Refusals by a rule name free tasks that the person can take instead.
 * @param options.beyondRules a maintainer has assigned the person, or their work is there already: cap, ladder and plan
 *   are not asked about. Only a door that knows so says it.
 * @param options.isQuiet whoever looks after the task has just said so, of many at once: they are not told of each
 */
export async function claimTask(
  context: Context,
  input: unknown,
  { beyondRules = false, isQuiet = false }: { beyondRules?: boolean; isQuiet?: boolean } = {},
): Promise<ChangeView> {
  const { number, slot: slotId, plan } = parseInput(claimTaskInput, input);
  const by = asPerson(context);
  const personId = by.person.id;
  const work = changeTask(context, async (tx) => {
    const { claim, waiting } = tx.tables;
    const now = context.now();
    const row = await taskRow(tx, number);
    if (row.status === "done" || row.status === "closed") {
      throw new AppError("task_not_open", { task: number, status: row.status, instead: [] });
    }
    const policy = await readPolicy(tx, row.projectId);
    await expireDue(tx, context, now, eq(claim.taskNumber, number));
    await settleWaitlist(tx, context, number);

    const held = await heldBy(tx, number, personId);
    if (held) return { number, claimId: held };
    if (policy.plan === "required" && !plan && !beyondRules) throw new AppError("plan_required", { task: number });
    if (policy.plan === "off" && plan) throw new AppError("invalid", { issues: [{ path: "plan", code: "plan_off" }] });
    if (!(await spendException(tx, now, number, personId)) && !beyondRules) {
      await checkCap(tx, policy, personId);
      await checkLadder(tx, policy, row, personId);
    }

    const place = and(eq(waiting.taskNumber, number), eq(waiting.personId, personId), isNull(waiting.endedAt));
    const [own] = await tx.db.select({ slotId: waiting.offerSlotId }).from(waiting).where(place);
    const clock = startedClock(policy, row.difficulty, now);
    for (const { id: candidate, name } of await candidates(tx, number, slotId, own?.slotId ?? null)) {
      // The slot's unique index decides who wins, not the list of candidates.
      const [won] = await tx.db
        .insert(claim)
        .values({
          ...clock,
          id: randomUUID(),
          slotId: candidate,
          taskNumber: number,
          projectId: row.projectId,
          personId,
          plan: plan ?? null,
        })
        .onConflictDoNothing()
        .returning({ id: claim.id });
      if (!won) continue;
      await tx.db.update(waiting).set({ endedAt: now, end: "taken" }).where(place);
      if (own) await overtake(tx, now, { kind: "offer.made", task: number, people: [personId] });
      const started = { task: number, projectId: row.projectId, claimId: won.id };
      await record(tx, context, by, {
        kind: "claim.started",
        ...started,
        details: {
          leaseEndsAt: clock.leaseEndsAt?.toISOString() ?? null,
          ...(plan ? { note: plan } : {}),
          ...(name ? { slot: name } : {}),
        },
      });
      await notify(tx, context, isQuiet ? [] : await keepersOf(tx, number, row.projectId), {
        kind: "claim.started",
        key: won.id,
        ...started,
        details: plan ? { note: plan } : {},
      });
      await linkKnownPulls(tx, context, { number, claimId: won.id, holder: by.person });
      return { number, claimId: won.id };
    }
    throw await slotTaken(tx, number, slotId);
  });
  return work.catch(async (error) => {
    throw await withFreeTasks(context, error, number, personId);
  });
}

/** The slots to try: the named one, or the one held for the person and then all that are free for everyone. */
async function candidates(
  tx: Transaction,
  number: number,
  slotId: string | undefined,
  heldForMe: string | null,
): Promise<{ id: string; name: string | null }[]> {
  const { slot, waiting } = tx.tables;
  const slots = await tx.db
    .select({ id: slot.id, name: slot.name, offeredTo: waiting.id })
    .from(slot)
    .leftJoin(waiting, and(eq(waiting.offerSlotId, slot.id), isNull(waiting.endedAt)))
    .where(and(eq(slot.taskNumber, number), isNull(slot.finishedAt), isNull(slot.closedAt)))
    .orderBy(asc(slot.position), asc(slot.id));
  if (slotId !== undefined && !slots.some((one) => one.id === slotId))
    throw new AppError("not_found", { what: "slot" });
  const mine = slots.filter((one) => one.id === heldForMe);
  const free = slots.filter((one) => one.offeredTo === null);
  return [...mine, ...free].filter((one) => slotId === undefined || one.id === slotId);
}
