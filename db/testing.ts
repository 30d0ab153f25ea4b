import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { type Database, type Engine, openDatabase } from "./database";

declare module "vitest" {
  export interface ProvidedContext {
    /** A real PostgreSQL server for this test run (`db/testing.setup.ts`). */
    postgresUrl: string;
  }
}

/** A new, migrated database of its own, and how to remove it. */
export async function temporaryDatabase(
  engine: Engine,
): Promise<{ database: Database; url: string; remove(): Promise<void> }> {
  if (engine === "sqlite") {
    const folder = mkdtempSync(join(tmpdir(), "foothold-"));
    const url = `file:${join(folder, "test.db")}`;
    const database = await openDatabase(url);
    await database.migrate();
    return {
      database,
      url,
      async remove() {
        await database.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  }
  const server = inject("postgresUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onServer(server, `create database ${name}`);
  const url = `${server}/${name}`;
  const database = await openDatabase(url);
  await database.migrate();
  return {
    database,
    url,
    async remove() {
      await database.close();
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Holds the lock for writing, as another process does in a long write, until `letGo` is called. */
export async function holdLock(url: string): Promise<{ letGo(): Promise<void> }> {
  const other = await openDatabase(url);
  let release = () => {};
  let held: Promise<unknown> = Promise.resolve();
  await new Promise<void>((begun) => {
    held = other.transaction(() => {
      begun();
      return new Promise<void>((done) => {
        release = done;
      });
    });
  });
  return {
    async letGo() {
      release();
      await held;
      await other.close();
    },
  };
}

/** Runs a suite on both engines, each with a database of its own. */
export function onBothEngines(
  name: string,
  suite: (given: { database(): Database; url(): string; engine: Engine }) => void,
): void {
  describe.each(["sqlite", "postgresql"] as const)(`${name} on %s`, (engine) => {
    let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
    beforeAll(async () => {
      temporary = await temporaryDatabase(engine);
    });
    afterAll(async () => {
      await temporary.remove();
    });
    suite({ database: () => temporary.database, url: () => temporary.url, engine });
  });
}
