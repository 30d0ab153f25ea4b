import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import { makeExceptionInput } from "../../domain/inputs";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { notify } from "../notices/notify";
import { parseInput } from "../parse";
import { record } from "../record";
import { asMaintainer } from "../rights";
import { changeTask, taskRow } from "../tasks/change";
import { hasException } from "./allowed";

/**
 * Lets one person claim one task beyond cap and ladder, once, with a reason that stands in the timeline; by a
 * maintainer. Doing so again while it is not used changes nothing.
 * @throws AppError not_found (task or person), task_not_open, invalid, unauthenticated, forbidden
 */
export async function makeException(context: Context, input: unknown): Promise<ChangeView> {
  const { number, login, reason } = parseInput(makeExceptionInput, input);
  return changeTask(context, async (tx) => {
    const { person, claimException } = tx.tables;
    const row = await taskRow(tx, number);
    const by = await asMaintainer(tx, context, row.projectId);
    if (row.status === "done" || row.status === "closed") {
      throw new AppError("task_not_open", { task: number, status: row.status, instead: [] });
    }
    const [one] = await tx.db.select().from(person).where(eq(person.login, login));
    if (!one) throw new AppError("not_found", { what: "person" });
    if (await hasException(tx, number, one.id)) return { number };
    const id = randomUUID();
    await tx.db.insert(claimException).values({
      id,
      taskNumber: number,
      personId: one.id,
      grantedById: by.person?.id ?? null,
      reason,
      createdAt: context.now(),
    });
    const about = { task: number, projectId: row.projectId };
    const details = { person: { login: one.login, name: one.name }, reason };
    await record(tx, context, by, { kind: "exception.granted", ...about, details });
    await notify(tx, context, [one.id], { kind: "exception.granted", key: id, ...about, details: { reason } });
    return { number };
  });
}
