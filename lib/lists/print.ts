import { parseList } from "./parse";
import { collapse, tidyTitle } from "./text";
import type { ListDifficulty } from "./types";

/** A task as it is printed: what a weekly section says of it. */
export interface PrintableTask {
  project: string;
  difficulty: ListDifficulty | null;
  title: string;
  referenceUrl: string | null;
}

const words = {
  zh: { heading: "新手任务计划", reference: "「详细参考」：", columns: ["项目", "任务", "难度", "状态", "链接"] },
  en: { heading: "Newbie tasks", reference: "Details: ", columns: ["Project", "Task", "Difficulty", "Status", "Link"] },
} as const;
const labels: Record<ListDifficulty, string> = { easy: "Easy", medium: "Medium", hard: "Hard" };
const order: readonly (ListDifficulty | null)[] = [null, "easy", "medium", "hard"];

/** Keeps Markdown from reading marks into a text. */
function escapeText(text: string): string {
  return text
    .replace(/[\\`*_[\]<>~|&$]/gu, "\\$&")
    .replace(/^([-+#=]|\d+(?=[.)]))/u, (mark) => (/\d/u.test(mark) ? mark : `\\${mark}`))
    .replace(/^(\d+)([.)])/u, "$1\\$2");
}

/** Keeps an address whole between the round brackets of a link. */
const escapeAddress = (url: string) =>
  url.replace(/[\s()<>\\]/gu, (character) => encodeURIComponent(character).replace("(", "%28").replace(")", "%29"));

function printAsParagraphs(project: string, tasks: readonly PrintableTask[], reference: string): string[] {
  const urls = new Set(tasks.map((task) => task.referenceUrl));
  const [shared] = urls;
  const isShared = urls.size === 1;
  const blocks = [`**${escapeText(project)}**`];
  for (const difficulty of order) {
    const group = tasks.filter((task) => task.difficulty === difficulty);
    if (group.length > 0 && difficulty !== null) blocks.push(`- ${labels[difficulty]}`);
    for (const task of group) {
      const title = escapeText(task.title);
      blocks.push(isShared || task.referenceUrl === null ? title : `[${title}](${escapeAddress(task.referenceUrl)})`);
    }
  }
  if (isShared && shared) blocks.push(`${reference}[${escapeText(shared)}](${escapeAddress(shared)})`);
  return blocks;
}

function printAsTable(tasks: readonly PrintableTask[], columns: readonly string[]): string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const lines = [row(columns), row(columns.map(() => "---"))];
  for (const task of tasks) {
    const link = task.referenceUrl === null ? "" : `<${escapeAddress(task.referenceUrl).replaceAll("|", "%7C")}>`;
    lines.push(
      row([
        escapeText(task.project),
        escapeText(task.title),
        task.difficulty === null ? "" : labels[task.difficulty],
        "",
        link,
      ]),
    );
  }
  return [lines.join("\n")];
}

const keyOf = (task: {
  project: string | null;
  difficulty: string | null;
  title: string;
  referenceUrl: string | null;
}) => JSON.stringify([task.project, task.difficulty, task.title, task.referenceUrl]);

/**
 * Prints tasks as the section of a weekly post: a heading, each project in bold, its difficulties, a title a line, and the project's
 * link when all its tasks share one (else each title is its own link). `parseList` reads the same tasks back, grouped by project and
 * difficulty. A project whose titles would read as something else ("Easy", "见 …：") is printed as a table, whose cells are
 * taken literally. Not kept: an address inside a title, for the reader takes it for the task's link.
 */
export function printList(tasks: readonly PrintableTask[], options: { locale: "zh" | "en"; heading?: string }): string {
  const { heading, reference, columns } = words[options.locale];
  const groups = new Map<string, PrintableTask[]>();
  for (const given of tasks) {
    const task = { ...given, title: tidyTitle(given.title), project: collapse(given.project) };
    const group = groups.get(task.project);
    if (group) group.push(task);
    else groups.set(task.project, [task]);
  }
  const asTable = new Set<string>();
  const print = () => {
    const blocks = [`### ${escapeText(collapse(options.heading ?? heading))}`];
    for (const [project, group] of groups) {
      const sorted = order.flatMap((difficulty) => group.filter((task) => task.difficulty === difficulty));
      blocks.push(
        ...(asTable.has(project) ? printAsTable(sorted, columns) : printAsParagraphs(project, sorted, reference)),
      );
    }
    return `${blocks.join("\n\n")}\n`;
  };
  for (let turn = 0; turn < 2; turn += 1) {
    const text = print();
    const read = new Map<string, number>();
    for (const task of parseList(text).tasks) read.set(keyOf(task), (read.get(keyOf(task)) ?? 0) + 1);
    let isWhole = true;
    for (const [project, group] of groups) {
      for (const task of group) {
        const left = read.get(keyOf(task)) ?? 0;
        if (left > 0) read.set(keyOf(task), left - 1);
        else {
          isWhole = false;
          asTable.add(project);
        }
      }
    }
    if (isWhole && [...read.values()].every((left) => left === 0)) return text;
    if (turn === 1) for (const project of groups.keys()) asTable.add(project);
  }
  return print();
}
