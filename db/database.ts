import { AsyncLocalStorage } from "node:async_hooks";
import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { type SQL, sql } from "drizzle-orm";
import { drizzle as drizzleSqlite } from "drizzle-orm/better-sqlite3";
import { migrate as migrateSqlite } from "drizzle-orm/better-sqlite3/migrator";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator";
import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import { drizzle as drizzleProxy } from "drizzle-orm/sqlite-proxy";
import pg from "pg";
import { AppError } from "../lib/domain/errors";
import { SettingsError, settings } from "../lib/env";
import { postgresColumns } from "./columns.postgres";
import { sqliteColumns } from "./columns.sqlite";
import { buildTables, type Tables } from "./schema";

/** What both engines' query builders share. Writes happen in `transaction`; drizzle's own is never used. */
export type Queries = Omit<
  BaseSQLiteDatabase<"async", unknown, Record<string, never>>,
  "transaction" | "all" | "get" | "run" | "values"
>;

export type Engine = "sqlite" | "postgresql";

/** What a read needs: the database itself, or a transaction to see its own changes. */
export interface Source {
  engine: Engine;
  /** Of a `Database` for reading only; on SQLite a write through it fails at once. */
  db: Queries;
  tables: Tables;
}

/** One writing transaction; only `transaction` makes one. */
export interface Transaction extends Source {
  isTransaction: true;
}

export interface Database extends Source {
  /** For better-auth alone: its writes wait their turn among the transactions, each by itself. */
  signIn: { db: object; provider: "sqlite" | "pg" };
  /**
   * Does `work` as a whole or not at all, one transaction after the other (see `docs/decisions`, "Writes take turns").
   * A call inside a call belongs to the outer one. No network inside `work`.
   * @throws AppError busy when other processes do not let it begin in time
   */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** The counter that every writing transaction raises; at most 100 ms late for writes of other processes. */
  version(): Promise<number>;
  migrate(): Promise<void>;
  close(): Promise<void>;
}

const casing = "snake_case" as const;
/** How long writes of other processes may go unseen, in milliseconds. */
const freshness = 100;
/** How long a write waits for those of other processes, its turn in this one included, in milliseconds. */
const usualPatience = 5_000;
/** How long at least once it is its turn. */
const leastPatience = 250;
/** How long processes that start together wait for each other, in milliseconds; nobody is served yet. */
const startPatience = 10_000;

/**
 * Opens the database at `url`: `postgres://…`, `file:PATH` or a path. Tables are there after `migrate`.
 * @param patience how long a write waits for those of other processes, in milliseconds
 * @throws SettingsError when it cannot be opened or reached, with the reason and without the password
 */
export async function openDatabase(url: string, patience = usualPatience): Promise<Database> {
  return /^postgres(ql)?:/.test(url)
    ? openPostgres(url, patience)
    : openSqlite(url.replace(/^file:(\/\/)?/, ""), patience);
}

/** The rows of a raw query, on either engine. */
export async function rawRows<Row>(from: Source, query: SQL): Promise<Row[]> {
  if (from.engine === "sqlite") return (from.db as unknown as { all(query: SQL): Row[] }).all(query);
  const answer = await (from.db as unknown as { execute(query: SQL): Promise<{ rows: Row[] }> }).execute(query);
  return answer.rows;
}

/** Runs a raw statement whose rows do not matter, on either engine. */
export async function rawRun(tx: Transaction, statement: SQL): Promise<void> {
  if (tx.engine === "sqlite") (tx.db as unknown as { run(statement: SQL): unknown }).run(statement);
  else await (tx.db as unknown as { execute(statement: SQL): Promise<unknown> }).execute(statement);
}

/** Whether a write was refused because such a row is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return hasCode(error, /^(23505|SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY))$/);
}

/** Whether a write was given up because other processes held the database for too long. */
export function isBusy(error: unknown): boolean {
  return hasCode(error, /^(busy|55P03|SQLITE_BUSY.*)$/);
}

/** The refusal of such a write. */
export function busyError(): AppError<"busy"> {
  return new AppError("busy", { retryAfterSeconds: usualPatience / 1000 });
}

/** Whether an error, or one that it was made of, has such a code. */
function hasCode(error: unknown, code: RegExp): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (code.test(String((cause as { code?: unknown }).code))) return true;
  }
  return false;
}

