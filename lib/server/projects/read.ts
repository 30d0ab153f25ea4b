import { eq } from "drizzle-orm";
import type { Source } from "../../../db/database";
import { AppError } from "../../domain/errors";
import type { ProjectView } from "../../domain/views";
import type { Context } from "../context";
import { projectViews } from "./views";

/** A project by its slug. @throws AppError not_found */
export function readProject(context: Context, slug: string): Promise<ProjectView> {
  return projectView(context.database, slug);
}

/** `readProject` from any source: inside a transaction it sees the transaction's own changes. */
export async function projectView(source: Source, slug: string): Promise<ProjectView> {
  const [view] = await projectViews(source, eq(source.tables.project.slug, slug));
  if (!view) throw new AppError("not_found", { what: "project" });
  return view;
}
