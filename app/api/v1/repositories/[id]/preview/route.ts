import { endpoint, operation } from "@/lib/http/route";
import { previewRule } from "@/lib/server/github/preview";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("previewRule", ({ context, input }) => previewRule(context, input)),
);
