import { sql } from "drizzle-orm";
import { searchTerms, searchTokens } from "../lib/domain/filters";
import { rawRows, rawRun, type Source, type Transaction } from "./database";

/**
 * Full-text search, the one thing that differs between the engines: FTS5 on SQLite, a tsvector on PostgreSQL, both fed
 * with the same tokens (`searchTokens`).
 */

/** Makes a task be found by these texts, and by no earlier ones. */
export async function indexTask(tx: Transaction, number: number, texts: readonly (string | null)[]): Promise<void> {
  const tokens = [...new Set(searchTokens(texts.filter(Boolean).join(" \n ")))];
  if (tx.engine === "sqlite") {
    await rawRun(tx, sql`insert or replace into task_search(rowid, tokens) values (${number}, ${tokens.join(" ")}) `);
    return;
  }
  await rawRun(
    tx,
    sql`insert into task_search(task_number, tokens) values (${number}, array_to_tsvector(${sql.param(tokens)}::text[]))
      on conflict (task_number) do update set tokens = excluded.tokens`,
  );
}

/** Forgets a deleted task. */
export async function unindexTask(tx: Transaction, number: number): Promise<void> {
  if (tx.engine === "sqlite") await rawRun(tx, sql`delete from task_search where rowid = ${number}`);
  else await rawRun(tx, sql`delete from task_search where task_number = ${number}`);
}

/**
 * Numbers of the tasks in which every term of the query is found, newest first, at most `limit`. A query without any
 * letter or digit finds nothing.
 */
export async function searchTasks(source: Source, query: string, limit: number): Promise<number[]> {
  const terms = searchTerms(query);
  if (terms.length === 0) return [];
  if (source.engine === "sqlite") {
    const match = terms.map(({ token, isPrefix }) => `"${token}"${isPrefix ? "*" : ""}`).join(" AND ");
    const rows = await rawRows<{ rowid: number }>(
      source,
      sql`select rowid from task_search where task_search match ${match} order by rowid desc limit ${limit}`,
    );
    return rows.map((row) => row.rowid);
  }
  const match = terms.map(({ token, isPrefix }) => `'${token}'${isPrefix ? ":*" : ""}`).join(" & ");
  const rows = await rawRows<{ task_number: string | number }>(
    source,
    sql`select task_number from task_search where tokens @@ ${match}::tsquery order by task_number desc limit ${limit}`,
  );
  return rows.map((row) => Number(row.task_number));
}
