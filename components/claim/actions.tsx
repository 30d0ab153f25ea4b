"use client";

import type { ClaimView } from "../../lib/domain/views";
import { withMessages } from "../task/with-messages";

export interface ClaimActionsProps {
  claim: ClaimView;
  /** After every change that went through. */
  onChanged?: (what: ClaimChange) => void;
  /** The page around it says the next step already. */
  isGuided?: boolean;
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
  <div aria-hidden="true" className="flex min-h-40 flex-col gap-3 *:animate-pulse *:rounded-control *:bg-soft">
    <div className="h-5 w-2/3" />
    <div className="h-control" />
    <div className="h-8 w-5/6" />
  </div>,
);
