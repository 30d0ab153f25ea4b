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
 * @throws AppError unauthenticated; invalid (`current` is wrong: code `wrong_password`); rate_limited
 */
export async function changePassword(context: Context, currentId: string, input: unknown): Promise<void> {
  const { id } = asSignedIn(context);
  const { current, next } = parseInput(changePasswordInput, input);
  await takeAttempt(context.database, `password|${id}`, perPerson);
  const { account } = context.database.tables;
  const [kept] = await context.database.db
    .select({ hash: account.password })
    .from(account)
    .where(and(eq(account.userId, id), eq(account.providerId, "credential")));
  if (!kept?.hash || !(await verifyPassword({ hash: kept.hash, password: current }))) {
    throw new AppError("invalid", { issues: [{ path: "current", code: "wrong_password" }] });
  }
  const hash = await hashPassword(next);
  await context.database.transaction(async (tx) => {
    const [still] = await tx.db
      .select({ id: account.id })
      .from(account)
      .where(and(eq(account.userId, id), eq(account.providerId, "credential"), eq(account.password, kept.hash ?? "")));
    // Changed elsewhere while this was being checked: what was given is the current password no more.
    if (!still) throw new AppError("invalid", { issues: [{ path: "current", code: "wrong_password" }] });
    await write(tx, context, id, hash, currentId);
  });
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
