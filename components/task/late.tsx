"use client";

import { useClaimResult } from "./claiming";
import { useLiveTask } from "./live";
import { withMessages } from "./with-messages";

const Refusal = withMessages(["errors"], () => import("./refusal").then((loaded) => loaded.Refusal));
const Celebration = withMessages([], () => import("./celebration").then((loaded) => loaded.Celebration));

/** What comes up only now and then: a refused claim, a finished task. Loaded when it does. */
export function LateParts() {
  const { refusal, finished } = useLiveTask();
  useClaimResult();
  return (
    <>
      {refusal && <Refusal />}
      {finished !== null && <Celebration />}
    </>
  );
}
