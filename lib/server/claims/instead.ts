import { and, asc, desc, eq, inArray, ne, type SQL } from "drizzle-orm";
import type { Source } from "../../../db/database";
import { type FreeTask, isAppError } from "../../domain/errors";
import { completionsNeeded } from "../../domain/policy";
import type { Difficulty } from "../../domain/words";
import type { Context } from "../context";
import { policyOf } from "../projects/policy";
import { titlesOf } from "../tasks/cards";
import { completionsOf } from "./allowed";

const limit = 3;

/** A refusal by a rule, with free tasks that the person can take instead; any other error as it is. */
export async function withFreeTasks(
  context: Context,
  error: unknown,
  number: number,
  personId: string,
): Promise<unknown> {
  if (!isAppError(error) || !("instead" in error.data)) return error;
  error.data.instead = await freeTasksFor(context.database, { like: number, personId });
  return error;
}

/**
 * Free tasks that fit a person: of the same project or with the same tags as `like`, of a level their completions open,
 * at most three. `difficulty`: such as this one first (default: as `like`).
 */
export async function freeTasksFor(
  source: Source,
  { like, personId, difficulty }: { like: number; personId: string; difficulty?: Difficulty },
): Promise<FreeTask[]> {
  const { task, project, taskTag, claim } = source.tables;
  const [of] = await source.db
    .select({ projectId: task.projectId, difficulty: task.difficulty })
    .from(task)
    .where(eq(task.number, like));
  if (!of) return [];
  const completions = await completionsOf(source, personId);
  const level = difficulty ?? of.difficulty;
  const tags = source.db.select({ id: taskTag.tagId }).from(taskTag).where(eq(taskTag.taskNumber, like));
  const tagged = source.db.select({ number: taskTag.taskNumber }).from(taskTag).where(inArray(taskTag.tagId, tags));
  const held = source.db.select({ number: claim.taskNumber }).from(claim).where(eq(claim.personId, personId));
  const inProject = eq(task.projectId, of.projectId);
  const asDifficult = level === null ? undefined : eq(task.difficulty, level);
  const byTag = inArray(task.number, tagged);
  const known = new Set((await held).map((row) => row.number));
  const found = new Map<number, FreeTask>();
  const tries: (SQL | undefined)[] = [
    and(inProject, byTag, asDifficult),
    and(inProject, asDifficult),
    byTag,
    inProject,
  ];
  for (const alike of [...tries, asDifficult]) {
    if (found.size >= limit) break;
    const rows = await source.db
      .select({ number: task.number, difficulty: task.difficulty, project })
      .from(task)
      .innerJoin(project, eq(project.id, task.projectId))
      .where(and(eq(task.status, "open"), ne(task.number, like), alike))
      .orderBy(desc(task.publishedAt), asc(task.number))
      // Some are passed over below: of a level that is still closed to the person, or theirs once before.
      .limit(30);
    for (const row of rows) {
      if (found.size >= limit || found.has(row.number) || known.has(row.number)) continue;
      if (completionsNeeded(policyOf(row.project), row.difficulty) > completions) continue;
      const { slug, name } = row.project;
      found.set(row.number, { ...row, titles: { zh: null, en: null }, project: { slug, name } });
    }
  }
  const titles = await titlesOf(source, [...found.keys()]);
  return [...found.values()].map((one) => ({ ...one, titles: titles.get(one.number) ?? one.titles }));
}
