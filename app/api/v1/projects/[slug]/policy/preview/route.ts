import { endpoint, operation } from "@/lib/http/route";
import { previewPolicy } from "@/lib/server/projects/preview-policy";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("previewPolicy", ({ context, input }) => previewPolicy(context, input)),
);
