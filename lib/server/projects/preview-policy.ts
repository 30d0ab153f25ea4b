import { and, count, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Source } from "../../../db/database";
import { previewPolicyInput } from "../../domain/inputs";
import { capOf, completionsNeeded, freshnessOf, type Policy, renewalsLeft } from "../../domain/policy";
import type { PolicyEffectView } from "../../domain/views";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { asMaintainer } from "../rights";
import { projectId } from "./create";

/**
 * What rules would mean for a project's claims and tasks as they are now, without changing anything; for its maintainers.
 * @throws AppError invalid, not_found, unauthenticated, forbidden
 */
export async function previewPolicy(context: Context, input: unknown): Promise<PolicyEffectView> {
  const { slug, policy } = parseInput(previewPolicyInput, input);
  const { database } = context;
  const id = await projectId(database, slug);
  await asMaintainer(database, context, id);
  const [running, overCap, belowLadder, freshness] = await Promise.all([
    runningClaims(database, policy, id),
    peopleOverCap(database, policy, id),
    peopleBelowLadder(database, policy, id),
    tasksByFreshness(database, policy, id, context.now()),
  ]);
  return { ...running, overCap, belowLadder, ...freshness };
}

async function runningClaims(source: Source, policy: Policy, projectId: string) {
  const { claim } = source.tables;
  const rows = await source.db
    .select({ state: claim.state, renewals: claim.renewals })
    .from(claim)
    .where(and(eq(claim.projectId, projectId), isNull(claim.endedAt), isNotNull(claim.leaseEndsAt)));
  return { running: rows.length, withoutRenewals: rows.filter((row) => renewalsLeft(policy, row) === 0).length };
}

/** Of the people who work on something of this project: those who hold more than the cap, which counts in all projects. */
async function peopleOverCap(source: Source, policy: Policy, projectId: string): Promise<number> {
  const { claim } = source.tables;
  const isActive = and(isNull(claim.endedAt), eq(claim.state, "active"));
  const here = source.db
    .select({ id: claim.personId })
    .from(claim)
    .where(and(isActive, eq(claim.projectId, projectId)));
  const held = await source.db
    .select({ personId: claim.personId, count: count() })
    .from(claim)
    .where(and(isActive, inArray(claim.personId, here)))
    .groupBy(claim.personId);
  const completions = await completionsBy(
    source,
    held.map((one) => one.personId),
  );
  return held.filter((one) => one.count > capOf(policy, completions.get(one.personId) ?? 0)).length;
}

/** Of the people in line for a task of this project: those who could not claim it, for the ladder. */
async function peopleBelowLadder(source: Source, policy: Policy, projectId: string): Promise<number> {
  const { waiting, task, claimException } = source.tables;
  const rows = await source.db
    .select({ personId: waiting.personId, difficulty: task.difficulty })
    .from(waiting)
    .innerJoin(task, eq(task.number, waiting.taskNumber))
    .leftJoin(
      claimException,
      and(
        eq(claimException.taskNumber, waiting.taskNumber),
        eq(claimException.personId, waiting.personId),
        isNull(claimException.usedAt),
      ),
    )
    .where(and(eq(waiting.projectId, projectId), isNull(waiting.endedAt), isNull(claimException.id)));
  const completions = await completionsBy(
    source,
    rows.map((row) => row.personId),
  );
  const below = rows.filter((row) => (completions.get(row.personId) ?? 0) < completionsNeeded(policy, row.difficulty));
  return new Set(below.map((row) => row.personId)).size;
}

async function completionsBy(source: Source, people: readonly string[]): Promise<Map<string, number>> {
  const { claim } = source.tables;
  if (people.length === 0) return new Map();
  const rows = await source.db
    .select({ personId: claim.personId, count: count() })
    .from(claim)
    .where(and(eq(claim.state, "completed"), inArray(claim.personId, [...new Set(people)])))
    .groupBy(claim.personId);
  return new Map(rows.map((row) => [row.personId, row.count]));
}

async function tasksByFreshness(source: Source, policy: Policy, projectId: string, now: Date) {
  const { task } = source.tables;
  const rows = await source.db
    .select({ confirmedAt: task.confirmedAt, createdAt: task.createdAt })
    .from(task)
    .where(and(eq(task.projectId, projectId), inArray(task.status, ["open", "dormant"])));
  const ages = rows.map((row) => freshnessOf(policy, row.confirmedAt ?? row.createdAt, now));
  const countOf = (freshness: string) => ages.filter((one) => one === freshness).length;
  return { askFirst: countOf("ask_first"), hidden: countOf("dormant") };
}
