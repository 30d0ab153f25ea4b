"use client";

import type { ClaimView } from "../../lib/domain/views";
import { withMessages } from "../task/with-messages";

export interface ClaimActionsProps {
  claim: ClaimView;
  /** After every change that went through. */
  onChanged?: (what: ClaimChange) => void;
}

/** What the holder has just done. */
export type ClaimChange = "renewed" | "linked" | "unlinked" | "noted" | "completed" | "released" | "undone";

/**
 * What the holder of a claim can do: link a pull request, renew, write a note, finish, give back. Loaded when it is
 * first shown, and it brings its own messages; it works wherever there is a query cache.
 */
export const ClaimActions = withMessages<ClaimActionsProps>(
  ["task", "errors"],
  () => import("./panel").then((loaded) => loaded.ClaimPanel),
  <div aria-hidden="true" className="min-h-40" />,
);
