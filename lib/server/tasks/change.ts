import { eq } from "drizzle-orm";
import type { Source, Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { settleIssue } from "../github/errands";
import { settleWaitlist } from "../waitlist/settle";
import { readTask } from "./read";
import { refreshTask } from "./refresh";

/** The row of a task. @throws AppError not_found */
export async function taskRow(tx: Source, number: number) {
  const { task } = tx.tables;
  const [row] = await tx.db.select().from(task).where(eq(task.number, number));
  if (!row) throw new AppError("not_found", { what: "task" });
  return row;
}

/** What one change of a task was: which task, which claim, and the event that can undo it. */
export interface Change {
  number: number;
  claimId?: string | null;
  eventId?: number | null;
  /** Whether what search finds has changed. */
  texts?: boolean;
}

/**
 * After a change of a task: what became free goes to the next in line, what is derived is brought up to date, and what
 * its issue at GitHub lacks is written down to be done.
 */
export async function settleTask(
  tx: Transaction,
  context: Context,
  number: number,
  options: { texts: boolean },
): Promise<{ offered: number }> {
  const offered = await settleWaitlist(tx, context, number);
  await refreshTask(tx, context.now(), number, options);
  await settleIssue(tx, context, number);
  return { offered };
}

/** Does `work` in one transaction, settles the task, and returns it as it is then. */
export async function changeTask(context: Context, work: (tx: Transaction) => Promise<Change>): Promise<ChangeView> {
  const change = await context.database.transaction(async (tx) => {
    const done = await work(tx);
    const { offered } = await settleTask(tx, context, done.number, { texts: done.texts ?? false });
    // What was offered to someone cannot be taken back from them.
    return offered > 0 ? { ...done, eventId: null } : done;
  });
  return {
    task: await readTask(context, change.number),
    claimId: change.claimId ?? null,
    eventId: change.eventId ?? null,
  };
}
