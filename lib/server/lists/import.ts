import { setImmediate } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { Source, Transaction } from "../../../db/database";
import { importListInput, visibleLine } from "../../domain/inputs";
import type { ImportView } from "../../domain/views";
import { importOutcomes } from "../../domain/words";
import { parseList } from "../../lists/parse";
import type { ParsedList } from "../../lists/types";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { asAnyMaintainer, asMaintainer } from "../rights";
import { insertTask } from "../tasks/create";
import { refreshTask } from "../tasks/refresh";
import { type PlannedItem, planImport } from "./plan";
import { writeUpdate } from "./update";

/**
 * Brings a list of tasks in: a whole weekly post or a bare list in Markdown. Importing the same list twice changes
 * nothing, a task that is absent from a newer list stays as it is, and a title that is nearly an existing one is reported
 * and left out unless `addSimilar`. All of the list is written or, when an item fails, none of it. By maintainers of the
 * projects concerned; where only some of them are not theirs, that is told item by item.
 * @throws AppError invalid, unauthenticated, forbidden (they maintain nothing)
 */
export async function importList(context: Context, input: unknown): Promise<ImportView> {
  // Before anything is read: a list may be megabytes long.
  await asAnyMaintainer(context.database, context);
  const options = parseInput(importListInput, input);
  const list = withVisibleTitles(parseList(options.markdown));
  const view = (items: readonly PlannedItem[], isWritten: boolean): ImportView => ({
    isWritten,
    isDryRun: options.dryRun,
    date: list.date,
    title: list.title,
    tasks: items.map((item) => item.view),
    counts: Object.fromEntries(
      importOutcomes.map((outcome) => [outcome, items.filter((item) => item.view.outcome === outcome).length]),
    ) as ImportView["counts"],
    warnings: list.warnings,
  });
  const plan = (source: Source) => planImport(source, context, list, options);

  if (options.dryRun) return view(await plan(context.database), false);
  const before = await plan(context.database);
  // Looking first spares a write, and with it a new version of every page, when there is nothing to write.
  if (!before.some((item) => item.write)) return view(before, false);
  return context.database.transaction(async (tx) => {
    const items = await plan(tx);
    if (items.some((item) => item.view.outcome === "failed")) return view(items, false);
    const publishedAt = publicationDate(list.date, context.now());
    for (const [index, item] of items.entries()) {
      await writeItem(tx, context, item, { publishedAt, source: list.date ?? options.source });
      // Others are let in between: with SQLite a whole transaction would else hold up every request.
      if (index % breath === breath - 1) await setImmediate();
    }
    return view(items, true);
  });
}

/** A list with its titles as they are kept. An item with nothing to see is named among the warnings. */
function withVisibleTitles(list: ParsedList): ParsedList {
  const tasks = list.tasks.map((task) => ({ ...task, title: visibleLine(task.title) }));
  const unseen = tasks
    .filter((task) => task.title === "")
    .map(({ line }) => ({ code: "item_left_out" as const, line }));
  return { ...list, tasks: tasks.filter((task) => task.title !== ""), warnings: [...list.warnings, ...unseen] };
}

/** So many items are written at a stretch. */
const breath = 25;

/** The list's own date, at midnight UTC; now for a list without one or one from the future. */
function publicationDate(date: string | null, now: Date): Date {
  const published = date ? new Date(`${date}T00:00:00Z`) : now;
  return Number.isNaN(published.getTime()) || published > now ? now : published;
}

async function writeItem(
  tx: Transaction,
  context: Context,
  item: PlannedItem,
  from: { publishedAt: Date; source: string | undefined },
): Promise<void> {
  const { write, view } = item;
  if (!write) return;
  const by = await asMaintainer(tx, context, write.projectId);
  if (write.kind === "update") {
    await writeUpdate(tx, context, by, write);
    return;
  }
  const number = await insertTask(tx, context, by, {
    projectId: write.projectId,
    difficulty: view.difficulty,
    texts: write.texts,
    tags: write.tags,
    links: view.referenceUrl ? [view.referenceUrl] : [],
    publishedAt: from.publishedAt,
    event: {
      kind: "task.imported",
      details: {
        ...(from.source ? { source: from.source } : {}),
        ...(view.holder ? { listedHolder: view.holder } : {}),
      },
    },
  });
  if (view.state === "done") {
    const { task } = tx.tables;
    await tx.db.update(task).set({ closeReason: "done", closedAt: context.now() }).where(eq(task.number, number));
  }
  await refreshTask(tx, context.now(), number, { texts: true });
  view.task = { number, titles: { zh: null, en: null, ...titlesIn(write.texts) } };
}

function titlesIn(texts: Partial<Record<"zh" | "en", { title?: string | null }>>) {
  return Object.fromEntries(Object.entries(texts).map(([locale, text]) => [locale, text?.title ?? null]));
}
