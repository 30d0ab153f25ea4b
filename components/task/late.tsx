"use client";

import { Celebration } from "./after";
import { useClaimResult } from "./claiming";
import { useLiveTask } from "./live";
import { withMessages } from "./with-messages";

const Refusal = withMessages(["errors"], () => import("./refusal").then((loaded) => loaded.Refusal));

/** What comes up only now and then: a refused claim, a finished task. Loaded when it does. */
export function LateParts() {
  const { task, refusal, finished, setFinished } = useLiveTask();
  useClaimResult();
  return (
    <>
      {refusal && <Refusal />}
      {finished !== null && (
        <Celebration number={task.number} project={task.project} count={finished} onClose={() => setFinished(null)} />
      )}
    </>
  );
}
