import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { createTaskInput } from "../../domain/inputs";
import type { ChangeView, EventDetails } from "../../domain/views";
import type { Difficulty } from "../../domain/words";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { record } from "../record";
import { type Authorized, asMaintainer } from "../rights";
import { checkSlotNames } from "../slots/edit";
import { changeTask } from "./change";
import { writeLinks, writeMentors, writeTags, writeTexts } from "./content";

/**
 * Adds a task with one free slot, or with the named ones; by a maintainer of its project.
 * @throws AppError invalid, not_found (project), unauthenticated, forbidden
 */
export async function createTask(context: Context, input: unknown): Promise<ChangeView> {
  const fields = parseInput(createTaskInput, input);
  return changeTask(context, async (tx) => {
    const { project } = tx.tables;
    const [of] = await tx.db.select().from(project).where(eq(project.slug, fields.project));
    if (!of) throw new AppError("not_found", { what: "project" });
    const by = await asMaintainer(tx, context, of.id);
    checkSlotNames(fields.slots ?? []);
    const number = await insertTask(tx, context, by, {
      ...fields,
      projectId: of.id,
      difficulty: fields.difficulty ?? null,
      publishedAt: context.now(),
      event: { kind: "task.created", details: {} },
    });
    return { number, texts: true };
  });
}

/** A task as it is written for the first time. */
export interface NewTask {
  projectId: string;
  difficulty: Difficulty | null;
  texts: Parameters<typeof writeTexts>[2];
  tags?: readonly string[];
  mentors?: readonly string[];
  links?: readonly string[];
  /** Names of its slots; without them it has one. */
  slots?: readonly string[];
  publishedAt: Date;
  event: { kind: "task.created" | "task.imported"; details: EventDetails };
}

/** Writes a task, its slot and its event; the caller refreshes what is derived. Returns its number. */
export async function insertTask(tx: Transaction, context: Context, by: Authorized, fields: NewTask): Promise<number> {
  const { task, slot } = tx.tables;
  const now = context.now();
  const [row] = await tx.db
    .insert(task)
    .values({
      projectId: fields.projectId,
      difficulty: fields.difficulty,
      createdById: by.person?.id ?? null,
      publishedAt: fields.publishedAt,
      createdAt: now,
      updatedAt: now,
    })
    .returning({ number: task.number });
  if (!row) throw new Error("the task was not written");
  const { number } = row;
  const names = fields.slots?.length ? fields.slots : [null];
  await tx.db
    .insert(slot)
    .values(names.map((name, position) => ({ id: randomUUID(), taskNumber: number, name, position })));
  await writeTexts(tx, number, fields.texts);
  if (fields.tags?.length) await writeTags(tx, number, fields.tags);
  if (fields.mentors?.length) await writeMentors(tx, number, fields.projectId, fields.mentors);
  if (fields.links?.length) await writeLinks(tx, context, number, fields.links, by.person?.id ?? null);
  await record(tx, context, by, { ...fields.event, task: number, projectId: fields.projectId });
  return number;
}
