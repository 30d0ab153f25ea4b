import { randomUUID } from "node:crypto";
import { and, eq, inArray, isNull, or } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "../../../db/database";
import { AppError } from "../../domain/errors";
import { tagSlug, type taskTextInput } from "../../domain/inputs";
import { LinkError, type ParsedLink, parseLink } from "../../domain/links";
import { type Locale, locales } from "../../domain/words";
import { titleKey } from "../../lists/titles";
import type { Context } from "../context";

type TextsInput = Partial<Record<Locale, z.output<typeof taskTextInput> | undefined>>;

/** Writes the texts that are given; fields that are absent stay. */
export async function writeTexts(tx: Transaction, number: number, texts: TextsInput): Promise<void> {
  const { taskText } = tx.tables;
  for (const locale of locales) {
    const text = texts[locale];
    if (!text) continue;
    const changed = Object.fromEntries(Object.entries(text).filter(([, value]) => value !== undefined));
    const key =
      typeof text.title === "string"
        ? { titleKey: titleKey(text.title) }
        : text.title === null
          ? { titleKey: null }
          : {};
    await tx.db
      .insert(taskText)
      .values({ taskNumber: number, locale, ...changed, ...key })
      .onConflictDoUpdate({
        target: [taskText.taskNumber, taskText.locale],
        set: { locale, ...changed, ...key },
      });
  }
  const titles = await tx.db.select({ title: taskText.title }).from(taskText).where(eq(taskText.taskNumber, number));
  if (!titles.some((row) => row.title)) {
    throw new AppError("invalid", { issues: [{ path: "texts", code: "title_missing" }] });
  }
}

const cjk = /\p{Script=Han}/u;

/** Sets a task's tags, by slug or name in any case; unknown ones are made. The names were checked as `tagInput`. */
export async function writeTags(tx: Transaction, number: number, names: readonly string[]): Promise<void> {
  const { tag, taskTag } = tx.tables;
  await tx.db.delete(taskTag).where(eq(taskTag.taskNumber, number));
  const known = await tx.db.select().from(tag);
  const chosen: string[] = [];
  for (const name of names) {
    const folded = name.normalize("NFKC").toLowerCase();
    const slug = tagSlug(name);
    let found = known.find((one) => [one.slug, one.nameZh?.toLowerCase(), one.nameEn?.toLowerCase()].includes(folded));
    found ??= known.find((one) => one.slug === slug);
    if (!found) {
      found = { id: randomUUID(), slug, nameZh: cjk.test(name) ? name : null, nameEn: cjk.test(name) ? null : name };
      await tx.db.insert(tag).values(found);
      known.push(found);
    }
    if (!chosen.includes(found.id)) chosen.push(found.id);
  }
  if (chosen.length > 0) {
    await tx.db.insert(taskTag).values(chosen.map((tagId, position) => ({ taskNumber: number, tagId, position })));
  }
}

/** Sets a task's mentors, by login. @throws AppError invalid for one who is not a member of the project */
export async function writeMentors(
  tx: Transaction,
  number: number,
  projectId: string,
  logins: readonly string[],
): Promise<void> {
  const { taskMentor, person, member } = tx.tables;
  const wanted = [...new Set(logins)];
  const members = wanted.length
    ? await tx.db
        .select({ id: person.id, login: person.login })
        .from(member)
        .innerJoin(person, eq(person.id, member.personId))
        .where(and(eq(member.projectId, projectId), inArray(person.login, wanted)))
    : [];
  const issues = wanted.flatMap((login, index) =>
    members.some((one) => one.login === login) ? [] : [{ path: `mentors.${index}`, code: "not_a_member" }],
  );
  if (issues.length > 0) throw new AppError("invalid", { issues });
  await tx.db.delete(taskMentor).where(eq(taskMentor.taskNumber, number));
  if (members.length > 0) {
    await tx.db.insert(taskMentor).values(members.map((one) => ({ taskNumber: number, personId: one.id })));
  }
}

/** Sets a task's own references; links of claims stay. @throws AppError invalid with the path of a wrong address */
export async function writeLinks(
  tx: Transaction,
  context: Context,
  number: number,
  addresses: readonly string[],
  by: string | null,
): Promise<void> {
  const { link } = tx.tables;
  const repository = await repositoryOf(tx, number);
  const parsed = addresses.map((address, index) => {
    try {
      return parseLink(address, context.linkHosts, repository);
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      throw new AppError("invalid", { issues: [{ path: `links.${index}`, code: "link_invalid" }] });
    }
  });
  const kept = await tx.db
    .select()
    .from(link)
    .where(and(eq(link.taskNumber, number), isNull(link.claimId)));
  const wanted = [...new Map(parsed.map((one) => [one.url, one])).values()];
  const gone = kept.filter((one) => !wanted.some((other) => other.url === one.url)).map((one) => one.id);
  if (gone.length > 0) await tx.db.delete(link).where(inArray(link.id, gone));
  const fresh = wanted.filter((one) => !kept.some((other) => other.url === one.url));
  if (fresh.length > 0) {
    await tx.db.insert(link).values(fresh.map((one, index) => linkRow(context, one, { number, by, index })));
  }
}

/** A row of table `link`; `index` keeps links that are added together in their order. */
export function linkRow(
  context: Context,
  { kind, url, label }: ParsedLink,
  of: { number: number; claimId?: string; by: string | null; index?: number },
) {
  const createdAt = new Date(context.now().getTime() + (of.index ?? 0));
  return {
    id: randomUUID(),
    taskNumber: of.number,
    claimId: of.claimId ?? null,
    kind,
    url,
    label,
    createdById: of.by,
    createdAt,
  };
}

/** The repository against which `#12` is read, if the task's project has one at a known host. */
export async function repositoryOf(tx: Transaction, number: number): Promise<{ defaultRepository?: string }> {
  const { project, task } = tx.tables;
  const [row] = await tx.db
    .select({ url: project.repositoryUrl })
    .from(project)
    .innerJoin(task, eq(task.projectId, project.id))
    .where(eq(task.number, number));
  const path = /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+?)\/?$/.exec(row?.url ?? "")?.[1];
  return path ? { defaultRepository: path } : {};
}

/** Numbers of the project's tasks that have one of these title keys. */
export async function tasksWithTitleKeys(
  tx: Transaction,
  projectId: string,
  keys: readonly string[],
): Promise<number[]> {
  const { task, taskText } = tx.tables;
  if (keys.length === 0) return [];
  const rows = await tx.db
    .select({ number: task.number })
    .from(taskText)
    .innerJoin(task, eq(task.number, taskText.taskNumber))
    .where(and(eq(task.projectId, projectId), or(...keys.map((key) => eq(taskText.titleKey, key)))));
  return [...new Set(rows.map((row) => row.number))];
}
