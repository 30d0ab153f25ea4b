"use client";

import { dialogWithMessages, withMessages } from "../task/with-messages";

/** What is not needed to read: loaded when it is first shown. */
export const PostForm = withMessages(["errors"], () => import("./form").then((loaded) => loaded.PostForm));
export const PostTools = withMessages(["errors"], () => import("./tools").then((loaded) => loaded.PostTools));
export const DeleteDialog = dialogWithMessages(["errors"], () =>
  import("./delete-dialog").then((one) => one.DeleteDialog),
);
export const HistoryDialog = dialogWithMessages(["errors"], () =>
  import("./history-dialog").then((loaded) => loaded.HistoryDialog),
);
