import { endpoint, operation } from "@/lib/http/route";
import { askQuestion } from "@/lib/server/questions/ask";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("askQuestion", ({ context, input }) => askQuestion(context, input)),
);
