import { AppError } from "../../domain/errors";
import { claimInput } from "../../domain/inputs";
import { renewed } from "../../domain/policy";
import type { ChangeView } from "../../domain/views";
import type { Context } from "../context";
import { overtake } from "../notices/overtake";
import { parseInput } from "../parse";
import { readPolicy } from "../projects/policy";
import { record } from "../record";
import { asHolder } from "../rights";
import { changeTask } from "../tasks/change";
import { openClaim, writeClock } from "./open";

/**
 * Adds the project's renewal to a claim's lease; by its holder. While a pull request is linked the clock stands, and
 * renewing changes nothing.
 * @throws AppError renewals_used, claim_ended, not_found, unauthenticated, forbidden
 */
export async function renewClaim(context: Context, input: unknown): Promise<ChangeView> {
  const { id } = parseInput(claimInput, input);
  return changeTask(context, async (tx) => {
    const row = await openClaim(tx, id);
    const by = asHolder(context, row);
    if (row.leaseEndsAt === null) return { number: row.taskNumber, claimId: id };
    const policy = await readPolicy(tx, row.projectId);
    const clock = renewed(policy, row, context.now());
    if (!clock) throw new AppError("renewals_used", { limit: policy.renewLimit });
    await writeClock(tx, id, clock, context.now());
    await overtake(tx, context.now(), { kind: "claim.reminder", task: row.taskNumber, people: [row.personId] });
    await record(tx, context, by, {
      kind: "claim.renewed",
      task: row.taskNumber,
      projectId: row.projectId,
      claimId: id,
      details: { leaseEndsAt: clock.leaseEndsAt?.toISOString() ?? null },
    });
    return { number: row.taskNumber, claimId: id };
  });
}
