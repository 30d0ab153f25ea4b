"use client";

import { useTranslations } from "use-intl/react";
import { statusWord } from "../../lib/domain/status";
import { Instant } from "../ui/instant";
import { useLiveTask, useMyPart } from "./live";
import { withMessages } from "./with-messages";

const StillWanted = withMessages(["maintain", "errors"], () =>
  import("./still-wanted").then((loaded) => loaded.StillWanted),
);

/** Says of an open task that nobody has confirmed for long that one should ask first; a maintainer confirms it here. */
export function AskFirst() {
  const t = useTranslations("task.askFirst");
  const { task } = useLiveTask();
  const { maintains } = useMyPart();
  if (statusWord(task) !== "dormant") return null;
  return (
    <section aria-labelledby="ask-first" className="max-w-[44rem] rounded-card bg-warn-soft px-4 py-3 text-sm">
      <h2 id="ask-first" className="font-semibold">
        {t("title")}
      </h2>
      <p className="mt-1 text-pretty">
        {t.rich("text", {
          date: () => <Instant key="date" value={task.confirmedAt} format="date" />,
          ask: (words) => (
            <a key="ask" href="#questions" className="text-accent underline underline-offset-2">
              {words}
            </a>
          ),
        })}
      </p>
      {maintains && <StillWanted number={task.number} />}
    </section>
  );
}
