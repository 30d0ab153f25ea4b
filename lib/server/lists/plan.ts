import { eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import type { Source } from "../../../db/database";
import type { importListInput } from "../../domain/inputs";
import { LinkError, parseLink } from "../../domain/links";
import { tagSlug } from "../../domain/tags";
import type { ImportItemView } from "../../domain/views";
import type { Difficulty, Locale } from "../../domain/words";
import { titleKey } from "../../lists/titles";
import type { ListedTask, ParsedList } from "../../lists/types";
import type { Context } from "../context";
import { maintains } from "../rights";
import { createSimilarTitles } from "./similar";

/** What is to be written for an item, beside what its view says. */
export type ItemWrite =
  | { kind: "create"; projectId: string; texts: Partial<Record<Locale, { title: string }>>; tags: readonly string[] }
  | { kind: "update"; projectId: string; number: number; difficulty: Difficulty | null; referenceUrl: string | null };

export interface PlannedItem {
  view: ImportItemView;
  /** Null: nothing is written. */
  write: ItemWrite | null;
}

interface KnownTask {
  number: number;
  difficulty: Difficulty | null;
  titles: { zh: string | null; en: string | null };
  urls: string[];
}

interface KnownProject {
  id: string;
  slug: string;
  isMaintained: boolean;
  byKey: Map<string, KnownTask>;
  similar: ReturnType<typeof createSimilarTitles<KnownTask>>;
  /** Items of this list that will become tasks. */
  fresh: Set<string>;
  similarFresh: ReturnType<typeof createSimilarTitles<null>>;
}

const titleLimit = 200;
const han = /\p{Script=Han}/u;

/** Decides for each item of a list what an import would do. Reads only. */
export async function planImport(
  source: Source,
  context: Context,
  list: ParsedList,
  options: z.output<typeof importListInput>,
): Promise<PlannedItem[]> {
  const findProject = await projectFinder(source, context, options.project);
  const items: PlannedItem[] = [];
  for (const task of list.tasks) {
    items.push(planItem(task, await findProject(task.project), context, options));
  }
  return items;
}

function planItem(
  listed: ListedTask,
  project: KnownProject | null,
  context: Context,
  options: z.output<typeof importListInput>,
): PlannedItem {
  const item = (
    outcome: ImportItemView["outcome"],
    reason: ImportItemView["reason"],
    task?: KnownTask,
  ): ImportItemView => ({
    project: listed.project,
    projectSlug: project?.slug ?? null,
    difficulty: listed.difficulty,
    title: listed.title,
    referenceUrl: listed.referenceUrl,
    state: listed.state,
    holder: listed.holder,
    under: listed.under,
    line: listed.line,
    unsure: [...listed.unsure],
    outcome,
    reason,
    task: task ? { number: task.number, titles: task.titles } : null,
  });
  const failed = (reason: ImportItemView["reason"]) => ({ view: item("failed", reason), write: null });
  if (!project) return failed(listed.project || options.project ? "unknown_project" : "no_project");
  if (!project.isMaintained) return failed("not_a_maintainer");
  const key = titleKey(listed.title) || listed.title;
  if (project.fresh.has(key)) return { view: item("unchanged", "repeated_in_list"), write: null };
  const known = project.byKey.get(key);
  if (known) return planKnown(listed, known, project, item, context);
  if ([...listed.title].length > titleLimit) return failed("title_too_long");
  if (listed.referenceUrl && !canonical(listed.referenceUrl, context)) return failed("reference_refused");
  if (!options.addSimilar) {
    const like = project.similar.find(listed.title);
    if (like) return { view: item("similar", "like_existing", like.of), write: null };
    if (project.similarFresh.find(listed.title)) return { view: item("similar", "like_earlier_item"), write: null };
  }
  project.fresh.add(key);
  project.similarFresh.add(listed.title, null);
  const locale: Locale = han.test(listed.title) ? "zh" : "en";
  return {
    view: item("created", "new"),
    write: {
      kind: "create",
      projectId: project.id,
      texts: { [locale]: { title: listed.title } },
      // A cell such as "!!!" says nothing.
      tags: listed.tags.filter((tag) => tagSlug(tag) !== ""),
    },
  };
}

/** A list adds what the board does not know yet; what a maintainer has set on the board stays. */
function planKnown(
  listed: ListedTask,
  known: KnownTask,
  project: KnownProject,
  item: (outcome: ImportItemView["outcome"], reason: ImportItemView["reason"], task?: KnownTask) => ImportItemView,
  context: Context,
): PlannedItem {
  const difficulty = known.difficulty === null ? listed.difficulty : null;
  const url = listed.referenceUrl ? canonical(listed.referenceUrl, context) : null;
  const referenceUrl = url && !known.urls.includes(url) ? url : null;
  if (!difficulty && !referenceUrl) return { view: item("unchanged", "same", known), write: null };
  return {
    view: item("updated", difficulty ? "difficulty_added" : "reference_added", known),
    write: { kind: "update", projectId: project.id, number: known.number, difficulty, referenceUrl },
  };
}

/** The address as it would be kept; null if it cannot be linked. */
function canonical(url: string, context: Context): string | null {
  try {
    return parseLink(url, context.linkHosts).url;
  } catch (error) {
    if (error instanceof LinkError) return null;
    throw error;
  }
}

/** Finds projects by any of their names as lists write them ("SOFA-Boot", "sofa boot"), and loads their tasks once. */
async function projectFinder(source: Source, context: Context, slug: string | undefined) {
  const { project, projectText } = source.tables;
  const [rows, texts] = await Promise.all([
    source.db.select({ id: project.id, slug: project.slug, name: project.name }).from(project),
    source.db.select({ id: projectText.projectId, name: projectText.name }).from(projectText),
  ]);
  const loaded = new Map<string, Promise<KnownProject>>();
  return async (name: string | null): Promise<KnownProject | null> => {
    const key = titleKey(name ?? "");
    const row = slug
      ? rows.find((one) => one.slug === slug)
      : rows.find((one) =>
          [one.slug, one.name, ...texts.filter((text) => text.id === one.id).map((text) => text.name ?? "")].some(
            (known) => key !== "" && titleKey(known) === key,
          ),
        );
    if (!row) return null;
    let project = loaded.get(row.id);
    if (!project) {
      project = loadProject(source, context, row);
      loaded.set(row.id, project);
    }
    return project;
  };
}

async function loadProject(source: Source, context: Context, row: { id: string; slug: string }): Promise<KnownProject> {
  const { task, taskText, link } = source.tables;
  const [texts, links, isMaintained] = await Promise.all([
    source.db
      .select({
        number: task.number,
        difficulty: task.difficulty,
        locale: taskText.locale,
        title: taskText.title,
        key: taskText.titleKey,
      })
      .from(taskText)
      .innerJoin(task, eq(task.number, taskText.taskNumber))
      .where(eq(task.projectId, row.id)),
    source.db
      .select({ number: link.taskNumber, url: link.url })
      .from(link)
      .where(
        inArray(
          link.taskNumber,
          source.db.select({ number: task.number }).from(task).where(eq(task.projectId, row.id)),
        ),
      ),
    maintains(source, context, row.id),
  ]);
  const tasks = new Map<number, KnownTask>();
  for (const text of texts) {
    const known = tasks.get(text.number) ?? {
      number: text.number,
      difficulty: text.difficulty,
      titles: { zh: null, en: null },
      urls: [],
    };
    known.titles[text.locale] = text.title;
    tasks.set(text.number, known);
  }
  for (const { number, url } of links) tasks.get(number)?.urls.push(url);
  const byKey = new Map<string, KnownTask>();
  const similar = createSimilarTitles<KnownTask>();
  for (const text of texts) {
    const known = tasks.get(text.number);
    if (!known || !text.title) continue;
    byKey.set(text.key || text.title, known);
    similar.add(text.title, known);
  }
  return { ...row, isMaintained, byKey, similar, fresh: new Set(), similarFresh: createSimilarTitles<null>() };
}
