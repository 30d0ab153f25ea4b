import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { isUniqueViolation, type Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { parseInput } from "../../server/parse";
import { type ActingPerson, actingPerson, type Context } from "../context";
import { record } from "../record";
import { asAdmin, asPerson } from "../rights";
import { createPersonInput, signUpInput, typedLogin } from "./inputs";

/**
 * A visitor makes an account. The caller signs them in after it.
 * @throws AppError sign_up_closed, login_taken, invalid
 */
export async function signUp(context: Context, input: unknown): Promise<ActingPerson> {
  if (context.signUp === "closed") throw new AppError("sign_up_closed", {});
  const { login, password, name } = parseInput(signUpInput, input);
  const newcomer = { login, displayLogin: typedLogin(input, login), name, password, isAdmin: false };
  return insert(context, newcomer, async (tx, person) => {
    // Nobody acted before there was this person, so it is the person who joined.
    const joined: Context = { ...context, actor: { kind: "person", person } };
    await record(tx, joined, asPerson(joined), { kind: "person.joined", details: { person: named(person) } });
  });
}

/**
 * An administrator, or the terminal, makes an account for someone; also while sign-up is closed.
 * @throws AppError unauthenticated, forbidden, login_taken, invalid
 */
export async function createPerson(context: Context, input: unknown): Promise<ActingPerson> {
  const by = asAdmin(context);
  const { login, password, name, isAdmin } = parseInput(createPersonInput, input);
  const newcomer = { login, displayLogin: typedLogin(input, login), name, password, isAdmin };
  return insert(context, newcomer, async (tx, person) => {
    const details = { person: named(person) };
    await record(tx, context, by, { kind: "person.joined", details });
    if (isAdmin) await record(tx, context, by, { kind: "person.made_admin", details: { ...details, role: "admin" } });
  });
}

interface Newcomer {
  login: string;
  displayLogin: string;
  name: string | undefined;
  password: string;
  isAdmin: boolean;
}

/** Person, password and event in one transaction: an account is there whole or not at all. */
async function insert(
  context: Context,
  newcomer: Newcomer,
  alsoDo: (tx: Transaction, person: ActingPerson) => Promise<void>,
): Promise<ActingPerson> {
  const { login, displayLogin, isAdmin } = newcomer;
  // Slow on purpose, so before the transaction and not inside.
  const password = await hashPassword(newcomer.password);
  const person: ActingPerson = { id: randomUUID(), login, name: newcomer.name || displayLogin, isAdmin };
  const now = context.now();
  try {
    return await context.database.transaction(async (tx) => {
      await tx.db.insert(tx.tables.person).values({
        ...person,
        displayLogin,
        // better-auth needs an address; nobody can be written to at this one, and no one can set another.
        email: `${login}@people.invalid`,
        createdAt: now,
        updatedAt: now,
      });
      await tx.db.insert(tx.tables.account).values(passwordAccount(person.id, password, now));
      await alsoDo(tx, person);
      return person;
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError("login_taken", { login });
    throw error;
  }
}

/** How better-auth keeps a password: an account of the provider `credential`. */
export function passwordAccount(personId: string, hash: string, now: Date) {
  return {
    id: randomUUID(),
    userId: personId,
    accountId: personId,
    providerId: "credential",
    password: hash,
    createdAt: now,
    updatedAt: now,
  };
}

function named({ login, name }: ActingPerson) {
  return { login, name };
}

/** The person who acts with a session of their own, not with a token. @throws AppError unauthenticated */
export function asSignedIn(context: Context): ActingPerson {
  const person = context.actor.kind === "person" ? actingPerson(context) : null;
  if (!person) throw new AppError("unauthenticated", {});
  return person;
}
