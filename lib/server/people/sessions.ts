import { and, desc, eq, gt, ne } from "drizzle-orm";
import type { Queries } from "../../../db/database";
import type { SessionView } from "../../domain/account";
import type { Context } from "../context";
import { asSignedIn } from "./create";
import { deviceOf } from "./device";

/**
 * Where the person is signed in: the session that asks (`currentId`) first, then those last used.
 * @throws AppError unauthenticated
 */
export async function listSessions(context: Context, currentId: string): Promise<SessionView[]> {
  const person = asSignedIn(context);
  const { session } = context.database.tables;
  const rows = await context.database.db
    .select()
    .from(session)
    .where(and(eq(session.userId, person.id), gt(session.expiresAt, context.now())))
    .orderBy(desc(session.updatedAt), desc(session.id));
  const current = rows.filter((row) => row.id === currentId);
  const others = rows.filter((row) => row.id !== currentId);
  return [...current, ...others].map((row) => ({
    id: row.id,
    ...deviceOf(row.userAgent ?? ""),
    address: row.ipAddress || null,
    signedInAt: row.createdAt.toISOString(),
    lastUsedAt: row.updatedAt.toISOString(),
    isCurrent: row.id === currentId,
  }));
}

/** Ends one session of the person, if it is still there. @throws AppError unauthenticated */
export async function endSession(context: Context, id: string): Promise<void> {
  const person = asSignedIn(context);
  const { session } = context.database.tables;
  await sessions(context)
    .delete(session)
    .where(and(eq(session.id, id), eq(session.userId, person.id)));
}

/** Ends all sessions of the person but `currentId`; says how many. @throws AppError unauthenticated */
export async function endOtherSessions(context: Context, currentId: string): Promise<number> {
  const person = asSignedIn(context);
  const { session } = context.database.tables;
  const ended = await sessions(context)
    .delete(session)
    .where(and(eq(session.userId, person.id), ne(session.id, currentId)))
    .returning({ id: session.id });
  return ended.length;
}

/** Not a transaction: who is signed in where changes no page, so it must not raise the version. */
function sessions(context: Context): Queries {
  return context.database.signIn.db as Queries;
}
