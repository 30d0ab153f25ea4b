"use client";

import type { ClaimView } from "../../lib/domain/views";
import { withMessages } from "../task/with-messages";

export interface ClaimActionsProps {
  claim: ClaimView;
  /** After every change that went through. */
  onChanged?: (what: ClaimChange) => void;
}

/** What the holder has just done. */
export type ClaimChange = "ticked" | "renewed" | "linked" | "unlinked" | "noted" | "completed" | "released" | "undone";

/**
 * What the holder of a claim does next, and can do: read the guide, ask, link a pull request, renew, write a note,
 * finish, give back. Loaded when it is first shown, and it brings its own messages; it works wherever there is a query cache.
 */
export const ClaimActions = withMessages<ClaimActionsProps>(
  ["task", "steps", "errors"],
  () => import("./panel").then((loaded) => loaded.ClaimPanel),
  <div aria-hidden="true" className="flex min-h-96 flex-col gap-3 *:animate-pulse *:rounded-control *:bg-soft">
    <div className="h-11" />
    <div className="h-35" />
    <div className="h-control" />
    <div className="h-8 w-5/6" />
  </div>,
);
