import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Source, Transaction } from "../../../db/database";
import { loginInput } from "../../domain/inputs";
import type { ActingPerson } from "../context";
import { renameInput } from "../people/inputs";

/** Someone at GitHub, by the number of their account. */
export interface KnownAtGitHub {
  id: string;
  login: string;
  name?: string | null;
}

/** Characters that a login of ours has at most; GitHub allows 39. */
const longestLogin = 30;

/**
 * The person to whom this GitHub account belongs; who is not known yet becomes one without any way to sign in, until
 * they come with that account. A login that was changed at GitHub is kept as it is now.
 */
export async function personOfGitHub(tx: Transaction, from: KnownAtGitHub, now: Date): Promise<ActingPerson> {
  return (await seenAtGitHub(tx, from, now)) ?? (await makePerson(tx, from, now));
}

/**
 * The person of an account that is known; null when it is not. A login that was changed at GitHub is kept as it is now.
 * @param options.isOwner the account's owner has come with it
 */
export async function seenAtGitHub(
  tx: Transaction,
  { id, login }: KnownAtGitHub,
  now: Date,
  { isOwner = false }: { isOwner?: boolean } = {},
): Promise<(ActingPerson & { isProven: boolean }) | null> {
  const { githubAccount, person } = tx.tables;
  const [row] = await tx.db
    .select({ person, login: githubAccount.login, provenAt: githubAccount.provenAt })
    .from(githubAccount)
    .innerJoin(person, eq(person.id, githubAccount.personId))
    .where(eq(githubAccount.id, id));
  if (!row) return null;
  // What a repository tells of a proven account may be old, or a lie.
  if (row.login !== login && (isOwner || row.provenAt === null)) {
    await tx.db.update(githubAccount).set({ login, seenAt: now }).where(eq(githubAccount.id, id));
  }
  const { id: personId, login: own, name, isAdmin } = row.person;
  return { id: personId, login: own, name, isAdmin, isProven: row.provenAt !== null };
}

async function makePerson(tx: Transaction, from: KnownAtGitHub, now: Date): Promise<ActingPerson> {
  const { githubAccount, person } = tx.tables;
  const made = await insertPerson(tx, from, now);
  const linked = await tx.db
    .insert(githubAccount)
    .values({ id: from.id, personId: made.id, login: from.login, seenAt: now })
    .onConflictDoNothing()
    .returning({ id: githubAccount.id });
  if (linked.length > 0) return made;
  // Someone else has made the same person in this moment: theirs is the one.
  await tx.db.delete(person).where(eq(person.id, made.id));
  const theirs = await seenAtGitHub(tx, from, now);
  if (!theirs) throw new Error("a GitHub account is neither free nor someone's");
  return theirs;
}

/** A person under the first login of `octo-cat`, `octo-cat-2`, … that nobody has. */
async function insertPerson(tx: Transaction, from: KnownAtGitHub, now: Date): Promise<ActingPerson> {
  const { person } = tx.tables;
  const wanted = fitLogin(from.login);
  for (let count = 1; count < 10_000; count += 1) {
    const login = count === 1 ? wanted : `${trimmed(wanted.slice(0, longestLogin - `-${count}`.length))}-${count}`;
    const values = { id: randomUUID(), login, name: fitName(from), isAdmin: false };
    const [made] = await tx.db
      .insert(person)
      .values({
        ...values,
        displayLogin: from.login.toLowerCase() === login ? from.login : login,
        email: `${login}@people.invalid`,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: person.id });
    if (made) return values;
  }
  throw new Error("no login is free");
}

/** A login of ours that resembles one of GitHub's. */
export function fitLogin(login: string): string {
  const fit = trimmed(
    login
      .toLowerCase()
      .replace(/[^a-z0-9._-]+/g, "-")
      .slice(0, longestLogin),
  );
  return loginInput.safeParse(fit).success ? fit : trimmed(`gh-${fit}`);
}

/** Without what no login of ours ends or begins with. */
function trimmed(login: string): string {
  return login.replace(/^[._-]+|[._-]+$/g, "");
}

/** The name that someone has at GitHub, if it can be one of ours, else their login there. */
function fitName({ login, name }: KnownAtGitHub): string {
  const line = (name ?? "").replace(/[\p{Cc}\s]+/gu, " ").trim();
  const short = [...line].slice(0, 60).join("").trim();
  const fit = renameInput.safeParse({ name: short });
  return fit.success ? fit.data.name : login;
}

/**
 * Whether nobody has ever signed in as this person and nobody could: they are known from a repository alone. Whoever
 * proves to own the GitHub account may have what is theirs.
 */
export async function isNobodysYet(tx: Transaction, personId: string): Promise<boolean> {
  const { githubAccount, account, session, token } = tx.tables;
  const [known, ...ways] = await Promise.all([
    tx.db.select({ provenAt: githubAccount.provenAt }).from(githubAccount).where(eq(githubAccount.personId, personId)),
    tx.db.select({ id: account.id }).from(account).where(eq(account.userId, personId)).limit(1),
    tx.db.select({ id: session.id }).from(session).where(eq(session.userId, personId)).limit(1),
    tx.db.select({ id: token.id }).from(token).where(eq(token.personId, personId)).limit(1),
  ]);
  return known[0]?.provenAt === null && ways.every((rows) => rows.length === 0);
}

/** The GitHub account of a person; undefined without one. */
export async function accountOf(tx: Pick<Source, "db" | "tables">, personId: string) {
  const { githubAccount } = tx.tables;
  const [row] = await tx.db
    .select({ id: githubAccount.id, login: githubAccount.login })
    .from(githubAccount)
    .where(eq(githubAccount.personId, personId));
  return row;
}
