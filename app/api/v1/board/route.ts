import { endpoint, operation } from "@/lib/http/route";
import { readBoard } from "@/lib/server/tasks/board";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("readBoard", ({ context, filters }) => readBoard(context, filters)),
);
