"use client";

import { dialogWithMessages, withMessages } from "./with-messages";

/** A task was just finished: thanks, what that opened, and what builds on it. Loaded when it happens. */
export const Celebration = dialogWithMessages(["task", "steps"], () =>
  import("./celebration").then((loaded) => loaded.Celebration),
);

/** What the reader can do after a task that they finished. */
export const NextTasks = withMessages(["task", "steps"], () =>
  import("./next-tasks").then((loaded) => loaded.NextTasks),
);
