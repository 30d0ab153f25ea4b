import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Source } from "../../../db/database";
import type { WaitingView, WaitView } from "../../domain/views";
import { placeInLine } from "../../domain/waitlist";
import { refColumns, refOf } from "../people/ref";
import { projectRef } from "../projects/refs";
import { titlesOf } from "../tasks/cards";

/** Who waits for a slot of these tasks, by number; the first in line comes first. */
export async function waitlistsOf(source: Source, numbers: readonly number[]): Promise<Map<number, WaitingView[]>> {
  const { waiting, person, slot } = source.tables;
  const lists = new Map<number, WaitingView[]>();
  if (numbers.length === 0) return lists;
  const rows = await source.db
    .select({ waiting, person: refColumns(source.tables), slotName: slot.name })
    .from(waiting)
    .innerJoin(person, eq(person.id, waiting.personId))
    .leftJoin(slot, eq(slot.id, waiting.offerSlotId))
    .where(and(inArray(waiting.taskNumber, [...numbers]), isNull(waiting.endedAt)))
    .orderBy(asc(waiting.id));
  for (const { waiting: row, person: inLine, slotName } of rows) {
    const list = lists.get(row.taskNumber) ?? [];
    list.push({
      person: refOf(inLine),
      joinedAt: row.joinedAt.toISOString(),
      offer:
        row.offerSlotId && row.offerEndsAt
          ? { slotId: row.offerSlotId, slotName, endsAt: row.offerEndsAt.toISOString() }
          : null,
    });
    lists.set(row.taskNumber, list);
  }
  return lists;
}

/** Where a person is in line, the longest wait first. */
export async function waitsOf(source: Source, { id, login }: { id: string; login: string }): Promise<WaitView[]> {
  const { waiting, task, project } = source.tables;
  const rows = await source.db
    .select({ joinedAt: waiting.joinedAt, task: { number: task.number, difficulty: task.difficulty }, project })
    .from(waiting)
    .innerJoin(task, eq(task.number, waiting.taskNumber))
    .innerJoin(project, eq(project.id, waiting.projectId))
    .where(and(eq(waiting.personId, id), isNull(waiting.endedAt)))
    .orderBy(asc(waiting.id));
  const numbers = rows.map((row) => row.task.number);
  const [titles, lists] = await Promise.all([titlesOf(source, numbers), waitlistsOf(source, numbers)]);
  return rows.map((row) => {
    const list = lists.get(row.task.number) ?? [];
    return {
      task: { ...row.task, titles: titles.get(row.task.number) ?? { zh: null, en: null } },
      project: projectRef(row.project),
      joinedAt: row.joinedAt.toISOString(),
      ...placeInLine(list, login),
      offer: list.find((one) => one.person.login === login)?.offer ?? null,
    };
  });
}
