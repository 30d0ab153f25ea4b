import { and, asc, count, eq, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { day, freshnessOf, type Policy } from "../../domain/policy";
import { freshnesses } from "../../domain/words";
import type { Context } from "../context";
import { notify } from "../notices/notify";
import { policyOf } from "../projects/policy";
import { record } from "../record";
import { asSystem } from "../rights";
import { refreshTask } from "../tasks/refresh";

/** Tasks of one transaction: other writes wait for it. */
const atOnce = 50;

/**
 * Writes how sure it is that open tasks are still wanted: as time passes they are marked "ask first" and leave the
 * default view, and where a project now asks less often they come back. Only the system does this.
 * @returns how many tasks were marked
 */
export async function markTasks(context: Context): Promise<number> {
  asSystem(context);
  const { project, task } = context.database.tables;
  const now = context.now();
  const projects = await context.database.db
    .select({ id: project.id, policy: project.policy })
    .from(project)
    .orderBy(asc(project.createdAt), asc(project.id));
  let marked = 0;
  for (const one of projects) {
    const policy = policyOf(one);
    const rows = await context.database.db
      .select({ number: task.number })
      .from(task)
      .where(and(isOpenOf(context.database.tables, one.id), isMarkedWrong(context.database.tables, policy, now)))
      .orderBy(asc(task.number));
    const numbers = rows.map((row) => row.number);
    for (let start = 0; start < numbers.length; start += atOnce) {
      const some = numbers.slice(start, start + atOnce);
      marked += await context.database.transaction((tx) => markSome(tx, context, { id: one.id, policy }, some));
    }
  }
  return marked;
}

function isOpenOf({ task }: Transaction["tables"], projectId: string): SQL | undefined {
  return and(eq(task.projectId, projectId), inArray(task.status, ["open", "dormant"]));
}

/** The rule of `freshnessOf`, in SQL: whether it says something else than the task's row. */
function isMarkedWrong({ task }: Transaction["tables"], policy: Policy, now: Date): SQL | undefined {
  const ago = (days: number) => sql.param(new Date(now.getTime() - days * day), task.createdAt);
  const confirmedAt = sql`coalesce(${task.confirmedAt}, ${task.createdAt})`;
  const [isHidden, isAsked] = [policy.hideDays, policy.reconfirmDays].map(
    (days) => sql`${confirmedAt} <= ${ago(days)}`,
  );
  return or(
    and(ne(task.freshness, "dormant"), isHidden),
    and(ne(task.freshness, "ask_first"), isAsked, sql`not (${isHidden})`),
    and(ne(task.freshness, "fresh"), sql`not (${isAsked})`, sql`not (${isHidden})`),
  );
}

async function markSome(
  tx: Transaction,
  context: Context,
  { id, policy }: { id: string; policy: Policy },
  numbers: readonly number[],
): Promise<number> {
  const { task } = tx.tables;
  const by = asSystem(context);
  const now = context.now();
  // Read again: another machine, or a maintainer, may have been faster.
  const rows = await tx.db
    .select()
    .from(task)
    .where(and(isOpenOf(tx.tables, id), inArray(task.number, [...numbers])))
    .orderBy(asc(task.number));
  let marked = 0;
  let isStaler = false;
  for (const row of rows) {
    const freshness = freshnessOf(policy, row.confirmedAt ?? row.createdAt, now);
    if (freshness === row.freshness) continue;
    await tx.db.update(task).set({ freshness }).where(eq(task.number, row.number));
    if (freshnesses.indexOf(freshness) > freshnesses.indexOf(row.freshness)) {
      isStaler = true;
      await record(tx, context, by, {
        kind: "task.marked",
        task: row.number,
        projectId: id,
        details: { freshness },
      });
    }
    // Nobody has worked on it: its place in "updated last" stays.
    await refreshTask(tx, row.updatedAt, row.number, { texts: false });
    marked += 1;
  }
  if (isStaler) await tellMaintainers(tx, context, id);
  return marked;
}

/** One notice a day for a project, however many of its tasks were marked and however long the board was away. */
async function tellMaintainers(tx: Transaction, context: Context, projectId: string): Promise<void> {
  const { member, task } = tx.tables;
  const maintainers = await tx.db
    .select({ id: member.personId })
    .from(member)
    .where(and(eq(member.projectId, projectId), eq(member.role, "maintainer")));
  const [stale] = await tx.db
    .select({ tasks: count() })
    .from(task)
    .where(and(isOpenOf(tx.tables, projectId), ne(task.freshness, "fresh")));
  await notify(
    tx,
    context,
    maintainers.map((row) => row.id),
    {
      kind: "task.confirm",
      key: `${projectId} ${context.now().toISOString().slice(0, 10)}`,
      projectId,
      details: { tasks: stale?.tasks ?? 0 },
    },
  );
}