/** Gives a write that begins to wait now its end of patience, to be asked for when it is its turn. */
function createPatience(patience: number): () => number {
  const end = performance.now() + patience;
  return () => Math.max(end, performance.now() + leastPatience);
}

/**
 * Does what needs the lock that an SQLite file has for one writer. While another process holds it this one goes on
 * with everything else, and tries again until its patience ends. @throws AppError busy
 */
async function whenUnlocked<Result>(work: () => Result, end: number): Promise<Result> {
  for (let pause = 5; ; pause = Math.min(2 * pause, 200)) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() >= end) throw busyError();
    }
    await setTimeout(pause);
  }
}

/** Lets one piece of work run after the other. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

/** Remembers the version; `read` asks the database. */
function createVersion(read: () => Promise<number>) {
  let known = 0;
  let readAt = 0;
  let reading: Promise<number> | null = null;
  return {
    raisedTo(value: number) {
      known = Math.max(known, value);
      readAt = Date.now();
    },
    async current(): Promise<number> {
      if (Date.now() - readAt < freshness) return known;
      reading ??= read()
        .then((value) => {
          known = Math.max(known, value);
          readAt = Date.now();
          return known;
        })
        .finally(() => {
          reading = null;
        });
      return reading;
    },
  };
}

/** What a person can do about a database that does not open. */
function cannotOpen(place: string, error: unknown): SettingsError {
  const { message, code } = error as NodeJS.ErrnoException;
  // Of several addresses that were tried, Node gives the code alone.
  return new SettingsError(`Set DATABASE_URL to a database that can be used. ${place}: ${message || code}.`);
}

/** The two connections to an SQLite file. @throws SettingsError */
function connectSqlite(file: string): { writer: Sqlite.Database; reader: Sqlite.Database } {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const writer = new Sqlite(file, { timeout: startPatience });
    writer.pragma("journal_mode = WAL");
    writer.pragma("foreign_keys = ON");
    // An acknowledged claim survives a power cut.
    writer.pragma("synchronous = FULL");
    const reader = new Sqlite(file, { readonly: true, timeout: startPatience });
    // SQLite would wait for the lock with the whole process (`whenUnlocked`). Readers have nothing to wait for.
    writer.pragma("busy_timeout = 0");
    return { writer, reader };
  } catch (error) {
    throw cannotOpen(file, error);
  }
}

function openSqlite(path: string, patience: number): Database {
  const { writer, reader } = connectSqlite(resolve(path));
  const tables = buildTables(sqliteColumns);
  const writing = drizzleSqlite({ client: writer, casing });
  const tx: Transaction = { isTransaction: true, engine: "sqlite", db: writing as unknown as Queries, tables };
  const inQueue = createQueue();
  const scope = new AsyncLocalStorage<Transaction>();
  let readVersion: Sqlite.Statement | null = null;
  let raiseVersion: Sqlite.Statement | null = null;
  const version = createVersion(async () => {
    readVersion ??= reader.prepare("select value from version where id = 1").pluck();
    return Number(readVersion.get());
  });

  const proxied = drizzleProxy(
    async (query, parameters, method) => {
      const reads = reader.prepare(query);
      const run = (on: Sqlite.Database) => {
        const statement = on === reader ? reads : on.prepare(query);
        if (!statement.reader) {
          statement.run(...parameters);
          return { rows: [] };
        }
        const rows = statement.raw().all(...parameters) as unknown[][];
        return { rows: method === "get" ? (rows[0] as unknown[]) : rows };
      };
      if (reads.readonly) return run(reader);
      const end = createPatience(patience);
      return inQueue(() => whenUnlocked(() => run(writer), end()));
    },
    // drizzle takes the casing from the third argument alone.
    undefined,
    { casing },
  );

  return {
    engine: "sqlite",
    tables,
    db: drizzleSqlite({ client: reader, casing }) as unknown as Queries,
    signIn: { db: proxied, provider: "sqlite" },
    async transaction(work) {
      const outer = scope.getStore();
      if (outer) return work(outer);
      const end = createPatience(patience);
      return inQueue(() =>
        scope.run(tx, async () => {
          await whenUnlocked(() => writer.exec("begin immediate"), end());
          try {
            const result = await work(tx);
            raiseVersion ??= writer
              .prepare("update version set value = value + 1 where id = 1 returning value")
              .pluck();
            const value = Number(raiseVersion.get());
            writer.exec("commit");
            version.raisedTo(value);
            return result;
          } catch (error) {
            if (writer.inTransaction) writer.exec("rollback");
            throw error;
          }
        }),
      );
    },
    version: () => version.current(),
    async migrate() {
      const run = () => migrateSqlite(writing, { migrationsFolder: join(process.cwd(), "db/migrations/sqlite") });
      writer.pragma(`busy_timeout = ${startPatience}`);
      try {
        run();
      } catch {
        // Of two processes that start at once the later finds tables that it did not expect. Now it does.
        run();
      } finally {
        writer.pragma("busy_timeout = 0");
      }
    },
    async close() {
      await inQueue(async () => {
        reader.close();
        writer.close();
      });
    },
  };
}

