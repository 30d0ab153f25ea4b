import { eq } from "drizzle-orm";
import { AppError, type FreeTask } from "../../domain/errors";
import { nextLevel } from "../../domain/next-step";
import { completionsNeeded } from "../../domain/policy";
import type { Context } from "../context";
import { policyOf } from "../projects/policy";
import { asPerson } from "../rights";
import { completionsOf } from "./allowed";
import { freeTasksFor } from "./instead";

/**
 * What the person who asks can do after a task: free tasks of its project or with its tags, those of the next
 * difficulty first if the project's ladder lets them; at most three.
 * @throws AppError not_found, unauthenticated
 */
export async function nextTasks(context: Context, number: number): Promise<FreeTask[]> {
  const { person } = asPerson(context);
  const { task, project } = context.database.tables;
  const [row] = await context.database.db
    .select({ difficulty: task.difficulty, project })
    .from(task)
    .innerJoin(project, eq(project.id, task.projectId))
    .where(eq(task.number, number));
  if (!row) throw new AppError("not_found", { what: "task" });
  const level = nextLevel(row.difficulty);
  const isOpen = completionsNeeded(policyOf(row.project), level) <= (await completionsOf(context.database, person.id));
  return freeTasksFor(context.database, {
    like: number,
    personId: person.id,
    difficulty: isOpen ? level : (row.difficulty ?? undefined),
  });
}
