"use client";

import { useAsked } from "../claim/asking";
import { Celebration } from "./after";
import { useClaimResult } from "./claiming";
import { useLiveTask } from "./live";
import { dialogWithMessages } from "./with-messages";

const Refusal = dialogWithMessages(["claiming", "errors"], () => import("./refusal").then((loaded) => loaded.Refusal));
const PlanDialog = dialogWithMessages(["claiming"], () => import("../claim/plan").then((loaded) => loaded.PlanDialog));
const AskedAction = dialogWithMessages(["claiming", "task", "errors"], () =>
  import("../claim/asked").then((loaded) => loaded.AskedAction),
);

/** What comes up only now and then: a plan, a refused claim, what a link asks for, a finished task. Loaded when it does. */
export function LateParts() {
  const { task, refusal, setRefusal, planning, setPlanning, finished, setFinished } = useLiveTask();
  const { asked, forget } = useAsked();
  useClaimResult();
  return (
    <>
      {planning && <PlanDialog onClose={() => setPlanning(null)} />}
      {refusal && <Refusal onClose={() => setRefusal(null)} />}
      {asked && <AskedAction asked={asked} onClose={forget} />}
      {finished !== null && (
        <Celebration number={task.number} project={task.project} count={finished} onClose={() => setFinished(null)} />
      )}
    </>
  );
}
