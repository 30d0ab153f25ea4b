import { and, eq } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { knownList, type ListChange, slotKey } from "../../domain/checklist";
import { AppError } from "../../domain/errors";
import {
  type DifferenceField,
  type FollowedField,
  type ListTakenView,
  settleDifferenceInput,
  type TakenOver,
} from "../../domain/repositories";
import type { ChangeView, TaskView } from "../../domain/views";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { asMaintainer } from "../rights";
import { editSlots } from "../slots/edit";
import { taskRow } from "../tasks/change";
import { editTask } from "../tasks/edit";
import { readTask } from "../tasks/read";
import { repositoryRow } from "./connect";
import { contentOf, editOf, type IssueContent } from "./content";
import { itemsOf, listChangesOf } from "./listed";
import { fieldShown, listShown } from "./read";
import { type GitHubSettings, gitHubSettings } from "./settings";
import { rememberList, takeOverList } from "./take-list";

type IssueRow = Transaction["tables"]["issue"]["$inferSelect"];

/**
 * Decides on what is different between a task and its issue: takes it over, or leaves the task as it is; by a
 * maintainer of its project. Afterwards the issue counts as taken over in these fields, until it changes again. Of a list
 * new items become slots, and what it says of them is taken over as `takeOverList` does; what could not be stays a
 * difference and is named in the answer.
 * @throws AppError not_found (task, or an issue it follows), conflict, unauthenticated, forbidden
 */
export async function settleDifference(
  context: Context,
  input: unknown,
  given: GitHubSettings = gitHubSettings(),
): Promise<ListTakenView> {
  const { number, fields, take, mark } = parseInput(settleDifferenceInput, input);
  const { database } = context;
  const { issue } = database.tables;
  const [row] = await database.db
    .select()
    .from(issue)
    .where(and(eq(issue.taskNumber, number), eq(issue.state, "open")));
  const task = await taskRow(database, number);
  await asMaintainer(database, context, task.projectId);
  if (!row) throw new AppError("not_found", { what: "issue" });
  const { rule } = await repositoryRow(database, row.repositoryId);
  const theirs = contentOf(rule, row);
  if (mark !== undefined && mark !== (await markNow(context, row, theirs, fields))) {
    throw new AppError("conflict", { what: "repository", current: null });
  }
  const followed = fields.filter((field) => field !== "list");
  const settled = followed.length > 0 ? await settleFields(context, row, theirs, followed, take) : null;
  if (!fields.includes("list")) {
    return { ...(settled ?? (await unchanged(context, number))), refused: [] };
  }
  if (take) return takeList(context, row, given);
  await keepTaken(context, row.id, theirs, (taken) => ({
    ...taken,
    list: knownList(itemsOf(row.body), [], taken.list),
  }));
  return { ...(await unchanged(context, number)), refused: [] };
}

/** The mark of the one difference that is decided on, as it is now; null when there are several. */
async function markNow(
  { database }: Context,
  row: IssueRow,
  theirs: IssueContent,
  [field, ...others]: readonly DifferenceField[],
): Promise<string | null> {
  if (field === undefined || others.length > 0) return null;
  const shown = field === "list" ? listShown(await listChangesOf(database, row)) : fieldShown(theirs, field);
  return shown.mark;
}

async function settleFields(
  context: Context,
  row: IssueRow,
  theirs: IssueContent,
  fields: readonly FollowedField[],
  take: boolean,
): Promise<ChangeView> {
  const number = row.taskNumber as number;
  const { revision } = await taskRow(context.database, number);
  const change = take ? await editTask(context, { number, revision, ...editOf(fields, theirs, row.locale) }) : null;
  await keepTaken(context, row.id, theirs, (taken) => {
    const base = { ...taken };
    for (const field of fields) Object.assign(base, { [field]: theirs[field] });
    return base;
  });
  return { ...(await unchanged(context, number)), eventId: change?.eventId ?? null };
}

/** Writes what counts as taken over, from what does at this moment. */
async function keepTaken(
  context: Context,
  id: string,
  { title, why, difficulty, tags }: IssueContent,
  change: (taken: TakenOver) => TakenOver,
): Promise<void> {
  await context.database.transaction(async (tx) => {
    const { issue } = tx.tables;
    const [row] = await tx.db.select({ taken: issue.taken }).from(issue).where(eq(issue.id, id));
    if (!row) return;
    const taken = change(row.taken ?? { title, why, difficulty, tags });
    await tx.db.update(issue).set({ taken }).where(eq(issue.id, id));
  });
}

async function takeList(context: Context, row: IssueRow, given: GitHubSettings): Promise<ListTakenView> {
  const number = row.taskNumber as number;
  const changes = await listChangesOf(context.database, row);
  const { slotList } = await withNewSlots(context, number, changes);
  const idOf = new Map(slotList.map((slot) => [slotKey(slot.name ?? ""), slot.id]));
  const items = changes.flatMap(({ name, slot, state, holder }) => {
    const id = slot ?? idOf.get(slotKey(name));
    const saysSomething = state === "done" || (state === "claimed" && holder !== null);
    return id !== undefined && saysSomething ? [{ slot: id, isDone: state === "done", holder }] : [];
  });
  if (items.length > 0) return takeOverList(context, { number, items }, given);
  await rememberList(context, number);
  return { ...(await unchanged(context, number)), refused: [] };
}

/** The task with a slot for each new item, after those that it has; the only one without a name gets the first name. */
async function withNewSlots(context: Context, number: number, changes: readonly ListChange[]): Promise<TaskView> {
  const task = await readTask(context, number);
  const names = changes.filter((one) => one.slot === null).map((one) => one.name);
  if (names.length === 0) return task;
  const [only] = task.slotList;
  const isUnnamed = task.slotList.length === 1 && only?.name === null;
  const known = task.slotList.map(({ id, name, isClosed }) => ({
    id,
    name: isUnnamed ? (names.shift() ?? name) : name,
    isClosed,
  }));
  const slots = [...known, ...names.map((name) => ({ name }))];
  return (await editSlots({ ...context, cause: "listed" }, { number, revision: task.revision, slots })).task;
}

async function unchanged(context: Context, number: number): Promise<ChangeView> {
  return { task: await readTask(context, number), claimId: null, eventId: null };
}
