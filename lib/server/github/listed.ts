import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Source, Transaction } from "../../../db/database";
import { type BoardSlot, knownList, type ListChange, type ListItem, listChanges } from "../../domain/checklist";
import type { TakenOver } from "../../domain/repositories";
import { parseList } from "../../lists/parse";

type IssueRow = Transaction["tables"]["issue"]["$inferSelect"];

/** Most texts have no list: a box, or a table, is what one has at least. */
const mayHaveList = /\[[ xX]\]|^\s*\|/m;

/** Of one list; a task has fewer slots. */
const mostItems = 500;

/** The items of the list in an issue's text, as an import reads them; none where there is no list. */
export function itemsOf(body: string | null): ListItem[] {
  return body !== null && mayHaveList.test(body) ? parseList(body).tasks.slice(0, mostItems) : [];
}

/** What an issue's list says and its task does not, but for what was taken over or left before. */
export async function listChangesOf(
  source: Source,
  { taskNumber, body, taken }: Pick<IssueRow, "taskNumber" | "body" | "taken">,
): Promise<ListChange[]> {
  const items = itemsOf(body);
  if (items.length === 0 || taskNumber === null) return [];
  return listChanges(items, await boardSlots(source, taskNumber), taken?.list);
}

/** What is known of an issue's list from now on: all that the board says as well, or that was known before. */
export async function withKnownList(
  source: Source,
  row: Pick<IssueRow, "taskNumber" | "body">,
  taken: TakenOver,
): Promise<TakenOver> {
  const items = itemsOf(row.body);
  if (items.length === 0) return taken;
  const left = await listChangesOf(source, { ...row, taken });
  return { ...taken, list: knownList(items, left, taken.list) };
}

/** The slots of a task as far as a list can say something new about them, in their order. */
export async function boardSlots(source: Source, number: number): Promise<BoardSlot[]> {
  const { slot, claim, githubAccount } = source.tables;
  const slots = await source.db.select().from(slot).where(eq(slot.taskNumber, number)).orderBy(slot.position, slot.id);
  const ids = slots.map((one) => one.id);
  const [used, held] = await Promise.all([
    source.db.selectDistinct({ slotId: claim.slotId }).from(claim).where(inArray(claim.slotId, ids)),
    source.db
      .select({ slotId: claim.slotId, login: githubAccount.login })
      .from(claim)
      .innerJoin(githubAccount, eq(githubAccount.personId, claim.personId))
      .where(and(inArray(claim.slotId, ids), isNull(claim.endedAt))),
  ]);
  return slots.map(({ id, name, finishedAt, closedAt }) => ({
    id,
    name,
    isOver: finishedAt !== null || closedAt !== null,
    isUsed: used.some((one) => one.slotId === id),
    logins: held.filter((one) => one.slotId === id).map((one) => one.login),
  }));
}
