import { and, asc, count, countDistinct, desc, eq, gte, inArray, isNull, lt, max, type SQL, sql } from "drizzle-orm";
import type { Source } from "../../../db/database";
import { AppError } from "../../domain/errors";
import type { ContributorMonthView, ContributorsView, ContributorView } from "../../domain/views";
import type { Context } from "../context";
import { projectRef } from "../projects/refs";
import { titlesOf } from "../tasks/cards";
import { refColumns, refOf } from "./ref";

/** People on a page; whole months, but where one month alone has more. */
const pageSize = 100;
const day = 24 * 60 * 60 * 1000;

/** Whose work: of one project, and from where on (`nextCursor` of the page before). */
export interface ContributorsQuery {
  project?: string | undefined;
  cursor?: string | undefined;
}

/** The end of the year 9999, in milliseconds. */
const lastInstant = 253_402_300_799_999;

/** A month, and in it the last person of the page before, by when they last finished something. */
interface Place {
  month: Date;
  after: { at: Date; login: string } | null;
}

/**
 * Who finished what, newest month first; the first page also says who finished their first task in the newest week.
 * Depends on nothing but the database, so it may be kept until the next change.
 * @throws AppError not_found (project), invalid (cursor)
 */
export async function readContributors(
  context: Context,
  { project: slug, cursor }: ContributorsQuery,
): Promise<ContributorsView> {
  const source = context.database;
  const { claim, project } = source.tables;
  const [of] = slug ? await source.db.select().from(project).where(eq(project.slug, slug)) : [];
  if (slug && !of) throw new AppError("not_found", { what: "project" });
  const among = and(eq(claim.state, "completed"), of ? eq(claim.projectId, of.id) : undefined);
  const begin = cursor ? readCursor(cursor) : null;

  const months: ContributorMonthView[] = [];
  let room = pageSize;
  let before = begin && followingMonth(begin.month);
  let nextCursor: string | null = null;
  for (;;) {
    const newest = await newestBefore(source, among, before);
    if (!newest) break;
    const month = monthOf(newest);
    if (room <= 0) {
      nextCursor = written({ month, after: null });
      break;
    }
    const after = begin?.month.getTime() === month.getTime() ? begin.after : null;
    const { view, next } = await readMonth(source, among, { month, after }, room);
    months.push(view);
    room -= Math.max(1, view.people.length);
    if (next) {
      nextCursor = written({ month, after: next });
      break;
    }
    before = month;
  }
  const week = begin ? null : await readWeek(source, of?.id);
  return { project: of ? projectRef(of) : null, week, months, nextCursor };
}

/** When the newest of these claims ended. */
async function newestBefore(source: Source, among: SQL | undefined, before: Date | null): Promise<Date | null> {
  const { claim } = source.tables;
  const [row] = await source.db
    .select({ at: claim.endedAt })
    .from(claim)
    .where(and(among, before ? lt(claim.endedAt, before) : undefined))
    .orderBy(desc(claim.endedAt))
    .limit(1);
  return row?.at ?? null;
}

async function readMonth(source: Source, among: SQL | undefined, { month, after }: Place, room: number) {
  const { claim, person } = source.tables;
  const inMonth = and(among, gte(claim.endedAt, month), lt(claim.endedAt, followingMonth(month)));
  const isUnnamed = and(eq(person.isHidden, true), isNull(person.leftAt));
  const last = max(claim.endedAt);
  const isAfter = after && {
    at: sql.param(after.at, claim.endedAt),
    login: after.login,
  };
  const countPeople = (where: SQL | undefined) =>
    source.db
      .select({ people: countDistinct(claim.personId), tasks: count() })
      .from(claim)
      .innerJoin(person, eq(person.id, claim.personId))
      .where(where);
  const [groups, [all], [unnamed]] = await Promise.all([
    source.db
      .select({ id: person.id, ...refColumns(source.tables), last })
      .from(claim)
      .innerJoin(person, eq(person.id, claim.personId))
      .where(and(inMonth, sql`not (${isUnnamed})`))
      .groupBy(person.id, person.login, person.name, person.isHidden)
      .having(
        isAfter
          ? sql`${last} < ${isAfter.at} or (${last} = ${isAfter.at} and ${person.login} > ${isAfter.login})`
          : undefined,
      )
      .orderBy(desc(last), asc(person.login))
      .limit(room + 1),
    countPeople(inMonth),
    countPeople(and(inMonth, isUnnamed)),
  ]);
  const shown = groups.slice(0, room);
  const ids = shown.map((one) => one.id);
  const tasks = await tasksOf(source, and(inMonth, inArray(claim.personId, ids)), ids.length);
  const end = groups.length > room ? shown.at(-1) : undefined;
  const view: ContributorMonthView = {
    month: month.toISOString().slice(0, 7),
    counts: all ?? { people: 0, tasks: 0 },
    people: shown.map((one) => ({ person: refOf(one), tasks: tasks.get(one.id) ?? [] })),
    unnamed: unnamed ?? { people: 0, tasks: 0 },
  };
  return { view, next: end?.last ? { at: end.last, login: end.login } : null };
}

