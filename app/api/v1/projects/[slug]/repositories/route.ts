import { endpoint, operation } from "@/lib/http/route";
import { connectRepository } from "@/lib/server/github/connect";
import { readRepositories } from "@/lib/server/github/read";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("readRepositories", ({ context, params }) => readRepositories(context, params)),
  operation("connectRepository", ({ context, input }) => connectRepository(context, input)),
);
