import { eq } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { linkClaimInput } from "../../domain/inputs";
import { LinkError, type ParsedLink, parseLink } from "../../domain/links";
import { stopClock } from "../../domain/policy";
import type { ChangeView } from "../../domain/views";
import type { PullState } from "../../domain/words";
import type { Context } from "../context";
import { keepersOf, notify } from "../notices/notify";
import { overtake } from "../notices/overtake";
import { parseInput } from "../parse";
import { record } from "../record";
import { type Authorized, asHolderOrMaintainer } from "../rights";
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
    // One pull request is one link, however its address is written.
    const isSame = ({ url: other }: { url: string }) =>
      parsed.kind === "pull_request" ? other.toLowerCase() === parsed.url.toLowerCase() : other === parsed.url;
    if (linked.some(isSame)) return { number: row.taskNumber, claimId: id };
    if (linked.length >= most) {
      throw new AppError("invalid", { issues: [{ path: "url", code: "too_many_links", params: { maximum: most } }] });
    }
    await addLink(tx, context, by, row, parsed);
    return { number: row.taskNumber, claimId: id, texts: true };
  });
}

/**
 * Adds a link to an open claim, in the caller's transaction; a pull request stops the clock.
 * @param state of a pull request, where GitHub has told it
 */
export async function addLink(
  tx: Transaction,
  context: Context,
  by: Authorized & { isHolder: boolean },
  row: Awaited<ReturnType<typeof openClaim>>,
  parsed: ParsedLink,
  state: PullState | null = null,
): Promise<void> {
  const { id, taskNumber, projectId } = row;
  await tx.db.insert(tx.tables.link).values({
    ...linkRow(context, parsed, { number: taskNumber, claimId: id, by: by.person?.id ?? null }),
    state,
  });
  const now = context.now();
  const isReview = parsed.kind === "pull_request";
  await writeClock(tx, id, isReview ? stopClock(row, now) : row, by.isHolder ? now : null);
  const details = { link: { kind: parsed.kind, url: parsed.url, label: parsed.label } };
  const about = { task: taskNumber, projectId, claimId: id };
  await record(tx, context, by, { kind: "claim.linked", ...about, details });
  if (!isReview || row.state !== "active") return;
  await overtake(tx, now, { kind: "claim.reminder", task: taskNumber, people: [row.personId] });
  await notify(tx, context, await keepersOf(tx, taskNumber, projectId), {
    kind: "review.started",
    key: `${id} ${parsed.url}`,
    ...about,
    details,
  });
}

/** @throws AppError link_invalid */
function parseAddress(url: string, context: Context, repository: { defaultRepository?: string }): ParsedLink {
  try {
    const parsed = parseLink(url, context.linkHosts, repository);
    // A part of a pull request is still that pull request: its state is followed.
    return parsed.kind === "pull_request" ? { ...parsed, url: parsed.url.replace(/#.*$/, "") } : parsed;
  } catch (error) {
    if (error instanceof LinkError) throw new AppError("link_invalid", { expected: error.expected });
    throw error;
  }
}
