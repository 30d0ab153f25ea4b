"use client";

import { useTranslations } from "use-intl/react";
import { Button, LinkButton } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useLiveTask } from "./live";

/** A task is finished: the dot of our mark climbs its three steps, once, and someone says thank you. */
export function Celebration() {
  const t = useTranslations("task.celebration");
  const say = useTranslations("common.action");
  const { task, finished, setFinished } = useLiveTask();
  const close = () => setFinished(null);
  const { capBeforeFirst, capAfterFirst } = task.rules;
  return (
    <Dialog
      isOpen={finished !== null}
      onClose={close}
      title={t("title")}
      closeLabel={say("close")}
      size="small"
      footer={
        <>
          <Button onClick={close}>{t("close")}</Button>
          <LinkButton look="primary" href="/">
            {t("next")}
          </LinkButton>
        </>
      }
    >
      <div className="flex flex-col items-center gap-4 py-2 text-center">
        <svg aria-hidden="true" width="168" height="112" viewBox="0 0 168 112" fill="none">
          <path
            d="M14 98h42V70h42V42h42"
            stroke="var(--accent)"
            strokeWidth="7"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
          <circle r="9" fill="var(--ink)" className="climb" />
          <g stroke="var(--medium)" strokeWidth="4" strokeLinecap="round" className="shine">
            <path d="M121 4v7M103 11l4 5.5M139 11l-4 5.5M96 27l6.5 2M146 27l-6.5 2" />
          </g>
        </svg>
        <div>
          <p>{t("text", { count: finished ?? 1, project: task.project.name })}</p>
          {finished === 1 && capAfterFirst > capBeforeFirst && (
            <p className="mt-1 text-second text-sm">{t("more", { cap: capAfterFirst })}</p>
          )}
        </div>
      </div>
      <style>{`
        .climb { transform: translate(121px, 27px); animation: climb 900ms ease-in-out }
        .shine { animation: shine 1200ms ease-out }
        @keyframes climb {
          0% { transform: translate(32px, 83px) } 20% { transform: translate(56px, 44px) }
          35% { transform: translate(78px, 55px) } 60% { transform: translate(100px, 14px) }
          100% { transform: translate(121px, 27px) }
        }
        @keyframes shine { 0%, 70% { opacity: 0 } 100% { opacity: 1 } }
      `}</style>
    </Dialog>
  );
}
