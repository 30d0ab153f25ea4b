import { and, desc, eq, inArray, isNull, type SQL } from "drizzle-orm";
import type { Source } from "../../../db/database";
import { renewalsLeft } from "../../domain/policy";
import type { ClaimView } from "../../domain/views";
import { refOf } from "../people/ref";
import { policyOf } from "../projects/policy";
import { projectRef } from "../projects/refs";
import { titlesOf } from "../tasks/cards";

/** The claims that `where` selects (on columns of `source.tables.claim`), newest first, at most `limit`. */
export async function claimViews(source: Source, where: SQL | undefined, limit = 100): Promise<ClaimView[]> {
  const { claim, slot, task, project, person, link, post } = source.tables;
  const rows = await source.db
    .select({ claim, slot, task: { number: task.number, difficulty: task.difficulty }, project, person })
    .from(claim)
    .innerJoin(slot, eq(slot.id, claim.slotId))
    .innerJoin(task, eq(task.number, claim.taskNumber))
    .innerJoin(project, eq(project.id, claim.projectId))
    .innerJoin(person, eq(person.id, claim.personId))
    .where(where)
    .orderBy(desc(claim.startedAt), desc(claim.id))
    .limit(limit);
  if (rows.length === 0) return [];
  const [titles, links, questions] = await Promise.all([
    titlesOf(source, [...new Set(rows.map((row) => row.task.number))]),
    source.db
      .select()
      .from(link)
      .where(
        inArray(
          link.claimId,
          rows.map((row) => row.claim.id),
        ),
      )
      .orderBy(link.createdAt),
    source.db
      .select({ task: post.taskNumber, person: post.personId })
      .from(post)
      .where(
        and(
          inArray(post.taskNumber, [...new Set(rows.map((row) => row.task.number))]),
          inArray(post.personId, [...new Set(rows.map((row) => row.person.id))]),
          isNull(post.questionId),
          isNull(post.deletedAt),
        ),
      ),
  ]);
  return rows.map((row) => {
    const policy = policyOf(row.project);
    const { steps } = row.claim;
    const hasAsked = questions.some((one) => one.task === row.task.number && one.person === row.person.id);
    return {
      id: row.claim.id,
      task: { ...row.task, titles: titles.get(row.task.number) ?? { zh: null, en: null } },
      project: projectRef(row.project),
      slot: { id: row.slot.id, name: row.slot.name },
      person: refOf(row.person),
      state: row.claim.state,
      startedAt: row.claim.startedAt.toISOString(),
      leaseEndsAt: row.claim.leaseEndsAt?.toISOString() ?? null,
      renewals: row.claim.renewals,
      remindAt: row.claim.remindAt?.toISOString() ?? null,
      steps: hasAsked && !steps.includes("ask") ? [...steps, "ask"] : steps,
      renewalsLeft: renewalsLeft(policy, row.claim),
      renewDays: policy.renewDays,
      plan: row.claim.plan,
      endedAt: row.claim.endedAt?.toISOString() ?? null,
      endReason: row.claim.endReason,
      links: links
        .filter((one) => one.claimId === row.claim.id)
        .map(({ id, kind, url, label, claimId, state }) => ({ id, kind, url, label, claimId, state })),
      holderMayComplete: policy.holderMayComplete,
    };
  });
}
