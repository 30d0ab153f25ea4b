import { endpoint, operation } from "@/lib/http/route";
import { undoChange } from "@/lib/server/events/undo";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("undoChange", ({ context, input }) => undoChange(context, input)),
);
