"use client";

import type { TaskCardView } from "../../lib/domain/views";
import { late } from "../ui/late";

const CardActions = late(
  () => import("../maintain/card-actions").then((loaded) => loaded.CardActions),
  // The card leads to the task's page, where the same can be done.
  () => null,
);

/** The maintainer's menu, above the link that covers the card. Its place is kept while it loads. */
export function MaintainerMenu({ task }: { task: TaskCardView }) {
  return (
    <div className="relative z-10 -my-1 -me-1.5 size-8 has-[details[open]]:z-20 pointer-coarse:size-11">
      <CardActions task={task} />
    </div>
  );
}
