import type { ProjectView } from "../../domain/views";
import type { Context } from "../context";
import { projectViews } from "./views";

/** All projects, in the order they came. */
export function listProjects(context: Context): Promise<ProjectView[]> {
  return projectViews(context.database);
}
