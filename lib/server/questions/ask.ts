import { and, desc, eq, gt, isNull } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { askQuestionInput } from "../../domain/inputs";
import { day } from "../../domain/policy";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { keepersOf, notify } from "../notices/notify";
import { parseInput } from "../parse";
import { record } from "../record";
import { asPerson } from "../rights";
import { changeTask, taskRow } from "../tasks/change";
import { isSentTwice } from "./found";

/** Questions a person can ask within 24 hours, over all tasks of this board; deleted ones count. */
const questionsPerDay = 20;

/**
 * Asks a question about a task, whatever its status; anyone who is signed in. Those who look after the task are told.
 * The same question once more within a minute is the first one, sent twice.
 * @throws AppError not_found, rate_limited (20 questions a day), invalid, unauthenticated
 */
export async function askQuestion(context: Context, input: unknown): Promise<ChangeView> {
  const { number, body } = parseInput(askQuestionInput, input);
  return changeTask(context, async (tx) => {
    const { post } = tx.tables;
    const by = asPerson(context);
    const { projectId } = await taskRow(tx, number);
    const now = context.now();
    if (await isSentTwice(tx, now, { taskNumber: number, questionId: null, personId: by.person.id, body })) {
      return { number };
    }
    await checkLimit(tx, by.person.id, now);
    const [row] = await tx.db
      .insert(post)
      .values({ taskNumber: number, projectId, personId: by.person.id, body, createdAt: now })
      .returning({ id: post.id });
    if (!row) throw new Error("the question was not written");
    const about = { task: number, projectId };
    await record(tx, context, by, { kind: "question.asked", ...about });
    const told = await keepersOf(tx, number, projectId);
    await notify(tx, context, told, { kind: "question.asked", key: String(row.id), ...about, postId: row.id });
    return { number };
  });
}

/** @throws AppError rate_limited */
async function checkLimit(tx: Transaction, personId: string, now: Date): Promise<void> {
  const { post } = tx.tables;
  const asked = await tx.db
    .select({ at: post.createdAt })
    .from(post)
    .where(and(eq(post.personId, personId), isNull(post.questionId), gt(post.createdAt, new Date(now.getTime() - day))))
    .orderBy(desc(post.id))
    .limit(questionsPerDay);
  const oldest = asked[questionsPerDay - 1];
  if (!oldest) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((oldest.at.getTime() + day - now.getTime()) / 1000));
  throw new AppError("rate_limited", { retryAfterSeconds });
}
