import { endpoint, operation } from "@/lib/http/route";
import { answerQuestion } from "@/lib/server/questions/answer";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("answerQuestion", ({ context, input }) => answerQuestion(context, input)),
);
