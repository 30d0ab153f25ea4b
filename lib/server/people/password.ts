import { hashPassword, verifyPassword } from "better-auth/crypto";
import { and, eq, ne } from "drizzle-orm";
import type { Source, Transaction } from "../../../db/database";
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
 * Who has none yet gets their first one; they have just confirmed through GitHub that it is them (`confirmedId`).
 * @throws AppError unauthenticated; invalid (`current` is wrong: code `wrong_password`; not confirmed:
 *   `confirm_first`); rate_limited
 */
export async function changePassword(
  context: Context,
  currentId: string,
  input: unknown,
  confirmedId: string | null = null,
): Promise<void> {
  const { id } = asSignedIn(context);
  const { current, next } = parseInput(changePasswordInput, input);
  const isStillTrue = await prove(context, id, { password: current, path: "current", confirmedId });
  const hash = await hashPassword(next);
  await context.database.transaction(async (tx) => {
    await isStillTrue(tx);
    await write(tx, context, id, hash, currentId);
  });
}

interface Proof {
  password: string | undefined;
  /** The field of the password, for the refusal. */
  path: string;
  /** Who has just confirmed through GitHub that it is them. */
  confirmedId: string | null;
}

/**
 * Has a person who is signed in prove that it is them: by their password, or through GitHub if they have none. Checking
 * a password is slow on purpose, so not in a transaction: that begins with what is returned.
 * @throws AppError rate_limited; invalid (`wrong_password` at `path`; `confirm_first`)
 */
export async function prove(
  context: Context,
  id: string,
  { password, path, confirmedId }: Proof,
): Promise<(tx: Transaction) => Promise<void>> {
  const hash = await passwordOf(context.database, id);
  if (hash === null) {
    if (confirmedId !== id) throw new AppError("invalid", { issues: [{ path: "", code: "confirm_first" }] });
  } else {
    if (!password) throw new AppError("invalid", { issues: [{ path, code: "required" }] });
    await takeAttempt(context.database, `password|${id}`, perPerson);
    if (!(await verifyPassword({ hash, password }))) throw wrongPassword(path);
  }
  // A password that was changed elsewhere while it was being checked is the current one no more.
  return async (tx) => {
    if ((await passwordOf(tx, id)) !== hash) throw wrongPassword(path);
  };
}

/** The hash of a person's password; null without one. */
export async function passwordOf({ db, tables }: Pick<Source, "db" | "tables">, id: string): Promise<string | null> {
  const { account } = tables;
  const [kept] = await db
    .select({ hash: account.password })
    .from(account)
    .where(and(eq(account.userId, id), eq(account.providerId, "credential")));
  return kept?.hash ?? null;
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
