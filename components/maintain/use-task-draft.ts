"use client";

import { differences, type TaskDraft } from "../../lib/client/task-draft";
import { useKeptDraft } from "./use-kept-draft";

interface Start {
  /** `new`, or the task's number. */
  name: string;
  /** What the form starts from: an empty draft, or the task as it is. */
  base: TaskDraft;
  revision: number;
}

const differs = (a: TaskDraft, b: TaskDraft) => differences(a, b).length > 0;

/** The state of a task's form, kept in this browser. */
export function useTaskDraft({ name, base, revision }: Start) {
  return useKeptDraft({ name: `task.${name}`, base, revision, differs });
}
