import { and, eq } from "drizzle-orm";
import type { SyncCursor } from "../../../db/schema.github";
import { isAppError } from "../../domain/errors";
import { minute } from "../../domain/policy";
import { type GitHubClient, GitHubFault } from "../../github/client";
import type { Context } from "../context";
import { log } from "../log";
import type { RepositoryRow } from "./access";
import { outside } from "./outside";
import type { GitHubSettings } from "./settings";

/** Whoever reads a repository and is not heard of for so long is thought dead. */
export const takenFor = 10 * minute;
const mostFailures = 50;

/** Where the first reading begins. */
export const firstCursor: SyncCursor = {
  since: null,
  commentsSince: null,
  rule: null,
  labels: [],
  failed: [],
  etags: {},
  openIssues: null,
  round: null,
  roundAt: null,
  unexplained: 0,
};

type RunRow = Context["database"]["tables"]["syncRun"]["$inferSelect"];

/** One reading of a repository that is under way. */
export interface Reading {
  context: Context;
  client: GitHubClient;
  given: GitHubSettings;
  repository: RepositoryRow;
  cursor: SyncCursor;
  run: Pick<RunRow, "id" | "seen" | "created" | "changed" | "failures">;
  /** Until when it is ours: whoever finds another time there has lost it. */
  takenUntil: Date;
}

/** Another machine has taken the repository over, thinking that this one was dead. */
export class Overtaken extends Error {
  override name = "Overtaken";
}

/** What goes wrong with one issue is noted, and the others are followed. */
export async function attempt<Result>(
  { run, repository, cursor }: Reading,
  number: number,
  work: () => Promise<Result>,
): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GitHubFault) throw error;
    const fault = isAppError(error) ? error.code : "internal";
    noteFailure(run, number, fault);
    if (cursor.failed.length < mostFailures && !cursor.failed.includes(number)) cursor.failed.push(number);
    log().warn({ err: error, issue: `${repository.owner}/${repository.name}#${number}` }, "An issue was not followed.");
    return null;
  }
}

/** What could not be followed, and why, for the page that tells it: each issue once. */
export function noteFailure({ failures }: Pick<RunRow, "failures">, issue: number, fault: string): void {
  if (failures.length < mostFailures && !failures.some((one) => one.issue === issue)) failures.push({ issue, fault });
}

/** Shows how far it is, and that it lives. @throws Overtaken */
export async function progress(reading: Reading): Promise<void> {
  const { context, client, repository, run } = reading;
  const { syncRun, repository: repositories } = context.database.tables;
  const { seen, created, changed } = run;
  const takenUntil = new Date(context.now().getTime() + takenFor);
  const [held] = await outside(context.database)
    .update(repositories)
    .set({ takenUntil })
    .where(and(eq(repositories.id, repository.id), eq(repositories.takenUntil, reading.takenUntil)))
    .returning({ id: repositories.id });
  if (!held) throw new Overtaken("another machine reads it now");
  reading.takenUntil = takenUntil;
  await outside(context.database)
    .update(syncRun)
    .set({ seen, created, changed, requests: client.requests })
    .where(eq(syncRun.id, run.id));
}
