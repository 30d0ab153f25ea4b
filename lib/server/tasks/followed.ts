import { and, eq, inArray, lte, min, ne } from "drizzle-orm";
import type { Source } from "../../../db/database";
import type { FollowedIssueView, Instant } from "../../domain/views";
import type { SyncFault } from "../../domain/words";
import type { Context } from "../context";

/** GitHub may be away for so long, in milliseconds, before anyone but maintainers is told. */
const patience = 60 * 60_000;

/** The faults that lie with GitHub; the others are one repository's, and its maintainers' to mend. */
const awayFaults: SyncFault[] = ["unreachable", "unreadable", "rate_limited"];

/** Whether a fault is the maintainers' to look at: their repository's own, or one of GitHub's that lasts. */
export function needsMaintainer(fault: SyncFault, since: Date, now: Date): boolean {
  return !awayFaults.includes(fault) || since.getTime() <= now.getTime() - patience;
}

/** The issue that a task follows, if its repository is followed. */
export async function followedIssue(source: Source, number: number, now: Date): Promise<FollowedIssueView | null> {
  const { issue, repository } = source.tables;
  const [row] = await source.db
    .select({ issue, repository })
    .from(issue)
    .innerJoin(repository, eq(repository.id, issue.repositoryId))
    .where(and(eq(issue.taskNumber, number), eq(repository.isFollowed, true), ne(issue.state, "gone")));
  if (!row) return null;
  const { owner, name, syncedAt, faultSince } = row.repository;
  // A webhook may have brought news since the last reading.
  const trueAt = Math.max(syncedAt?.getTime() ?? 0, row.issue.seenAt.getTime());
  const isAway = faultSince !== null && faultSince.getTime() <= now.getTime() - patience;
  return {
    label: `${owner}/${name}#${row.issue.number}`,
    url: row.issue.url,
    syncedAt: syncedAt && new Date(trueAt).toISOString(),
    awaySince: isAway ? faultSince.toISOString() : null,
  };
}

/** Since when GitHub has not answered, for the repositories of a project or of all; null when that is less than an hour. */
export async function gitHubAwaySince({ database, now }: Context, project: string | null): Promise<Instant | null> {
  const { repository, project: projects } = database.tables;
  const [row] = await database.db
    .select({ since: min(repository.faultSince) })
    .from(repository)
    .innerJoin(projects, eq(projects.id, repository.projectId))
    .where(
      and(
        eq(repository.isFollowed, true),
        inArray(repository.fault, awayFaults),
        lte(repository.faultSince, new Date(now().getTime() - patience)),
        project === null ? undefined : eq(projects.slug, project),
      ),
    );
  return row?.since?.toISOString() ?? null;
}
