import { eq } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import type { Context } from "../context";
import { asSignedIn } from "../people/create";
import { passwordOf } from "../people/password";
import { absorb } from "./absorb";
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
    const { githubAccount } = tx.tables;
    await tx.db.delete(githubAccount).where(eq(githubAccount.personId, me.id));
  });
}

function refusal(code: string): AppError<"invalid"> {
  return new AppError("invalid", { issues: [{ path: "", code }] });
}
