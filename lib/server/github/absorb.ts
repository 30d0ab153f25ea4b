import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import type { ActingPerson, Context } from "../context";
import { renameCopies } from "../people/leave";
import { record } from "../record";
import { asPerson } from "../rights";
import { settleTask } from "../tasks/change";

/**
 * Makes all that is known of `from`, as whom nobody ever signed in, part of the person who asks (`to`): what they hold,
 * wait for, have finished and written, their roles and what happened. Afterwards there is no `from`. In the caller's
 * transaction; the caller has checked that nobody is behind `from`.
 */
export async function absorb(tx: Transaction, context: Context, from: ActingPerson, to: ActingPerson): Promise<void> {
  const mentored = await moveRoles(tx, from, to);
  const touched = await moveClaims(tx, context, from, to);
  await moveTraces(tx, from, to);
  await renameCopies(tx, from.login, { login: to.login, name: to.name });
  const { person, githubAccount } = tx.tables;
  await tx.db.update(githubAccount).set({ personId: to.id }).where(eq(githubAccount.personId, from.id));
  if (from.isAdmin) await tx.db.update(person).set({ isAdmin: true }).where(eq(person.id, to.id));
  await tx.db.delete(person).where(eq(person.id, from.id));
  for (const number of [...new Set([...mentored, ...touched])].sort((a, b) => a - b)) {
    await settleTask(tx, context, number, { texts: mentored.includes(number) });
  }
}

/** Roles in projects, the higher one where there are two, and tasks to mentor. @returns these tasks */
async function moveRoles(tx: Transaction, from: ActingPerson, to: ActingPerson): Promise<number[]> {
  const { member, taskMentor } = tx.tables;
  const roles = await tx.db.delete(member).where(eq(member.personId, from.id)).returning();
  for (const role of roles) {
    await tx.db
      .insert(member)
      .values({ ...role, personId: to.id })
      .onConflictDoUpdate({
        target: [member.projectId, member.personId],
        set: role.role === "maintainer" ? { role: "maintainer" } : { personId: to.id },
      });
  }
  const mentored = await tx.db.delete(taskMentor).where(eq(taskMentor.personId, from.id)).returning();
  if (mentored.length > 0) {
    const theirs = mentored.map((one) => ({ ...one, personId: to.id }));
    await tx.db.insert(taskMentor).values(theirs).onConflictDoNothing();
  }
  return mentored.map((one) => one.taskNumber);
}

/**
 * Claims, places in line and exceptions. Nobody holds two slots of a task, waits twice, or waits for what they hold: what
 * would be double ends. @returns the tasks
 */
async function moveClaims(tx: Transaction, context: Context, from: ActingPerson, to: ActingPerson): Promise<number[]> {
  const { claim, waiting, claimException } = tx.tables;
  const now = context.now();
  const open = (personId: string) => and(eq(claim.personId, personId), isNull(claim.endedAt));
  const held = tx.db.select({ task: claim.taskNumber }).from(claim).where(open(to.id));
  const doubled = await tx.db
    .update(claim)
    .set({ state: "released", endedAt: now })
    .where(and(open(from.id), inArray(claim.taskNumber, held)))
    .returning({ claimId: claim.id, task: claim.taskNumber, projectId: claim.projectId });
  for (const about of doubled) await record(tx, context, asPerson(context), { kind: "claim.released", ...about });
  const claims = await tx.db
    .update(claim)
    .set({ personId: to.id })
    .where(eq(claim.personId, from.id))
    .returning({ task: claim.taskNumber });

  const places = await tx.db
    .select({ id: waiting.id, task: waiting.taskNumber, personId: waiting.personId })
    .from(waiting)
    .where(and(inArray(waiting.personId, [from.id, to.id]), isNull(waiting.endedAt)))
    .orderBy(waiting.id);
  const own = new Set((await held).map((one) => one.task));
  const kept = new Set<number>();
  for (const { id, task } of places) {
    const end = own.has(task) ? "taken" : kept.has(task) ? "left" : null;
    kept.add(task);
    if (end === null) continue;
    const ended = { endedAt: now, end, offerSlotId: null, offerEndsAt: null } as const;
    await tx.db.update(waiting).set(ended).where(eq(waiting.id, id));
  }
  await tx.db.update(waiting).set({ personId: to.id }).where(eq(waiting.personId, from.id));

  const excepted = tx.db
    .select({ task: claimException.taskNumber })
    .from(claimException)
    .where(and(eq(claimException.personId, to.id), isNull(claimException.usedAt)));
  await tx.db
    .delete(claimException)
    .where(
      and(
        eq(claimException.personId, from.id),
        isNull(claimException.usedAt),
        inArray(claimException.taskNumber, excepted),
      ),
    );
  await tx.db.update(claimException).set({ personId: to.id }).where(eq(claimException.personId, from.id));
  return [...claims, ...places].map((one) => one.task);
}

/** What they wrote, made and were told, and what happened. */
async function moveTraces(tx: Transaction, from: ActingPerson, to: ActingPerson): Promise<void> {
  const { task, claimException, post, postRevision, link, event, notice } = tx.tables;
  for (const table of [task, link])
    await tx.db.update(table).set({ createdById: to.id }).where(eq(table.createdById, from.id));
  for (const table of [post, postRevision, event])
    await tx.db.update(table).set({ personId: to.id }).where(eq(table.personId, from.id));
  await tx.db.update(claimException).set({ grantedById: to.id }).where(eq(claimException.grantedById, from.id));
  await tx.db.update(notice).set({ actorId: to.id }).where(eq(notice.actorId, from.id));
  const told = tx.db.select({ key: notice.key }).from(notice).where(eq(notice.personId, to.id));
  await tx.db.delete(notice).where(and(eq(notice.personId, from.id), inArray(notice.key, told)));
  await tx.db.update(notice).set({ personId: to.id }).where(eq(notice.personId, from.id));
  // What an undo would put back names someone who is no longer there.
  await tx.db
    .update(event)
    .set({ undo: null })
    .where(and(isNotNull(event.undo), sql`cast(${event.undo} as text) like ${`%"${from.id}"%`}`));
}
