"use client";

import { withMessages } from "../task/with-messages";

/** What is not needed to read: loaded when it is first shown. */
export const PostForm = withMessages(["errors"], () => import("./form").then((loaded) => loaded.PostForm));
export const PostTools = withMessages(["errors"], () => import("./tools").then((loaded) => loaded.PostTools));
export const DeleteDialog = withMessages(["errors"], () => import("./delete-dialog").then((one) => one.DeleteDialog));
export const HistoryDialog = withMessages(["errors"], () =>
  import("./history-dialog").then((loaded) => loaded.HistoryDialog),
);
