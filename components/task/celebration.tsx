"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import { projectQuery } from "../../lib/client/projects";
import { openedBy } from "../../lib/domain/next-step";
import type { ProjectRefView } from "../../lib/domain/views";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { NextTasks } from "./next-tasks";

interface CelebrationProps {
  /** The task that was finished. */
  number: number;
  project: ProjectRefView;
  /** How many tasks the reader has finished with this one. */
  count: number;
  onClose(): void;
}

/** A task is finished: the dot of our mark climbs its three steps, once, someone says thank you, and what comes next. */
export function Celebration({ number, project, count, onClose }: CelebrationProps) {
  const t = useTranslations("task.celebration");
  const opens = useTranslations("steps.opened");
  const say = useTranslations("common.action");
  const policy = useQuery(projectQuery(project.slug)).data?.policy;
  const opened = policy && openedBy(policy, count);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title")}
      closeLabel={say("close")}
      footer={<Button onClick={onClose}>{t("close")}</Button>}
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
        <p>{t("text", { count, project: project.name })}</p>
        {opened && (opened.cap !== null || opened.levels.length > 0) && (
          <ul className="-mt-2 text-second text-sm">
            {opened.cap !== null && <li>{opens("cap", { cap: opened.cap })}</li>}
            {opened.levels.map((level) => (
              <li key={level}>{opens("levels", { level, project: project.name })}</li>
            ))}
          </ul>
        )}
      </div>
      <div className="mt-2 border-soft border-t pt-4">
        <NextTasks number={number} title="level" />
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
