import { eq } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import { linkClaimInput } from "../../domain/inputs";
import { LinkError, type ParsedLink, parseLink } from "../../domain/links";
import { stopClock } from "../../domain/policy";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { keepersOf, notify } from "../notices/notify";
import { overtake } from "../notices/overtake";
import { parseInput } from "../parse";
import { record } from "../record";
import { asHolderOrMaintainer } from "../rights";
import { changeTask } from "../tasks/change";
import { linkRow, repositoryOf } from "../tasks/content";
import { openClaim, writeClock } from "./open";

/** Links a claim may have, as many as a task's own: each is on the task's page and in every list. */
const most = 20;

/**
 * Links an issue, a pull request or another address to a claim; by its holder or a maintainer. A pull request stops the
 * clock and the claim is in review. Linking the same address again changes nothing.
 * @throws AppError link_invalid (what is expected), invalid (too many), claim_ended, not_found, unauthenticated, forbidden
 */
export async function linkClaim(context: Context, input: unknown): Promise<ChangeView> {
  const { id, url } = parseInput(linkClaimInput, input);
  return changeTask(context, async (tx) => {
    const { link } = tx.tables;
    const row = await openClaim(tx, id);
    const by = await asHolderOrMaintainer(tx, context, row);
    const parsed = parseAddress(url, context, await repositoryOf(tx, row.taskNumber));
    const linked = await tx.db.select({ url: link.url }).from(link).where(eq(link.claimId, id));
    if (linked.some((one) => one.url === parsed.url)) return { number: row.taskNumber, claimId: id };
    if (linked.length >= most) {
      throw new AppError("invalid", { issues: [{ path: "url", code: "too_many_links", params: { maximum: most } }] });
    }
    await tx.db
      .insert(link)
      .values(linkRow(context, parsed, { number: row.taskNumber, claimId: id, by: by.person?.id ?? null }));
    const now = context.now();
    const isReview = parsed.kind === "pull_request";
    await writeClock(tx, id, isReview ? stopClock(row, now) : row, by.isHolder ? now : null);
    const details = { link: { kind: parsed.kind, url: parsed.url, label: parsed.label } };
    await record(tx, context, by, {
      kind: "claim.linked",
      task: row.taskNumber,
      projectId: row.projectId,
      claimId: id,
      details,
    });
    if (isReview && row.state === "active") {
      await overtake(tx, now, { kind: "claim.reminder", task: row.taskNumber, people: [row.personId] });
      await notify(tx, context, await keepersOf(tx, row.taskNumber, row.projectId), {
        kind: "review.started",
        key: `${id} ${parsed.url}`,
        task: row.taskNumber,
        projectId: row.projectId,
        claimId: id,
        details,
      });
    }
    return { number: row.taskNumber, claimId: id, texts: true };
  });
}

/** @throws AppError link_invalid */
function parseAddress(url: string, context: Context, repository: { defaultRepository?: string }): ParsedLink {
  try {
    return parseLink(url, context.linkHosts, repository);
  } catch (error) {
    if (error instanceof LinkError) throw new AppError("link_invalid", { expected: error.expected });
    throw error;
  }
}
