import { and, eq, isNull } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import { taskNumberInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { overtake } from "../notices/overtake";
import { parseInput } from "../parse";
import { record } from "../record";
import { asPerson } from "../rights";
import { changeTask, taskRow } from "../tasks/change";

/**
 * Takes the person who acts off a task's waitlist; a slot that was held for them goes to the next in line.
 * @throws AppError not_found (task, or they do not wait), unauthenticated
 */
export async function leaveWaitlist(context: Context, input: unknown): Promise<ChangeView> {
  const { number } = parseInput(taskNumberInput, input);
  const by = asPerson(context);
  return changeTask(context, async (tx) => {
    const { waiting } = tx.tables;
    const row = await taskRow(tx, number);
    const left = await tx.db
      .update(waiting)
      .set({ endedAt: context.now(), end: "left", offerSlotId: null, offerEndsAt: null })
      .where(and(eq(waiting.taskNumber, number), eq(waiting.personId, by.person.id), isNull(waiting.endedAt)))
      .returning({ id: waiting.id });
    if (left.length === 0) throw new AppError("not_found", { what: "place" });
    await overtake(tx, context.now(), { kind: "offer.made", task: number, people: [by.person.id] });
    await record(tx, context, by, { kind: "waitlist.left", task: number, projectId: row.projectId });
    return { number };
  });
}
