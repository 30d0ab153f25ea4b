"use client";

import { lazy, Suspense } from "react";
import type { TaskCardView } from "../../lib/domain/views";

const CardActions = lazy(() => import("../maintain/card-actions").then((loaded) => ({ default: loaded.CardActions })));

/** The maintainer's menu, above the link that covers the card. Its place is kept while it loads. */
export function MaintainerMenu({ task }: { task: TaskCardView }) {
  return (
    <div className="relative z-10 -my-1 -me-1.5 size-8 has-[details[open]]:z-20 pointer-coarse:size-11">
      <Suspense>
        <CardActions task={task} />
      </Suspense>
    </div>
  );
}
