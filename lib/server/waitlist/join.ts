import { and, eq, isNull } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import { taskNumberInput } from "../../domain/inputs";
import { isFree } from "../../domain/status";
import type { ChangeView } from "../../domain/views";
import { checkLadder, hasException } from "../claims/allowed";
import { expireDue } from "../claims/expire";
import { withFreeTasks } from "../claims/instead";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { readPolicy } from "../projects/policy";
import { record } from "../record";
import { asPerson } from "../rights";
import { slotsOf } from "../tasks/cards";
import { changeTask, taskRow } from "../tasks/change";
import { settleWaitlist } from "./settle";

/**
 * Puts the person who acts at the end of a task's waitlist. Waiting already changes nothing.
 * @throws AppError slot_free (one can claim it), already_holding, level_locked, task_not_open, not_found, unauthenticated
 */
export async function joinWaitlist(context: Context, input: unknown): Promise<ChangeView> {
  const { number } = parseInput(taskNumberInput, input);
  const by = asPerson(context);
  const personId = by.person.id;
  const work = changeTask(context, async (tx) => {
    const { claim, waiting } = tx.tables;
    const now = context.now();
    const row = await taskRow(tx, number);
    if (row.status === "done" || row.status === "closed") {
      throw new AppError("task_not_open", { task: number, status: row.status, instead: [] });
    }
    await expireDue(tx, context, now, eq(claim.taskNumber, number));
    await settleWaitlist(tx, context, number);
    const [place] = await tx.db
      .select({ id: waiting.id })
      .from(waiting)
      .where(and(eq(waiting.taskNumber, number), eq(waiting.personId, personId), isNull(waiting.endedAt)));
    if (place) return { number };
    const slots = (await slotsOf(tx, [number])).get(number) ?? [];
    if (slots.some((slot) => slot.holder?.person.login === by.person.login)) {
      throw new AppError("already_holding", { task: number });
    }
    const isSlotFree = slots.some((slot) =>
      isFree({ ...slot, isOffered: slot.offer !== null, claim: slot.holder?.state ?? null }),
    );
    if (isSlotFree) throw new AppError("slot_free", { task: number });
    if (!(await hasException(tx, number, personId))) {
      await checkLadder(tx, await readPolicy(tx, row.projectId), row, personId);
    }
    await tx.db.insert(waiting).values({ taskNumber: number, projectId: row.projectId, personId, joinedAt: now });
    await record(tx, context, by, { kind: "waitlist.joined", task: number, projectId: row.projectId });
    return { number };
  });
  return work.catch(async (error) => {
    throw await withFreeTasks(context, error, number, personId);
  });
}
