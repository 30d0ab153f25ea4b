import { day } from "../../domain/policy";
import { type Difficulty, difficulties, type TaskStatus } from "../../domain/words";
import type { Random } from "./random";
import { rareWord, things, verbs } from "./words";

/** A task before it has a number. Indexes point into the projects, tags and people that are given. */
export interface Draft {
  project: number;
  difficulty: Difficulty | null;
  status: TaskStatus;
  titles: { zh: string; en: string | null };
  tags: number[];
  /** The mentor, or null. */
  mentor: number | null;
  /** Slots; all but the first are free. */
  slots: number;
  /** Who holds, or finished, the first slot; -1 for a task that a maintainer marked as done. */
  holder: number;
  /** Someone who held it once and gave it back, or -1. */
  formerHolder: number;
  /** The number of its issue on GitHub, or null. */
  issue: number | null;
  publishedAt: Date;
  updatedAt: Date;
}

export interface DraftWorld {
  tasks: number;
  projects: number;
  tags: number;
  people: number;
  /** Index of the tag that few tasks have. */
  rareTag: number;
  now: Date;
}

/** Tasks that have the rare tag, and that have the rare word in their title, at most. */
const rare = { tag: 12, word: 5 };
/** Days over which tasks were published, and tasks of one weekly list. */
const span = 4 * 365;
const listLength = 10;

/** Task number `index` (from 0) of a board on which newbie tasks were collected for four years. */
export function draftTask(index: number, world: DraftWorld, random: Random): Draft {
  const { now, tasks } = world;
  // What was published together has the same instant, as a real list has.
  const list = Math.floor(index / listLength);
  const lists = Math.max(1, Math.ceil(tasks / listLength));
  const publishedAt = new Date(
    now.getTime() - Math.round((span * (lists - list)) / lists) * day - (lists - list) * 1000,
  );
  const isRare = (among: number) => index % Math.max(4, Math.floor(tasks / among)) === 0;
  // Those that rare searches find are open at every size, so that every size answers with the same cards.
  const status = isRare(rare.tag) || isRare(rare.word) ? "open" : statusOf(random);
  const [verb, thing] = [random.pick(verbs), random.pick(things)];
  const mark = isRare(rare.word) ? rareWord : null;
  const zh = `${verb[0].replace("{}", thing[0])}${mark ? `（${mark.zh}）` : ""} ${index + 1}`;
  const en = `${verb[1].replace("{}", thing[1])}${mark ? ` (${mark.en})` : ""} ${index + 1}`;
  const tags = Array.from({ length: world.tags }, (_, tag) => tag).filter(
    (tag) => tag !== world.rareTag && random.chance(0.4 / (tag + 1)),
  );
  if (isRare(rare.tag)) tags.push(world.rareTag);
  const isHeld = status === "claimed" || status === "in_review";
  const wasHeld = status === "done" && random.chance(0.7);
  const updatedAt = new Date(Math.min(now.getTime() - 1000, publishedAt.getTime() + random.below(60) * day));
  return {
    project: weighted(world.projects, random),
    difficulty: random.chance(0.15) ? null : (difficulties[weighted(3, random)] ?? "easy"),
    status,
    titles: { zh, en: random.chance(0.8) ? en : null },
    tags,
    mentor: random.chance(0.35) ? random.below(world.people) : null,
    slots: status === "open" && random.chance(0.04) ? 2 : 1,
    holder: isHeld || wasHeld ? index % world.people : -1,
    formerHolder: status === "open" && random.chance(0.1) ? random.below(world.people) : -1,
    issue: random.chance(0.6) ? 100 + index : null,
    publishedAt,
    updatedAt,
  };
}

function statusOf(random: Random): TaskStatus {
  const at = random.next();
  if (at < 0.4) return "open";
  if (at < 0.44) return "claimed";
  if (at < 0.46) return "in_review";
  return at < 0.9 ? "done" : "closed";
}

/** An index of which the first is most likely: 1, 1/2, 1/3, … */
function weighted(length: number, random: Random): number {
  let sum = 0;
  for (let index = 0; index < length; index += 1) sum += 1 / (index + 1);
  let left = random.next() * sum;
  for (let index = 0; index < length; index += 1) {
    left -= 1 / (index + 1);
    if (left < 0) return index;
  }
  return length - 1;
}
