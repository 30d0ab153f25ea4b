import { stoppedBy } from "../../lib/domain/next-step";
import type { ClaimView } from "../../lib/domain/views";

/** What a claim in review says: it is a draft still, GitHub tells when it is merged, or somebody here does. */
export type ReviewText = "review" | "reviewMaintainer" | "reviewFollowed" | "reviewDraft";

export function reviewText(claim: Pick<ClaimView, "id" | "links" | "holderMayComplete">): ReviewText {
  // GitHub has told of the pull request: it will tell, too, when it is merged.
  const state = stoppedBy(claim.links, claim.id)?.state;
  if (state) return state === "draft" ? "reviewDraft" : "reviewFollowed";
  return claim.holderMayComplete ? "review" : "reviewMaintainer";
}
