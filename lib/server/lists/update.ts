import { eq, sql } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { parseLink } from "../../domain/links";
import type { Context } from "../context";
import { record } from "../record";
import type { Authorized } from "../rights";
import { linkRow } from "../tasks/content";
import { refreshTask } from "../tasks/refresh";
import { snapshotTask } from "../tasks/snapshot";
import type { ItemWrite } from "./plan";

/** Adds to a task what a newer list knows of it: a difficulty it lacked, a reference. */
export async function writeUpdate(
  tx: Transaction,
  context: Context,
  by: Authorized,
  { number, projectId, difficulty, referenceUrl }: Extract<ItemWrite, { kind: "update" }>,
): Promise<void> {
  const { task, link } = tx.tables;
  const undo = await snapshotTask(tx, number, "content");
  await tx.db
    .update(task)
    .set({ revision: sql`${task.revision} + 1`, ...(difficulty ? { difficulty } : {}) })
    .where(eq(task.number, number));
  if (referenceUrl) {
    const parsed = parseLink(referenceUrl, context.linkHosts);
    await tx.db.insert(link).values(linkRow(context, parsed, { number, by: by.person?.id ?? null }));
  }
  await record(tx, context, by, {
    kind: "task.edited",
    task: number,
    projectId,
    details: { fields: [...(difficulty ? ["difficulty"] : []), ...(referenceUrl ? ["links"] : [])] },
    undo,
  });
  await refreshTask(tx, context.now(), number, { texts: true });
}
