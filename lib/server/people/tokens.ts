import { randomBytes, randomUUID } from "node:crypto";
import { and, desc, eq } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import type { NewTokenView, TokenView } from "../../domain/account";
import { AppError } from "../../domain/errors";
import { createTokenInput } from "../../domain/inputs";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { asSystem } from "../rights";
import { asSignedIn } from "./create";
import { loginOnlyInput } from "./inputs";
import { TOKEN_PREFIX, tokenHash } from "./token-use";

/** Tokens a person may have at once. */
const most = 50;

/**
 * Makes a token with which a program acts as the person who asks. Its secret is in the answer and nowhere else.
 * A token cannot make tokens: one that leaked would outlive its being revoked.
 * @throws AppError unauthenticated, invalid
 */
export async function createToken(context: Context, input: unknown): Promise<NewTokenView> {
  const { id } = asSignedIn(context);
  const { name } = parseInput(createTokenInput, input);
  return context.database.transaction((tx) => insert(tx, context, id, name));
}

/** Makes a token for someone. For the terminal alone. @throws AppError forbidden, not_found, invalid */
export async function createTokenFor(context: Context, input: { login: string; name: string }): Promise<NewTokenView> {
  asSystem(context);
  const { login } = parseInput(loginOnlyInput, { login: input.login });
  const { name } = parseInput(createTokenInput, { name: input.name });
  return context.database.transaction(async (tx) => {
    const { person } = tx.tables;
    const [row] = await tx.db.select({ id: person.id }).from(person).where(eq(person.login, login));
    if (!row) throw new AppError("not_found", { what: "person" });
    return insert(tx, context, row.id, name);
  });
}

/** The tokens of the person who asks, newest first, without their secrets. @throws AppError unauthenticated */
export async function listTokens(context: Context): Promise<TokenView[]> {
  const { id } = asSignedIn(context);
  const { token } = context.database.tables;
  const rows = await context.database.db
    .select()
    .from(token)
    .where(eq(token.personId, id))
    .orderBy(desc(token.createdAt), desc(token.id));
  return rows.map(view);
}

/** Ends a token of the person who asks; it stops working at once. @throws AppError unauthenticated, not_found */
export async function revokeToken(context: Context, input: { id: string }): Promise<{ id: string }> {
  const person = asSignedIn(context);
  return context.database.transaction(async (tx) => {
    const { token } = tx.tables;
    const [gone] = await tx.db
      .delete(token)
      .where(and(eq(token.id, String(input.id)), eq(token.personId, person.id)))
      .returning({ id: token.id });
    if (!gone) throw new AppError("not_found", { what: "token" });
    return gone;
  });
}

async function insert(tx: Transaction, context: Context, personId: string, name: string): Promise<NewTokenView> {
  const { token } = tx.tables;
  const owned = await tx.db.select({ id: token.id }).from(token).where(eq(token.personId, personId));
  if (owned.length >= most) {
    throw new AppError("invalid", { issues: [{ path: "name", code: "too_many_tokens", params: { maximum: most } }] });
  }
  const secret = TOKEN_PREFIX + randomBytes(32).toString("base64url");
  const row = { id: randomUUID(), personId, name, hash: tokenHash(secret), createdAt: context.now(), lastUsedAt: null };
  await tx.db.insert(token).values(row);
  return { ...view(row), token: secret };
}

function view(row: { id: string; name: string; createdAt: Date; lastUsedAt: Date | null }): TokenView {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
