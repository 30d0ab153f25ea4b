import { endpoint, operation } from "@/lib/http/route";
import { editProject } from "@/lib/server/projects/edit";
import { readProject } from "@/lib/server/projects/read";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("readProject", ({ context, params }) => readProject(context, params.slug)),
  operation("editProject", ({ context, input }) => editProject(context, input)),
);