async function openPostgres(url: string, patience: number): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  // An idle connection that breaks must not end the process; the next query gets a new one.
  pool.on("error", () => undefined);
  await pool.query("select 1").catch(async (error) => {
    await pool.end();
    throw cannotOpen("PostgreSQL", error);
  });
  const tables = buildTables(postgresColumns);
  const reading = drizzlePostgres({ client: pool, casing });
  const inQueue = createQueue();
  const scope = new AsyncLocalStorage<Transaction>();
  const version = createVersion(async () => {
    const answer = await pool.query("select value from version where id = 1");
    return Number(answer.rows[0]?.value ?? 0);
  });

  async function once<Result>(work: (tx: Transaction) => Promise<Result>, end: number): Promise<Result> {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(`begin; set local lock_timeout = ${Math.max(1, Math.ceil(end - performance.now()))}`);
      // Taken first: the row's lock makes writers of all machines take turns, so no two of them can deadlock.
      const raised = await client.query("update version set value = value + 1 where id = 1 returning value");
      const tx: Transaction = {
        isTransaction: true,
        engine: "postgresql",
        db: drizzlePostgres({ client: oneAtATime(client), casing }) as unknown as Queries,
        tables,
      };
      const result = await scope.run(tx, () => work(tx));
      await client.query("commit");
      version.raisedTo(Number(raised.rows[0]?.value));
      return result;
    } catch (error) {
      await client.query("rollback").catch((cause: Error) => {
        broken = cause;
      });
      if (isBusy(error)) throw busyError();
      throw error;
    } finally {
      client.release(broken);
    }
  }

  return {
    engine: "postgresql",
    tables,
    db: reading as unknown as Queries,
    signIn: { db: reading, provider: "pg" },
    async transaction(work) {
      const outer = scope.getStore();
      if (outer) return work(outer);
      const end = createPatience(patience);
      return inQueue(() => once(work, end()));
    },
    version: () => version.current(),
    async migrate() {
      const client = await pool.connect();
      try {
        // Several machines may start at once.
        await client.query("select pg_advisory_lock(72063001)");
        await migratePostgres(drizzlePostgres({ client, casing }), {
          migrationsFolder: join(process.cwd(), "db/migrations/postgresql"),
        });
      } finally {
        await client.query("select pg_advisory_unlock(72063001)").catch(() => undefined);
        client.release();
      }
    },
    async close() {
      await inQueue(() => pool.end());
    },
  };
}

/** A connection answers one query at a time; reads that a verb starts together wait for each other here. */
function oneAtATime(client: pg.PoolClient): pg.PoolClient {
  const inQueue = createQueue();
  return new Proxy(client, {
    get(target, name) {
      if (name !== "query") return Reflect.get(target, name);
      return (...query: unknown[]) => inQueue(() => Reflect.apply(target.query, target, query) as Promise<unknown>);
    },
  });
}

const key = Symbol.for("foothold.database");
type Holder = { [key]?: Promise<Database> };

/**
 * The database of this process, opened once from the settings. Next bundles its own copy of this module; both copies
 * find the same connection here.
 */
export function sharedDatabase(): Promise<Database> {
  const holder = globalThis as Holder;
  holder[key] ??= openDatabase(settings().DATABASE_URL);
  return holder[key];
}

/** Whether the database answers. */
export async function databaseAnswers(database: Database): Promise<boolean> {
  try {
    await rawRows(database, sql`select 1 as one`);
    return true;
  } catch {
    return false;
  }
}
