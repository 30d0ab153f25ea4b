import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Source, Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { createProjectInput } from "../../domain/inputs";
import type { ProjectView } from "../../domain/views";
import { locales } from "../../domain/words";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { record } from "../record";
import { type Authorized, asAdmin } from "../rights";
import { readProject } from "./read";

/** Colours for marks, each dark enough for white text (WCAG AA). */
const colors = ["#2563eb", "#c2410c", "#7c3aed", "#0f766e", "#be123c", "#4d7c0f", "#a16207", "#0e7490"];

/**
 * Adds a project; by an administrator.
 * @throws AppError invalid (slug taken, wrong fields), unauthenticated, forbidden
 */
export async function createProject(context: Context, input: unknown): Promise<ProjectView> {
  const fields = parseInput(createProjectInput, input);
  await context.database.transaction((tx) => insertProject(tx, context, asAdmin(context), fields));
  return readProject(context, fields.slug);
}

/** Writes a project and its event. Returns its id. @throws AppError invalid, for a slug that is taken */
export async function insertProject(
  tx: Transaction,
  context: Context,
  by: Authorized,
  fields: z.output<typeof createProjectInput>,
): Promise<string> {
  const { project } = tx.tables;
  const { slug, name, color, languages, repositoryUrl, guideUrl, names, descriptions, guides } = fields;
  const now = context.now();
  const id = randomUUID();
  const existing = await tx.db.select({ id: project.id }).from(project);
  const [won] = await tx.db
    .insert(project)
    .values({
      id,
      slug,
      name,
      color: color ?? colors[existing.length % colors.length] ?? "#2563eb",
      repositoryUrl: repositoryUrl ?? null,
      guideUrl: guideUrl ?? null,
      languages: languages ?? [],
      policy: {},
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: project.id });
  if (!won) throw new AppError("invalid", { issues: [{ path: "slug", code: "taken" }] });
  await writeProjectTexts(tx, id, { names, descriptions, guides });
  await record(tx, context, by, { kind: "project.created", projectId: id, details: { title: name } });
  return id;
}

/** Writes a project's names, descriptions and guides; fields that are absent stay. */
export async function writeProjectTexts(
  tx: Transaction,
  projectId: string,
  texts: Pick<z.output<typeof createProjectInput>, "names" | "descriptions" | "guides">,
): Promise<void> {
  const { projectText } = tx.tables;
  for (const locale of locales) {
    const name = texts.names?.[locale];
    const description = texts.descriptions?.[locale];
    const guide = texts.guides?.[locale];
    if (name === undefined && description === undefined && guide === undefined) continue;
    const changed = {
      ...(guide === undefined ? {} : { guide }),
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
    };
    await tx.db
      .insert(projectText)
      .values({ projectId, locale, ...changed })
      .onConflictDoUpdate({ target: [projectText.projectId, projectText.locale], set: changed });
  }
}

/** The id of a project by its slug. @throws AppError not_found */
export async function projectId(tx: Source, slug: string): Promise<string> {
  const { project } = tx.tables;
  const [row] = await tx.db.select({ id: project.id }).from(project).where(eq(project.slug, slug));
  if (!row) throw new AppError("not_found", { what: "project" });
  return row.id;
}
