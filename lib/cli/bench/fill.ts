import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database, Transaction } from "../../../db/database";
import type { CountedAs } from "../../../db/schema";
import { indexTask } from "../../../db/search";
import { searchedTexts } from "../../domain/filters";
import { parseLink } from "../../domain/links";
import { day, defaultPolicy } from "../../domain/policy";
import { titleKey } from "../../lists/titles";
import { tokenHash } from "../../server/people/token-use";
import { type Draft, draftTask } from "./drafts";
import { createRandom, type Random } from "./random";
import { projectWords, rareTag, surnames, tagWords } from "./words";

/** What was written that the measurements need. */
export interface Filled {
  /** The project with the most tasks. */
  project: string;
  commonTag: string;
  /** Numbers of open tasks with one slot. */
  open: number[];
  /** Tokens of people who hold nothing. */
  tokens: string[];
}

export interface FillOptions {
  tasks: number;
  /** People with a token, for claims. */
  claimants: number;
  now?: Date;
}

/** Tasks that are written together. */
const chunk = 1000;
/** Values of one statement; SQLite takes 32,766, and long statements are not faster. */
const valuesAtOnce = 4000;

/**
 * Fills an empty, migrated database with tasks as they would be after years of use. It writes the rows directly, with
 * all that `refreshTask` would derive (a test compares): through the verbs 100,000 tasks would take many minutes.
 */
export async function fillDatabase(database: Database, options: FillOptions): Promise<Filled> {
  const random = createRandom(20_211_217);
  const now = options.now ?? new Date();
  return database.transaction(async (tx) => {
    const world = await writeWorld(tx, random, options, now);
    const counts = new Map<string, { tagId: string; projectId: string; as: CountedAs; count: number }>();
    const open: number[] = [];
    for (let from = 0; from < options.tasks; from += chunk) {
      const length = Math.min(chunk, options.tasks - from);
      const shape = {
        tasks: options.tasks,
        projects: world.projects.length,
        tags: world.tags.length,
        people: world.people.length,
        rareTag: world.tags.length - 1,
        now,
      };
      const drafts = Array.from({ length }, (_, index) => draftTask(from + index, shape, random));
      const numbers = await writeTasks(tx, random, world, drafts, now);
      for (const [index, draft] of drafts.entries()) {
        const number = numbers[index] ?? 0;
        const as = countedAs(world, draft);
        if (draft.status === "open" && draft.slots === 1) open.push(number);
        for (const tagId of ["", ...as.tagIds]) {
          for (const projectId of ["", as.projectId]) {
            const key = [tagId, projectId, as.difficulty, as.status, as.hasMentor].join("|");
            const cell = counts.get(key) ?? { tagId, projectId, as, count: 0 };
            cell.count += 1;
            counts.set(key, cell);
          }
        }
      }
    }
    await insertAll(
      tx,
      tx.tables.taskCount,
      [...counts.values()].map(({ tagId, projectId, as: { tagIds, ...cell }, count }) => ({
        ...cell,
        tagId,
        projectId,
        count,
      })),
    );
    const tokens = await writeClaimants(tx, random, options.claimants, now);
    return { project: world.projects[0]?.slug ?? "", commonTag: world.tags[0]?.slug ?? "", open, tokens };
  });
}

interface World {
  projects: { id: string; slug: string; name: string; repository: string }[];
  tags: { id: string; slug: string; nameZh: string | null; nameEn: string }[];
  people: { id: string; login: string; name: string }[];
}

/** Projects, tags and people. */
async function writeWorld(tx: Transaction, random: Random, { tasks }: FillOptions, now: Date): Promise<World> {
  const began = new Date(now.getTime() - 5 * 365 * day);
  const projects = projectWords(tasks > 100).map((words, index) => ({
    ...words,
    id: random.id(),
    createdAt: new Date(began.getTime() + index * day),
  }));
  await insertAll(
    tx,
    tx.tables.project,
    projects.map(({ repository, language, ...row }, index) => ({
      ...row,
      color: ["#2563eb", "#c2410c", "#7c3aed", "#0f766e"][index % 4] ?? "#2563eb",
      repositoryUrl: `https://github.com/${repository}`,
      languages: [language],
      policy: {},
      updatedAt: row.createdAt,
    })),
  );
  const words = [...tagWords, [rareTag.zh, rareTag.en] as const];
  const tags = words.map(([zh, en]) => ({
    id: random.id(),
    slug: en.toLowerCase().replaceAll(" ", "-"),
    nameZh: zh,
    nameEn: en,
  }));
  await insertAll(tx, tx.tables.tag, tags);
  const count = Math.min(10_000, Math.max(20, Math.floor(tasks / 10)));
  const people = Array.from({ length: count }, (_, index) => {
    const login = `${surnames[index % surnames.length]}-${index}`;
    return { id: random.id(), login, name: login };
  });
  await writePeople(tx, people, began);
  return { projects, tags, people };
}

