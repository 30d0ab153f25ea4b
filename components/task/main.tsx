"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { useLiveTask, useMyPart } from "./live";
import { withMessages } from "./with-messages";

const TaskEditor = withMessages(["maintain", "errors"], () =>
  import("../maintain/task-editor").then((loaded) => loaded.TaskEditor),
);

/** The address part that opens the editor: cards lead there. */
const editHash = "#edit";

/** The page's content, or the form that edits it. */
export function TaskMain({ children }: { children: ReactNode }) {
  const router = useRouter();
  const { task, isEditing, setEditing } = useLiveTask();
  const { maintains } = useMyPart();

  useEffect(() => {
    if (maintains && window.location.hash === editHash) setEditing(true);
  }, [maintains, setEditing]);

  const close = () => {
    if (window.location.hash === editHash) window.history.replaceState(null, "", window.location.pathname);
    setEditing(false);
    window.scrollTo({ top: 0 });
  };
  if (!isEditing) return children;
  return (
    <TaskEditor
      number={task.number}
      onClose={close}
      onSaved={() => {
        // The texts are rendered on the server.
        router.refresh();
        close();
      }}
    />
  );
}
