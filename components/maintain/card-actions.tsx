"use client";

import type { TaskCardView } from "../../lib/domain/views";
import { withMessages } from "../task/with-messages";

export interface CardActionsProps {
  task: TaskCardView;
  /** After every change that went through. */
  onChanged?: () => void;
}

/**
 * A maintainer's menu on a card: edit, close, reopen, release. Loaded when it is first shown, with its own messages;
 * the size of its button is kept until then.
 */
export const CardActions = withMessages<CardActionsProps>(
  ["maintain", "errors"],
  () => import("./card-menu").then((loaded) => loaded.CardMenu),
  <span aria-hidden="true" className="block size-8" />,
  // The card leads to the task's page, where the same can be done.
  () => null,
);
