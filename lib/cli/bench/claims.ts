import { Agent } from "node:http";
import { type Answer, ask } from "./ask";
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
  /** What happens to those claims afterwards: each renewed, waited for by someone, given back and so offered to them. */
  life: Record<(typeof stages)[number], { rate: number; p99: number }>;
  /** Many people at once on one slot: milliseconds until all had their answer, and the slowest 1 of 100. */
  contended: { people: number; took: number; p99: number };
}

const stages = ["renew", "wait", "giveBack"] as const;
const concurrency = 32;
/** People who want the same slot. */
const contenders = 500;
/** More would only take longer. */
const most = 1000;

/** People with a token that `measureClaims` needs. */
export const claimantsNeeded = most + contenders;

/**
 * Each of many people claims a task of their own, 32 at a time; the claims are renewed, waited for and given back; then
 * 500 people want one slot at once.
 * @returns null when there are too few open tasks to say anything.
 * @throws Error when a claim failed that should not, or when not exactly one of the 500 wins
 */
export async function measureClaims(address: string, { open, tokens }: Filled): Promise<ClaimFigures | null> {
  const [last, ...rest] = [...open].reverse();
  const tasks = rest.slice(0, most);
  if (last === undefined || tasks.length < 100) return null;
  const agent = new Agent({ keepAlive: true, maxSockets: contenders });
  const write = (path: string, token: string) =>
    ask(address, `/api/v1${path}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: "{}",
      agent,
    });
  const claim = (number: number, token: string) => write(`/tasks/${number}/claims`, token);
  try {
    // The first requests load the route.
    for (const token of tokens.slice(0, 3)) await claim(tasks.shift() ?? last, token);
    const own = tokens.slice(3, 3 + tasks.length);
    const ids: string[] = [];
    const claims = await timed(own, async (token, index) => {
      const answer = await claim(tasks[index] ?? last, token);
      ids[index] = (JSON.parse(answer.body.toString()) as { claimId: string }).claimId;
      return answer;
    });
    const life = {
      renew: await timed(own, (token, index) => write(`/claims/${ids[index]}/renew`, token)),
      // Everyone waits for the task of the next one.
      wait: await timed(own, (_, index) =>
        write(`/tasks/${tasks[index]}/waitlist`, own[(index + 1) % own.length] ?? ""),
      ),
      giveBack: await timed(own, (token, index) => write(`/claims/${ids[index]}/release`, token)),
    };

    const crowd = tokens.slice(-contenders);
    const start = performance.now();
    const answers = await Promise.all(crowd.map((token) => claim(last, token)));
    const whole = performance.now() - start;
    const won = answers.filter((answer) => answer.status < 300).length;
    const lost = answers.filter((answer) => answer.status === 409).length;
    if (won !== 1 || won + lost !== crowd.length) throw new Error(`One slot: ${won} won and ${lost} lost.`);
    return {
      claims: own.length,
      ...claims,
      life,
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
/** Does a write for each person, 32 at a time. @throws Error when one is refused */
async function timed(
  people: readonly string[],
  work: (token: string, index: number) => Promise<Answer>,
): Promise<{ rate: number; p99: number }> {
  const took: number[] = [];
  const began = performance.now();
  await inLanes(concurrency, people, async (token, index) => {
    const answer = await work(token, index);
    if (answer.status >= 300) throw new Error(`A write was answered ${answer.status}: ${answer.body.toString()}`);
    took.push(answer.took);
  });
  return { rate: (took.length / (performance.now() - began)) * 1000, p99: quantile(took, 0.99) };
}

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
