import { hashPassword, verifyPassword } from "better-auth/crypto";
import { and, eq, ne } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { asSystem } from "../rights";
import { asSignedIn, passwordAccount } from "./create";
import { changePasswordInput, setPasswordInput } from "./inputs";
import { takeAttempt } from "./limits";

/** Attempts of one person to say the current password. */
const perPerson = { max: 10, seconds: 15 * 60 };

/**
 * Changes the password of the person who asks and signs out every other browser. `currentId` is the session that asks.
 * Tokens stay: programs would stop without anyone having decided that, and each is listed and revoked by itself.
 * @throws AppError unauthenticated; invalid (`current` is wrong: code `wrong_password`); rate_limited
 */
export async function changePassword(context: Context, currentId: string, input: unknown): Promise<void> {
  const { id } = asSignedIn(context);
  const { current, next } = parseInput(changePasswordInput, input);
  const kept = await checkPassword(context, id, current, "current");
  const hash = await hashPassword(next);
  await context.database.transaction(async (tx) => {
    await stillHasPassword(tx, id, kept, "current");
    await write(tx, context, id, hash, currentId);
  });
}

/**
 * Checks the password of a person who is signed in, counting the attempt. Slow on purpose, so not in a transaction: that
 * begins with `stillHasPassword`.
 * @returns the hash that is kept @throws AppError rate_limited; invalid (`wrong_password` at `path`)
 */
export async function checkPassword(context: Context, id: string, password: string, path: string): Promise<string> {
  await takeAttempt(context.database, `password|${id}`, perPerson);
  const { account } = context.database.tables;
  const [kept] = await context.database.db
    .select({ hash: account.password })
    .from(account)
    .where(and(eq(account.userId, id), eq(account.providerId, "credential")));
  if (!kept?.hash || !(await verifyPassword({ hash: kept.hash, password }))) throw wrongPassword(path);
  return kept.hash;
}

/** A password that was changed elsewhere while it was being checked is the current one no more. @throws AppError invalid */
export async function stillHasPassword(tx: Transaction, id: string, hash: string, path: string): Promise<void> {
  const { account } = tx.tables;
  const [still] = await tx.db
    .select({ id: account.id })
    .from(account)
    .where(and(eq(account.userId, id), eq(account.providerId, "credential"), eq(account.password, hash)));
  if (!still) throw wrongPassword(path);
}

function wrongPassword(path: string): AppError<"invalid"> {
  return new AppError("invalid", { issues: [{ path, code: "wrong_password" }] });
}

/**
 * Gives a person a new password and signs them out everywhere. For the terminal alone.
 * @throws AppError forbidden, not_found, invalid
 */
export async function setPassword(context: Context, input: unknown): Promise<void> {
  asSystem(context);
  const { login, password } = parseInput(setPasswordInput, input);
  const hash = await hashPassword(password);
  await context.database.transaction(async (tx) => {
    const { person } = tx.tables;
    const [row] = await tx.db.select({ id: person.id }).from(person).where(eq(person.login, login));
    if (!row) throw new AppError("not_found", { what: "person" });
    await write(tx, context, row.id, hash, "");
  });
}

async function write(tx: Transaction, context: Context, personId: string, hash: string, keepSession: string) {
  const { account, session } = tx.tables;
  const changed = await tx.db
    .update(account)
    .set({ password: hash, updatedAt: context.now() })
    .where(and(eq(account.userId, personId), eq(account.providerId, "credential")))
    .returning({ id: account.id });
  if (changed.length === 0) await tx.db.insert(account).values(passwordAccount(personId, hash, context.now()));
  await tx.db.delete(session).where(and(eq(session.userId, personId), ne(session.id, keepSession)));
}
