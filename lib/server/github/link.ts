import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import type { Context } from "../context";
import { asSignedIn } from "../people/create";
import { passwordOf } from "../people/password";
import { absorb } from "./absorb";
import { assigneesLater, settleIssue } from "./errands";
import { accountOf, isNobodysYet, type KnownAtGitHub, seenAtGitHub } from "./people";

/**
 * Links a GitHub account, which the caller has proven, to the person who asks. What was known of that account from a
 * repository alone becomes theirs.
 * @throws AppError unauthenticated; github_taken (it is the account of someone else); invalid (`unlink_first`: they are
 *   linked to another one)
 */
export async function linkGitHub(context: Context, from: KnownAtGitHub): Promise<void> {
  const me = asSignedIn(context);
  await context.database.transaction(async (tx) => {
    const { githubAccount } = tx.tables;
    const now = context.now();
    const mine = await accountOf(tx, me.id);
    if (mine && mine.id !== from.id) throw refusal("unlink_first");
    const known = await seenAtGitHub(tx, from, now, { isOwner: true });
    if (known && known.id !== me.id) {
      if (!(await isNobodysYet(tx, known.id))) throw new AppError("github_taken", {});
      await absorb(tx, context, known, me);
    }
    const { id, login } = from;
    const linked = await tx.db
      .insert(githubAccount)
      .values({ id, personId: me.id, login, seenAt: now, provenAt: now })
      .onConflictDoUpdate({
        target: githubAccount.id,
        set: { provenAt: now },
        setWhere: eq(githubAccount.personId, me.id),
      })
      .returning({ id: githubAccount.id });
    if (linked.length === 0) throw new AppError("github_taken", {});
    // What they hold already is theirs at GitHub from now on.
    for (const number of await heldNumbers(tx, me.id)) await settleIssue(tx, context, number);
  });
}

/**
 * Unlinks the GitHub account of the person who asks; nothing changes without one.
 * @throws AppError unauthenticated; invalid (`password_first`: they could not sign in any more)
 */
export async function unlinkGitHub(context: Context): Promise<void> {
  const me = asSignedIn(context);
  await context.database.transaction(async (tx) => {
    if ((await passwordOf(tx, me.id)) === null) throw refusal("password_first");
    const { githubAccount, issue, repository } = tx.tables;
    const [gone] = await tx.db
      .delete(githubAccount)
      .where(eq(githubAccount.personId, me.id))
      .returning({ id: githubAccount.id });
    if (!gone) return;
    // What they hold is theirs here alone from now on: nobody would unassign that account later.
    const rows = await tx.db
      .select({ id: issue.id, number: issue.taskNumber })
      .from(issue)
      .innerJoin(repository, eq(repository.id, issue.repositoryId))
      .where(
        and(
          inArray(issue.taskNumber, await heldNumbers(tx, me.id)),
          eq(issue.state, "open"),
          eq(repository.mayWrite, true),
          eq(repository.isFollowed, true),
        ),
      );
    for (const { id, number } of rows) {
      await assigneesLater(tx, context.now(), id, [gone.id]);
      if (number !== null) await settleIssue(tx, context, number);
    }
  });
}

/** The tasks that a person holds. */
async function heldNumbers(tx: Transaction, personId: string): Promise<number[]> {
  const { claim } = tx.tables;
  const rows = await tx.db
    .selectDistinct({ number: claim.taskNumber })
    .from(claim)
    .where(and(eq(claim.personId, personId), isNull(claim.endedAt)))
    .orderBy(claim.taskNumber);
  return rows.map((one) => one.number);
}

function refusal(code: string): AppError<"invalid"> {
  return new AppError("invalid", { issues: [{ path: "", code }] });
}
