import { endpoint, operation } from "@/lib/http/route";
import { acceptAnswer } from "@/lib/server/questions/accept";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("acceptAnswer", ({ context, input }) => acceptAnswer(context, input)),
);
