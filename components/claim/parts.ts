import type { ClaimView } from "../../lib/domain/views";
import { askedIn } from "./asking";

const parts = ["guide", "note", "finish", "giveBack"] as const;
/** What is open for more in a claim's panel: a form, or the guide. */
export type Part = (typeof parts)[number];

type Place = Pick<Location, "search" | "hash">;

/**
 * The part of an address after `#` by which someone who has to sign in again comes back to what they had open. What a
 * reminder's link asked for is in the address already.
 */
export function partHash(claim: Pick<ClaimView, "id">, part: Part | undefined, place: Place): string {
  return part && !askedIn(place.search) ? `#${part}-${claim.id}` : place.hash;
}

/** What an address opens in a claim's panel. */
export function partIn(claim: Pick<ClaimView, "id">, { hash }: Pick<Place, "hash">): Part | null {
  return parts.find((part) => hash === `#${part}-${claim.id}`) ?? null;
}
