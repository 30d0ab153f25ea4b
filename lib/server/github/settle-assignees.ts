import { and, eq, inArray, isNull } from "drizzle-orm";
import { accountClaims, assigneesBy, settleIssue } from "./errands";
import { takeOver } from "./follow-assignees";
import { attempt, type Reading } from "./reading";

/**
 * Compares who holds the tasks of a repository with who is assigned to their issues, as both are known here, and sees to
 * what differs though nothing has changed lately: what could not be done at GitHub in its time, without the right to or
 * because it failed for days, is to be done now, and what is free here goes to whoever is assigned there and waits for it.
 */
export async function settleAssignees(reading: Reading): Promise<void> {
  const { context, repository } = reading;
  const { database } = context;
  const { issue, task, claim, errand } = database.tables;
  const rows = await database.db
    .select({
      number: issue.number,
      taskNumber: task.number,
      status: task.status,
      assignees: issue.assignees,
      unassignable: issue.unassignable,
    })
    .from(issue)
    .innerJoin(task, eq(task.number, issue.taskNumber))
    .leftJoin(errand, and(eq(errand.issueId, issue.id), eq(errand.kind, "assignees"), isNull(errand.endedAt)))
    .where(and(eq(issue.repositoryId, repository.id), eq(issue.state, "open"), isNull(errand.id)));
  const ofRepository = database.db
    .select({ number: issue.taskNumber })
    .from(issue)
    .where(eq(issue.repositoryId, repository.id));
  const claims = new Map<number, Awaited<ReturnType<typeof accountClaims>>>();
  for (const one of await accountClaims(database, inArray(claim.taskNumber, ofRepository))) {
    const ofTask = claims.get(one.number);
    if (ofTask) ofTask.push(one);
    else claims.set(one.number, [one]);
  }
  for (const row of rows) {
    const { assign, unassign } = assigneesBy(claims.get(row.taskNumber) ?? [], row);
    const isFree = row.status === "open" || row.status === "dormant";
    if (isFree && row.assignees.length > 0) {
      await attempt(reading, row.number, () => takeOver(context, row.taskNumber, row.assignees));
    }
    if (assign.length + unassign.length === 0) continue;
    await attempt(reading, row.number, () => database.transaction((tx) => settleIssue(tx, context, row.taskNumber)));
  }
}
