import { endpoint, operation } from "@/lib/http/route";
import { changeRepository, disconnectRepository } from "@/lib/server/github/connect";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("changeRepository", ({ context, input }) => changeRepository(context, input)),
  operation("disconnectRepository", ({ context, input }) => disconnectRepository(context, input)),
);
