"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { useMe } from "../../lib/client/session";
import { seedTask, taskQuery } from "../../lib/client/task";
import type { ClaimView, MeView, TaskView } from "../../lib/domain/views";
import type { Refusal } from "../../lib/i18n/error-sentence";
import type { SharePanelProps } from "../share/panel";

/** Why a claim was refused, with the slot that was asked for. */
export interface ClaimRefusal extends Refusal {
  slot?: string | undefined;
}

/** A claim for which a plan is being asked. */
interface Planning {
  slot?: string | undefined;
  isRequired: boolean;
}

interface LiveTaskState {
  share: SharePanelProps;
  /** The task as it is now: what the page was rendered with, then what changes made of it. */
  task: TaskView;
  isEditing: boolean;
  setEditing(isEditing: boolean): void;
  /** Why a claim was refused, while that is being said. */
  refusal: ClaimRefusal | null;
  setRefusal(refusal: ClaimRefusal | null): void;
  /** The claim for which a plan is being asked, while it is. */
  planning: Planning | null;
  setPlanning(planning: Planning | null): void;
  /** How many tasks the reader has finished with this one; null unless they have just finished it. */
  finished: number | null;
  setFinished(count: number | null): void;
}

const LiveTaskContext = createContext<LiveTaskState | null>(null);

interface LiveTaskProps {
  task: TaskView;
  /** What the share panel offers: in both languages, so it comes from the server. */
  share: SharePanelProps;
  children: ReactNode;
}

/** Keeps a task's page alive: everything inside shows the same task, as it is now. */
export function LiveTask({ task: rendered, share, children }: LiveTaskProps) {
  const client = useQueryClient();
  const { data: task } = useQuery({ ...taskQuery(rendered.number), initialData: rendered });
  useEffect(() => seedTask(client, rendered), [client, rendered]);
  const [isEditing, setEditing] = useState(false);
  const [refusal, setRefusal] = useState<ClaimRefusal | null>(null);
  const [planning, setPlanning] = useState<Planning | null>(null);
  const [finished, setFinished] = useState<number | null>(null);
  const state = useMemo(
    () => ({ task, share, isEditing, setEditing, refusal, setRefusal, planning, setPlanning, finished, setFinished }),
    [task, share, isEditing, refusal, planning, finished],
  );
  return <LiveTaskContext value={state}>{children}</LiveTaskContext>;
}

/** The page's task, for everything inside LiveTask. */
export function useLiveTask(): LiveTaskState {
  const state = use(LiveTaskContext);
  if (!state) throw new Error("useLiveTask is used outside of LiveTask");
  return state;
}

/** What this task is to the reader; all of it empty until the browser knows who reads. */
export interface MyPart {
  me: MeView | undefined;
  maintains: boolean;
  isAdmin: boolean;
  /** The reader's claim of this task; `isComing` while it is being made. */
  claim: ClaimView | null;
  isComing: boolean;
}

export function useMyPart(): MyPart {
  const { task } = useLiveTask();
  const me = useMe().data;
  const holder = me?.person && task.slotList.find((slot) => slot.holder?.person.login === me.person?.login)?.holder;
  const known = holder ? me.claims.find((claim) => claim.id === holder.claimId) : undefined;
  return {
    me,
    maintains: me?.maintains.includes(task.project.slug) ?? false,
    isAdmin: me?.person?.isAdmin ?? false,
    claim:
      holder && known
        ? {
            ...known,
            state: holder.state,
            leaseEndsAt: holder.leaseEndsAt,
            links: task.links.filter((link) => link.claimId === known.id),
          }
        : null,
    isComing: Boolean(holder && !known),
  };
}