/** What these claims finished, by person, newest first. */
async function tasksOf(source: Source, where: SQL | undefined, people: number) {
  const byPerson = new Map<string, ContributorView["tasks"]>();
  if (people === 0) return byPerson;
  const { claim, project } = source.tables;
  const rows = await source.db
    .select({ personId: claim.personId, number: claim.taskNumber, at: claim.endedAt, project })
    .from(claim)
    .innerJoin(project, eq(project.id, claim.projectId))
    .where(where)
    .orderBy(desc(claim.endedAt), desc(claim.id));
  const titles = await titlesOf(source, [...new Set(rows.map((row) => row.number))]);
  for (const { personId, number, at, project: of } of rows) {
    const list = byPerson.get(personId) ?? [];
    const name = titles.get(number) ?? { zh: null, en: null };
    list.push({ number, titles: name, project: projectRef(of), at: (at ?? new Date(0)).toISOString() });
    byPerson.set(personId, list);
  }
  return byPerson;
}

/**
 * Who finished their first task of all in the week of the newest finished task. That week is a fact of the database:
 * "the last seven days" would be wrong on a page that is kept.
 */
async function readWeek(source: Source, projectId: string | undefined): Promise<ContributorsView["week"]> {
  const { claim, person } = source.tables;
  const isFinished = eq(claim.state, "completed");
  const newest = await newestBefore(source, isFinished, null);
  if (!newest) return null;
  const from = mondayOf(newest);
  const to = new Date(from.getTime() + 7 * day);
  const inWeek = and(isFinished, gte(claim.endedAt, from), lt(claim.endedAt, to));
  const rows = await source.db
    .select({ personId: claim.personId, person: refColumns(source.tables), projectId: claim.projectId })
    .from(claim)
    .innerJoin(person, eq(person.id, claim.personId))
    .where(and(inWeek, eq(person.isHidden, false)))
    .orderBy(asc(claim.endedAt), asc(claim.id));
  const ids = [...new Set(rows.map((row) => row.personId))];
  const known = ids.length
    ? await source.db
        .selectDistinct({ personId: claim.personId })
        .from(claim)
        .where(and(isFinished, lt(claim.endedAt, from), inArray(claim.personId, ids)))
    : [];
  const isKnown = new Set(known.map((one) => one.personId));
  const firsts = ids.flatMap((id) => rows.find((row) => row.personId === id && !isKnown.has(id)) ?? []);
  const news = firsts.filter((one) => projectId === undefined || one.projectId === projectId).reverse();
  if (news.length === 0) return null;
  const newIds = news.map((one) => one.personId);
  const tasks = await tasksOf(source, and(inWeek, inArray(claim.personId, newIds)), newIds.length);
  // Of several in that week, the first is the one that is told of.
  const firstTimers = news.map((one) => ({
    person: refOf(one.person),
    tasks: (tasks.get(one.personId) ?? []).slice(-1),
  }));
  return { from: from.toISOString(), to: to.toISOString(), firstTimers };
}

function monthOf(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth()));
}

function followingMonth(month: Date): Date {
  return new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1));
}

function mondayOf(at: Date): Date {
  const midnight = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
  return new Date(midnight - ((at.getUTCDay() + 6) % 7) * day);
}

function written({ month, after }: Place): string {
  const name = month.toISOString().slice(0, 7);
  return after ? `${name}_${after.at.getTime()}_${after.login}` : name;
}

/** @throws AppError invalid */
function readCursor(cursor: string): Place {
  const [, year, month, at, login] = /^(\d{4})-(0[1-9]|1[0-2])(?:_(\d{1,15})_(\S{2,40}))?$/.exec(cursor) ?? [];
  // PostgreSQL's timestamps hold less than a cursor could say.
  const isOutside = Number(year) < 1970 || Number(year) > 9998 || Number(at ?? 0) > lastInstant;
  if (!year || !month || isOutside)
    throw new AppError("invalid", { issues: [{ path: "cursor", code: "invalid_value" }] });
  const after = at && login ? { at: new Date(Number(at)), login } : null;
  return { month: new Date(Date.UTC(Number(year), Number(month) - 1)), after };
}
