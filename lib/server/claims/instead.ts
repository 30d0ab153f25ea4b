import { and, asc, desc, eq, inArray, isNull, notInArray, or, type SQL } from "drizzle-orm";
import type { Source } from "../../../db/database";
import { type FreeTask, isAppError } from "../../domain/errors";
import { completionsNeeded } from "../../domain/policy";
import { type Difficulty, difficulties } from "../../domain/words";
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
  // Who cannot take this level yet climbs the ladder from below, not on another project's.
  const fitting = error.code === "level_locked" ? { difficulty: "easy" as const } : {};
  error.data.instead = await freeTasksFor(context.database, { like: number, personId, ...fitting });
  return error;
}

/**
 * Free tasks that fit a person, at most three: of the same project and with the same tags as `like` before others, only
 * of levels that their completions open, and never one that they hold or have held. `difficulty`: such as this one first
 * (default: as `like`).
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
  const level = difficulty ?? of.difficulty;
  const tags = source.db.select({ id: taskTag.tagId }).from(taskTag).where(eq(taskTag.taskNumber, like));
  const tagged = source.db.select({ number: taskTag.taskNumber }).from(taskTag).where(inArray(taskTag.tagId, tags));
  const held = source.db.select({ number: claim.taskNumber }).from(claim).where(eq(claim.personId, personId));
  const mayTake = and(
    eq(task.status, "open"),
    await isOpenTo(source, await completionsOf(source, personId)),
    notInArray(task.number, held),
  );
  const inProject = eq(task.projectId, of.projectId);
  const asDifficult = level === null ? isNull(task.difficulty) : eq(task.difficulty, level);
  const byTag = inArray(task.number, tagged);
  const found: Omit<FreeTask, "titles">[] = [];
  const tries = [and(inProject, byTag, asDifficult), and(inProject, asDifficult), byTag, inProject, asDifficult];
  for (const alike of tries) {
    if (found.length >= limit) break;
    const known = [like, ...found.map((one) => one.number)];
    found.push(
      ...(await source.db
        .select({
          number: task.number,
          difficulty: task.difficulty,
          project: { slug: project.slug, name: project.name },
        })
        .from(task)
        .innerJoin(project, eq(project.id, task.projectId))
        .where(and(mayTake, notInArray(task.number, known), alike))
        .orderBy(desc(task.publishedAt), asc(task.number))
        .limit(limit - found.length)),
    );
  }
  const titles = await titlesOf(
    source,
    found.map((one) => one.number),
  );
  return found.map((one) => ({ ...one, titles: titles.get(one.number) ?? { zh: null, en: null } }));
}

/** Selects the tasks whose level is open to someone with so many completions, by the ladder of each task's project. */
async function isOpenTo(source: Source, completions: number): Promise<SQL | undefined> {
  const { task, project } = source.tables;
  const projects = await source.db.select({ id: project.id, policy: project.policy }).from(project);
  const byLevels = new Map<string, string[]>();
  for (const one of projects) {
    const levels = difficulties.filter((level) => completionsNeeded(policyOf(one), level) <= completions).join(" ");
    byLevels.set(levels, [...(byLevels.get(levels) ?? []), one.id]);
  }
  return or(
    ...[...byLevels].map(([levels, ids]) =>
      and(
        inArray(task.projectId, ids),
        or(isNull(task.difficulty), inArray(task.difficulty, levels.split(" ") as Difficulty[])),
      ),
    ),
  );
}
