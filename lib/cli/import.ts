import { isUtf8 } from "node:buffer";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { type Database, openDatabase } from "../../db/database";
import type { ImportView } from "../domain/views";
import { settings } from "../env";
import { systemContext } from "../server/context";
import { importList } from "../server/lists/import";
import { seed } from "../server/setup/seed";
import { runCommand, UsageError } from "./terminal";

const help = `Brings task lists in: whole weekly posts or bare lists in Markdown.

  npm run import -- FILE… [options]

  FILE             a Markdown file in UTF-8; "-" reads standard input
  --project SLUG   put every task into this project, whatever the list says
  --dry-run        show what would be done, and write nothing
  --add-similar    also add tasks whose title is nearly that of an existing one
  --json           print one JSON object; its "tasks" is an array
  --help           this text

Each item ends as created, updated, unchanged, similar or failed, with a reason. All of a file is imported or none of it.
Importing the same list twice changes nothing; a task that a newer list leaves out stays as it is.
Exit code: 0 done, 1 an item failed and its file was not imported, 2 called wrongly.
`;

/** Bytes of the largest list that is read. */
const sizeLimit = 5_000_000;

async function main(argv: string[]): Promise<number> {
  const { values, positionals: files } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      project: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      "add-similar": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  if (files.length === 0) throw new UsageError("Name at least one file, or - for standard input.");
  // Everything is read before anything is written: a mistyped name must not leave half of the files imported.
  const lists: { file: string; markdown: string }[] = [];
  for (const file of files) lists.push({ file, markdown: await read(file) });

  return withDatabase(values["dry-run"], async (database) => {
    const context = systemContext(database, "import", settings().LINK_HOSTS);
    const results: { file: string; view: ImportView }[] = [];
    for (const { file, markdown } of lists) {
      const view = await importList(context, {
        markdown,
        ...(values.project === undefined ? {} : { project: values.project }),
        dryRun: values["dry-run"],
        addSimilar: values["add-similar"],
        ...(file === "-" ? {} : { source: basename(file).slice(0, 300) }),
      });
      results.push({ file, view });
      if (!values.json) process.stdout.write(report(file, view));
    }
    if (values.json) process.stdout.write(`${JSON.stringify(asJson(results))}\n`);
    const hasFailed = results.some(({ view }) => view.counts.failed > 0);
    const isCut = results.some(({ view }) => view.warnings.some((warning) => warning.code === "cut_at_limit"));
    return isCut || (hasFailed && !values["dry-run"]) ? 1 : 0;
  });
}

const readErrors: Record<string, string> = {
  ENOENT: "there is no such file",
  EISDIR: "this is a folder, not a file",
  EACCES: "this file may not be read",
};

/** The text of a file or of standard input. Only text in UTF-8 that says something is a list. */
async function read(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = file === "-" ? await buffer(process.stdin) : await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new Error(`${file}: ${readErrors[code] ?? `cannot be read (${code})`}.`);
  }
  if (bytes.length > sizeLimit) throw new Error(`${file}: larger than ${sizeLimit} bytes.`);
  if (!isUtf8(bytes) || bytes.includes(0)) throw new Error(`${file}: not a text in UTF-8.`);
  const markdown = bytes.toString("utf8");
  if (markdown.replace(/^\uFEFF/u, "").trim() === "") throw new Error(`${file}: empty.`);
  return markdown;
}

/**
 * The database of the settings. A dry run of an instance that was never started must not make one: it runs against a
 * throw-away copy of what the first start would make.
 */
async function withDatabase(isDryRun: boolean, work: (database: Database) => Promise<number>): Promise<number> {
  const { DATABASE_URL, SEED } = settings();
  const isMissing = !DATABASE_URL.startsWith("postgres") && !hasTables(DATABASE_URL.replace(/^file:(\/\/)?/, ""));
  const folder = isDryRun && isMissing ? mkdtempSync(join(tmpdir(), "foothold-import-")) : null;
  const database = await openDatabase(folder ? `file:${join(folder, "preview.db")}` : DATABASE_URL);
  try {
    if (folder || !isDryRun) {
      await database.migrate();
      if (SEED) await seed(database);
    }
    return await work(database);
  } finally {
    await database.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether a first start has filled the SQLite file: one that was only opened holds a single page of 4,096 bytes. */
function hasTables(path: string): boolean {
  return existsSync(path) && statSync(path).size > 4096;
}

function asJson(results: readonly { file: string; view: ImportView }[]) {
  return {
    isDryRun: results[0]?.view.isDryRun ?? false,
    files: results.map(({ file, view: { tasks: _, ...rest } }) => ({ file, ...rest })),
    tasks: results.flatMap(({ file, view }) => view.tasks.map((task) => ({ file, ...task }))),
  };
}

const reasons: Record<ImportView["tasks"][number]["reason"], string> = {
  new: "new",
  difficulty_added: "difficulty added",
  reference_added: "reference added",
  same: "the same already",
  repeated_in_list: "twice in this list",
  like_existing: "like an existing task; --add-similar adds it",
  like_earlier_item: "like an earlier item; --add-similar adds it",
  no_project: "the list names no project; use --project",
  unknown_project: "no such project here; use --project",
  not_a_maintainer: "not a maintainer of this project",
  title_too_long: "the title is longer than 200 characters",
  reference_refused: "the reference is not a web address",
};

/** The items of one file for people. */
function report(file: string, view: ImportView): string {
  const lines = view.tasks.map((item) => {
    const where = `${file}:${item.line}`;
    const task = item.task ? ` #${item.task.number}` : "";
    const doubts = item.unsure.length > 0 ? ` (unsure: ${item.unsure.join(", ").replaceAll("_", " ")})` : "";
    const project = item.projectSlug ?? item.project ?? "?";
    return `${item.outcome.padEnd(9)} ${project} · ${item.difficulty ?? "not rated"} · ${item.title}${task}\n          ${where}: ${reasons[item.reason]}${doubts}`;
  });
  const counts = Object.entries(view.counts)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`);
  const summary = counts.length > 0 ? counts.join(", ") : "no task found";
  const written = view.isDryRun
    ? "Nothing was written (dry run)."
    : view.isWritten
      ? "Written."
      : view.counts.failed > 0
        ? "Nothing was written: all of a file is imported or none of it."
        : "Nothing to write.";
  const warnings = view.warnings.map(
    ({ code, line, text }) => `warning   ${file}:${line}: ${code.replaceAll("_", " ")}${text ? `: ${text}` : ""}`,
  );
  return `${[...lines, ...warnings, `${file}: ${summary}. ${written}`].join("\n")}\n`;
}

runCommand(main);
