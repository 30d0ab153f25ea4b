import { createHash, timingSafeEqual } from "node:crypto";
import { and, eq, isNull, lt, or } from "drizzle-orm";
import { type Database, isBusy, type Queries } from "../../../db/database";
import type { ActingPerson } from "../context";

/** What every token of ours begins with, so that one that leaks is recognised. */
export const TOKEN_PREFIX = "fh_";
const hour = 60 * 60 * 1000;

/** What is kept of a token: 256 random bits need no slow hash. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Whether two hashes are the same, in a time that says nothing about where they differ. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The person whose token this is; null when it is not valid. Notes the use, at most hourly. */
export async function personOfToken(
  database: Database,
  given: string,
): Promise<{ person: ActingPerson; tokenId: string } | null> {
  if (!given.startsWith(TOKEN_PREFIX) || given.length > 100) return null;
  const { token, person } = database.tables;
  const hash = tokenHash(given);
  const [row] = await database.db
    .select({
      tokenId: token.id,
      hash: token.hash,
      lastUsedAt: token.lastUsedAt,
      person: { id: person.id, login: person.login, name: person.name, isAdmin: person.isAdmin },
    })
    .from(token)
    .innerJoin(person, eq(person.id, token.personId))
    .where(eq(token.hash, hash));
  if (!row || !isSameHash(row.hash, hash)) return null;
  const now = Date.now();
  if (row.lastUsedAt === null || row.lastUsedAt.getTime() < now - hour) {
    // Not in a transaction: that a token was used changes no page, so it must not raise the version.
    await (database.signIn.db as Queries)
      .update(token)
      .set({ lastUsedAt: new Date(now) })
      .where(and(eq(token.id, row.tokenId), or(isNull(token.lastUsedAt), lt(token.lastUsedAt, new Date(now - hour)))))
      .catch((error: unknown) => {
        // The next use notes it: a read must not fail because others write.
        if (!isBusy(error)) throw error;
      });
  }
  return { person: row.person, tokenId: row.tokenId };
}
