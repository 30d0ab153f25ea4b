import { endpoint, operation } from "@/lib/http/route";
import { readIssue } from "@/lib/server/github/read-issue";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("readIssue", ({ context, input }) => readIssue(context, input)),
);
