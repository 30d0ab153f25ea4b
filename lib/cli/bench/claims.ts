import { Agent } from "node:http";
import { ask } from "./ask";
import type { Filled } from "./fill";
import { quantile } from "./numbers";

/** Claims through the API. */
export interface ClaimFigures {
  /** Claims of different people on different tasks. */
  claims: number;
  /** Claims a second. */
  rate: number;
  /** Milliseconds. */
  p99: number;
  /** Many people at once on one slot: milliseconds until all had their answer, and the slowest 1 of 100. */
  contended: { people: number; took: number; p99: number };
}

const concurrency = 32;
/** People who want the same slot. */
const contenders = 500;
/** More would only take longer. */
const most = 1000;

/** People with a token that `measureClaims` needs. */
export const claimantsNeeded = most + contenders;

/**
 * Each of many people claims a task of their own, 32 at a time; then 500 people want one slot at once.
 * @returns null when there are too few open tasks to say anything.
 * @throws Error when a claim failed that should not, or when not exactly one of the 500 wins
 */
export async function measureClaims(address: string, { open, tokens }: Filled): Promise<ClaimFigures | null> {
  const [last, ...rest] = [...open].reverse();
  const tasks = rest.slice(0, most);
  if (last === undefined || tasks.length < 100) return null;
  const agent = new Agent({ keepAlive: true, maxSockets: contenders });
  const claim = (number: number, token: string) =>
    ask(address, `/api/v1/tasks/${number}/claims`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: "{}",
      agent,
    });
  try {
    // The first requests load the route.
    for (const token of tokens.slice(0, 3)) await claim(tasks.shift() ?? last, token);
    const own = tokens.slice(3, 3 + tasks.length);
    const took: number[] = [];
    const began = performance.now();
    await inLanes(concurrency, own, async (token, index) => {
      const answer = await claim(tasks[index] ?? last, token);
      if (answer.status >= 300) throw new Error(`A claim was answered ${answer.status}: ${answer.body.toString()}`);
      took.push(answer.took);
    });
    const seconds = (performance.now() - began) / 1000;

    const crowd = tokens.slice(-contenders);
    const start = performance.now();
    const answers = await Promise.all(crowd.map((token) => claim(last, token)));
    const whole = performance.now() - start;
    const won = answers.filter((answer) => answer.status < 300).length;
    const lost = answers.filter((answer) => answer.status === 409).length;
    if (won !== 1 || won + lost !== crowd.length) throw new Error(`One slot: ${won} won and ${lost} lost.`);
    return {
      claims: took.length,
      rate: took.length / seconds,
      p99: quantile(took, 0.99),
      contended: {
        people: crowd.length,
        took: whole,
        p99: quantile(
          answers.map((answer) => answer.took),
          0.99,
        ),
      },
    };
  } finally {
    agent.destroy();
  }
}

/** Does `work` for each item, so many at a time. */
async function inLanes<Item>(
  lanes: number,
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<void>,
) {
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < items.length; index = next++) await work(items[index] as Item, index);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
