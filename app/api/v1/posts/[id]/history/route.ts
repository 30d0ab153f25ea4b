import { endpoint, operation } from "@/lib/http/route";
import { readPostHistory } from "@/lib/server/questions/history";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("readPostHistory", ({ context, params }) => readPostHistory(context, params.id)),
);
