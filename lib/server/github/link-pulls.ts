import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { parseLink } from "../../domain/links";
import { addLink } from "../claims/link";
import { openClaim } from "../claims/open";
import type { ActingPerson, Context } from "../context";
import { asHolder } from "../rights";
import { asGitHub } from "./as";

/**
 * Links to a claim that has just begun the open pull requests that its holder has opened for the task's issue before, as
 * they are linked when they come after it. In the transaction that begins the claim.
 */
export async function linkKnownPulls(
  tx: Transaction,
  context: Context,
  { number, claimId, holder }: { number: number; claimId: string; holder: ActingPerson },
): Promise<void> {
  const { issue, repository, pullRequest, githubAccount } = tx.tables;
  const accounts = await tx.db
    .select({ id: githubAccount.id })
    .from(githubAccount)
    .where(eq(githubAccount.personId, holder.id));
  if (accounts.length === 0) return;
  const issues = await tx.db
    .select({ owner: repository.owner, name: repository.name, number: issue.number, projectId: repository.projectId })
    .from(issue)
    .innerJoin(repository, eq(repository.id, issue.repositoryId))
    .where(eq(issue.taskNumber, number));
  for (const of of issues) {
    const key = `${of.owner}/${of.name}#${of.number}`.toLowerCase();
    const pulls = await tx.db
      .select({
        url: pullRequest.url,
        state: pullRequest.state,
        author: pullRequest.author,
        speaksOf: pullRequest.speaksOf,
      })
      .from(pullRequest)
      .innerJoin(repository, eq(repository.id, pullRequest.repositoryId))
      .where(
        and(
          eq(repository.projectId, of.projectId),
          inArray(pullRequest.state, ["draft", "open"]),
          sql`cast(${pullRequest.speaksOf} as text) like ${`%"${key}"%`}`,
        ),
      )
      .orderBy(pullRequest.number);
    const own = pulls.filter(
      ({ author, speaksOf }) =>
        accounts.some((one) => one.id === author?.id) && speaksOf.some((one) => one.issue === key),
    );
    for (const { url, state } of own.slice(0, most)) {
      const row = await openClaim(tx, claimId);
      const opened = asGitHub(context, holder, "pull_request_opened");
      const by = { ...asHolder(opened, row), isHolder: true };
      await addLink(tx, opened, by, row, parseLink(url, context.linkHosts), state);
    }
  }
}

/** Pull requests that are linked so at most: a claim has room for others. */
const most = 10;
