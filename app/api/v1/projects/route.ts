import { endpoint, operation } from "@/lib/http/route";
import { createProject } from "@/lib/server/projects/create";
import { listProjects } from "@/lib/server/projects/list";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("listProjects", ({ context }) => listProjects(context)),
  operation("createProject", async ({ context, input, headers }) => {
    const project = await createProject(context, input);
    headers.set("Location", `/api/v1/projects/${project.slug}`);
    return project;
  }),
);