function writePeople(tx: Transaction, people: World["people"], at: Date): Promise<void> {
  const rows = people.map((one) => ({ ...one, email: `${one.login}@people.invalid`, createdAt: at, updatedAt: at }));
  return insertAll(tx, tx.tables.person, rows);
}

/** People who claim while it is measured, each with a token. */
async function writeClaimants(tx: Transaction, random: Random, length: number, now: Date): Promise<string[]> {
  const people = Array.from({ length }, (_, index) => {
    const login = `claimant-${index}`;
    return { id: random.id(), login, name: login };
  });
  await writePeople(tx, people, now);
  const tokens = people.map(() => `fh_${random.id()}${random.id()}`);
  const rows = people.map(({ id }, index) => ({
    id: random.id(),
    personId: id,
    name: "bench",
    hash: tokenHash(tokens[index] ?? ""),
    createdAt: now,
    // The first use of a token is noted, once an hour; here it is a claim that is measured.
    lastUsedAt: now,
  }));
  await insertAll(tx, tx.tables.token, rows);
  return tokens;
}

function countedAs(world: World, draft: Draft): CountedAs {
  return {
    projectId: world.projects[draft.project]?.id ?? "",
    difficulty: draft.difficulty ?? "",
    status: draft.status,
    hasMentor: draft.mentor !== null,
    tagIds: draft.tags.flatMap((tag) => world.tags[tag]?.id ?? []).sort(),
  };
}

/** Writes tasks with all that belongs to them. Returns their numbers, in the order of the drafts. */
async function writeTasks(tx: Transaction, random: Random, world: World, drafts: Draft[], now: Date) {
  const { tables } = tx;
  const rows = drafts.map((draft, index) => {
    const counted = countedAs(world, draft);
    const { status, hasMentor, projectId } = counted;
    const closeReason = closeReasonOf(draft, index);
    return {
      projectId,
      difficulty: draft.difficulty,
      status,
      hasMentor,
      closeReason,
      closedAt: closeReason ? draft.updatedAt : null,
      counted,
      publishedAt: draft.publishedAt,
      createdAt: draft.publishedAt,
      updatedAt: draft.updatedAt,
      // Else the clock of the server's first minute would take the old ones from the first view.
      confirmedAt: now,
    };
  });
  const numbers: number[] = [];
  for (const part of parts(rows)) {
    const written = await tx.db.insert(tables.task).values(part).returning({ number: tables.task.number });
    // Both engines number the rows of a statement in their order, but may return them in another.
    numbers.push(...written.map((row) => row.number).sort((a, b) => a - b));
  }
  const written = drafts.map((draft, index) => ({ draft, number: numbers[index] ?? 0 }));

  const texts = written.flatMap(({ draft, number }) =>
    (["zh", "en"] as const).flatMap((locale) => {
      const title = draft.titles[locale];
      return title ? [{ taskNumber: number, locale, title, titleKey: titleKey(title) }] : [];
    }),
  );
  await insertAll(tx, tables.taskText, texts);
  const tags = written.flatMap(({ draft, number }) =>
    draft.tags.map((tag, position) => ({ taskNumber: number, tagId: world.tags[tag]?.id ?? "", position })),
  );
  await insertAll(tx, tables.taskTag, tags);
  const places = written.flatMap(({ draft, number }) => {
    const { status, difficulty, publishedAt, updatedAt } = draft;
    const place = { taskNumber: number, status, difficulty, publishedAt, updatedAt };
    return countedAs(world, draft).tagIds.map((tagId) => ({ tagId, ...place }));
  });
  await insertAll(tx, tables.tagPlace, places);
  const mentors = written.flatMap(({ draft: { mentor }, number }) =>
    mentor === null ? [] : [{ taskNumber: number, personId: world.people[mentor]?.id ?? "" }],
  );
  await insertAll(tx, tables.taskMentor, mentors);
  const held = written.map((one) => slotsAndClaims(one.draft, one.number, world, random, now));
  await insertAll(
    tx,
    tables.slot,
    held.flatMap((one) => one.slots),
  );
  await insertAll(
    tx,
    tables.claim,
    held.flatMap((one) => one.claims),
  );
  await insertAll(
    tx,
    tables.link,
    held.flatMap((one) => one.links),
  );
  for (const [index, { draft, number }] of written.entries()) {
    await indexTask(tx, number, textsOf(draft, world, held[index]?.links ?? []));
  }
  return numbers;
}

