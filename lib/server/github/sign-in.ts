import { and, eq, isNotNull } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import type { ActingPerson, Context } from "../context";
import { record } from "../record";
import { asPerson } from "../rights";
import { isNobodysYet, type KnownAtGitHub, personOfGitHub, seenAtGitHub } from "./people";

/**
 * Who comes with this GitHub account, which the caller has proven: the person it is linked to, the person known from a
 * repository, who becomes theirs with all they hold, or a new one.
 * @throws AppError sign_up_closed for someone new
 */
export async function signInFromGitHub(context: Context, from: KnownAtGitHub): Promise<ActingPerson> {
  // A sign-in that changes nothing must not raise the version: every kept page would be made anew.
  const unchanged = await knownAs(context, from);
  if (unchanged) return unchanged;
  return context.database.transaction(async (tx) => {
    const now = context.now();
    const known = await seenAtGitHub(tx, from, now, { isOwner: true });
    const isNew = !known || (await isNobodysYet(tx, known.id));
    if (isNew && context.signUp === "closed") throw new AppError("sign_up_closed", {});
    const { id, login, name, isAdmin } = known ?? (await personOfGitHub(tx, from, now));
    const person: ActingPerson = { id, login, name, isAdmin };
    const { githubAccount } = tx.tables;
    if (!known?.isProven) await tx.db.update(githubAccount).set({ provenAt: now }).where(eq(githubAccount.id, from.id));
    if (isNew) {
      const joined: Context = { ...context, actor: { kind: "person", person } };
      await record(tx, joined, asPerson(joined), { kind: "person.joined", details: { person: { login, name } } });
    }
    return person;
  });
}

/** The person who came with this account before, if it has the same login as then. */
async function knownAs({ database }: Context, { id, login }: KnownAtGitHub): Promise<ActingPerson | undefined> {
  const { githubAccount, person } = database.tables;
  const [row] = await database.db
    .select({ id: person.id, login: person.login, name: person.name, isAdmin: person.isAdmin })
    .from(githubAccount)
    .innerJoin(person, eq(person.id, githubAccount.personId))
    .where(and(eq(githubAccount.id, id), eq(githubAccount.login, login), isNotNull(githubAccount.provenAt)));
  return row;
}
