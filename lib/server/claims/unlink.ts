import { and, eq } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import { unlinkClaimInput } from "../../domain/inputs";
import { startClock } from "../../domain/policy";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { readPolicy } from "../projects/policy";
import { record } from "../record";
import { asHolderOrMaintainer } from "../rights";
import { changeTask } from "../tasks/change";
import { openClaim, writeClock } from "./open";

/**
 * Takes a link off a claim again. Without any pull request left, the clock goes on where it stopped.
 * @throws AppError not_found (claim or link), claim_ended, unauthenticated, forbidden
 */
export async function unlinkClaim(context: Context, input: unknown): Promise<ChangeView> {
  const { id, link: linkId } = parseInput(unlinkClaimInput, input);
  return changeTask(context, async (tx) => {
    const { link } = tx.tables;
    const row = await openClaim(tx, id);
    const by = await asHolderOrMaintainer(tx, context, row);
    const [gone] = await tx.db
      .delete(link)
      .where(and(eq(link.claimId, id), eq(link.id, linkId)))
      .returning();
    if (!gone) throw new AppError("not_found", { what: "link" });
    const left = await tx.db
      .select({ id: link.id })
      .from(link)
      .where(and(eq(link.claimId, id), eq(link.kind, "pull_request")));
    if (left.length === 0 && row.state === "in_review") {
      await writeClock(tx, id, startClock(await readPolicy(tx, row.projectId), row, context.now()));
    }
    await record(tx, context, by, {
      kind: "claim.unlinked",
      task: row.taskNumber,
      projectId: row.projectId,
      claimId: id,
      details: { link: { kind: gone.kind, url: gone.url, label: gone.label } },
    });
    return { number: row.taskNumber, claimId: id, texts: true };
  });
}
