import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Source } from "../../../db/database";
import { AppError } from "../../domain/errors";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { record } from "../record";
import { asPerson, asSystem } from "../rights";
import { asSignedIn } from "./create";
import { isSameHash, tokenHash } from "./token-use";

const key = "setup_link";
const redeemInput = z.strictObject({ token: z.string().min(1).max(200) });

/**
 * While there is no administrator: a new link, as path and query, that makes whoever opens it the first one; the one
 * before stops working. Null when there is an administrator. For the start of the server.
 * @throws AppError forbidden
 */
export async function newSetupLink(context: Context): Promise<string | null> {
  asSystem(context);
  return context.database.transaction(async (tx) => {
    const { keep } = tx.tables;
    await tx.db.delete(keep).where(eq(keep.key, key));
    if (await hasAdmin(tx)) return null;
    const token = randomBytes(24).toString("base64url");
    await tx.db.insert(keep).values({ key, value: tokenHash(token) });
    return `/set-up?token=${token}`;
  });
}

/**
 * Makes the person who asks the first administrator, once: of several at the same moment one succeeds.
 * @throws AppError unauthenticated; not_found (`link`: it is wrong, was used, or a newer one was made); invalid
 */
export async function redeemSetupLink(context: Context, input: unknown): Promise<{ login: string; isAdmin: true }> {
  const { id, login, name } = asSignedIn(context);
  const { token } = parseInput(redeemInput, input);
  return context.database.transaction(async (tx) => {
    const { keep, person } = tx.tables;
    const [kept] = await tx.db.select().from(keep).where(eq(keep.key, key));
    const isRight = kept !== undefined && isSameHash(kept.value, tokenHash(token));
    if (!isRight || (await hasAdmin(tx))) throw new AppError("not_found", { what: "link" });
    const used = await tx.db.delete(keep).where(eq(keep.key, key)).returning({ key: keep.key });
    if (used.length === 0) throw new AppError("not_found", { what: "link" });
    await tx.db.update(person).set({ isAdmin: true, updatedAt: context.now() }).where(eq(person.id, id));
    const details = { person: { login, name }, role: "admin" as const };
    await record(tx, context, asPerson(context), { kind: "person.made_admin", details });
    return { login, isAdmin: true };
  });
}

async function hasAdmin(source: Source): Promise<boolean> {
  const { person } = source.tables;
  const [admin] = await source.db.select({ id: person.id }).from(person).where(eq(person.isAdmin, true)).limit(1);
  return admin !== undefined;
}