function closeReasonOf(draft: Draft, index: number) {
  if (draft.status === "closed") return index % 10 === 0 ? ("duplicate" as const) : ("not_planned" as const);
  return draft.status === "done" && draft.holder < 0 ? ("done" as const) : null;
}

/** The slots of a task, the claims on the first one, and the links of both. */
function slotsAndClaims(draft: Draft, number: number, world: World, random: Random, now: Date) {
  const { status, publishedAt, updatedAt } = draft;
  const project = world.projects[draft.project];
  const projectId = project?.id ?? "";
  const isFinished = status === "done" && draft.holder >= 0;
  const slots = Array.from({ length: draft.slots }, (_, position) => ({
    id: random.id(),
    taskNumber: number,
    position,
    finishedAt: isFinished ? updatedAt : null,
  }));
  const slotId = slots[0]?.id ?? "";
  const claimBy = (person: number) => ({
    id: random.id(),
    slotId,
    taskNumber: number,
    projectId,
    personId: world.people[person]?.id ?? "",
  });
  const lease = defaultPolicy.leaseDays[draft.difficulty ?? "medium"] * day;
  const claims = [];
  if (draft.formerHolder >= 0) {
    const ended = { state: "released" as const, startedAt: publishedAt, endedAt: updatedAt, endReason: null };
    claims.push({ ...claimBy(draft.formerHolder), ...ended, leaseEndsAt: updatedAt, leaseLeft: null });
  }
  if (draft.holder >= 0) {
    const state = isFinished ? "completed" : status === "in_review" ? "in_review" : "active";
    claims.push({
      ...claimBy(draft.holder),
      state: state as "completed" | "in_review" | "active",
      startedAt: isFinished ? publishedAt : new Date(now.getTime() - day),
      leaseEndsAt: state === "active" ? new Date(now.getTime() + lease) : null,
      leaseLeft: state === "active" ? null : lease,
      endedAt: isFinished ? updatedAt : null,
      endReason: null,
    });
  }
  const linkTo = (path: string, claimId: string | null, createdAt: Date) => {
    const { kind, url, label } = parseLink(`https://github.com/${project?.repository}/${path}`, ["github.com"]);
    return { id: random.id(), taskNumber: number, claimId, kind, url, label, createdById: null, createdAt };
  };
  const links = draft.issue === null ? [] : [linkTo(`issues/${draft.issue}`, null, publishedAt)];
  if (isFinished || status === "in_review") {
    links.push(linkTo(`pull/${500 + number}`, claims.at(-1)?.id ?? null, updatedAt));
  }
  return { slots, claims, links };
}

/** What search looks at, as `refreshTask` reads it from the task's card. */
function textsOf(draft: Draft, world: World, links: readonly { label: string }[]): string[] {
  const project = world.projects[draft.project];
  const mentor = draft.mentor === null ? undefined : world.people[draft.mentor];
  const tags = draft.tags.flatMap((tag) => world.tags[tag] ?? []);
  return searchedTexts({
    titles: draft.titles,
    project: { slug: project?.slug ?? "", name: project?.name ?? "", letter: "", color: "" },
    tags: tags.map((tag) => ({ slug: tag.slug, names: { zh: tag.nameZh, en: tag.nameEn } })),
    mentors: mentor ? [{ login: mentor.login, name: mentor.name }] : [],
    labels: links.map((link) => link.label),
  });
}

async function insertAll<Table extends SQLiteTable>(
  tx: Transaction,
  table: Table,
  rows: readonly Table["$inferInsert"][],
): Promise<void> {
  for (const part of parts(rows)) await tx.db.insert(table).values(part);
}

function* parts<Row extends object>(rows: readonly Row[]): Generator<Row[]> {
  const width = Math.max(1, ...rows.slice(0, 1).map((row) => Object.keys(row).length));
  const length = Math.max(1, Math.floor(valuesAtOnce / (width + 6)));
  for (let from = 0; from < rows.length; from += length) yield rows.slice(from, from + length);
}
