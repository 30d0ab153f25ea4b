import { endpoint, operation } from "@/lib/http/route";
import { readPerson } from "@/lib/server/people/read";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("readPerson", ({ context, params }) => readPerson(context, params.login)),
);
