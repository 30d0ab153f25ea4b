import type { Database } from "../../../db/database";
import { type BoardFilters, noFilters } from "../../domain/filters";
import { type Context, systemContext } from "../../server/context";
import { readBoard } from "../../server/tasks/board";
import { listTasks } from "../../server/tasks/list";
import type { Filled } from "./fill";
import { median, quantile } from "./numbers";
import { commonWord, rareTag, rareWord } from "./words";

/** How long one kind of read takes in the database and the code around it, for each database; milliseconds. */
export interface QueryFigures {
  name: string;
  times: { median: number; p95: number }[];
}

interface QueryKind {
  name: string;
  run(context: Context): Promise<unknown>;
}

/** Milliseconds after which no further call of one kind is made. */
const longest = 3000;

function queryKinds({ project, commonTag }: Filled, secondPage: string | null): QueryKind[] {
  const filters: [name: string, filters: Partial<BoardFilters>][] = [
    ["no filter", {}],
    ["one project", { project }],
    ["common tag", { tag: commonTag }],
    ["rare tag", { tag: rareTag.slug }],
    ["with a mentor", { hasMentor: true }],
    ["every status", { status: "all" }],
    ["last changed first", { sort: "updated" }],
    ["search, common word", { q: commonWord }],
    ["search, rare word", { q: rareWord.zh }],
  ];
  return [
    ...filters.flatMap(([name, chosen]): QueryKind[] => {
      const whole = { ...noFilters, ...chosen };
      return [
        { name: `board, ${name}`, run: (context) => readBoard(context, whole) },
        { name: `list, ${name}`, run: (context) => listTasks(context, whole) },
      ];
    }),
    { name: "list, second page", run: (context) => listTasks(context, noFilters, { cursor: secondPage }) },
  ];
}

/**
 * Times `readBoard` and `listTasks` in this process, without server and cache. The databases are asked in turns, so
 * that whatever else the machine does meets all of them.
 * @param calls of each kind and database; fewer when they take long
 */
export async function measureQueries(
  given: readonly { database: Database; filled: Filled }[],
  calls = 200,
): Promise<QueryFigures[]> {
  const sides = await Promise.all(
    given.map(async ({ database, filled }) => {
      const context = systemContext(database, "bench");
      const { nextCursor } = await listTasks(context, noFilters);
      return { context, kinds: queryKinds(filled, nextCursor) };
    }),
  );
  const names = sides[0]?.kinds.map((kind) => kind.name) ?? [];
  const figures: QueryFigures[] = [];
  for (const [index, name] of names.entries()) {
    const took = sides.map((): number[] => []);
    const round = async () => {
      for (const [side, { context, kinds }] of sides.entries()) {
        const began = performance.now();
        await kinds[index]?.run(context);
        took[side]?.push(performance.now() - began);
      }
    };
    for (let call = 0; call < 5; call += 1) await round();
    for (const times of took) times.length = 0;
    const until = performance.now() + longest;
    for (let call = 0; call < calls && performance.now() < until; call += 1) await round();
    figures.push({ name, times: took.map((times) => ({ median: median(times), p95: quantile(times, 0.95) })) });
  }
  return figures;
}
