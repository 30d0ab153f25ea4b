import { openApiDocument } from "@/lib/http/openapi";
import { endpoint, operation } from "@/lib/http/route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("readDocument", async () => openApiDocument()),
);
