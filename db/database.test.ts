import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { SettingsError } from "../lib/env";
import { isBusy, isUniqueViolation, openDatabase, type Queries } from "./database";
import { indexTask, searchTasks, unindexTask } from "./search";
import { holdLock, onBothEngines } from "./testing";

const at = new Date("2026-01-02T03:04:05.678Z");

onBothEngines("the database", ({ database, url, engine }) => {
  it("round-trips a full row of every table", async () => {
    const { tables } = database();
    const rows = {
      person: {
        id: "p",
        login: "a",
        displayLogin: "A",
        name: "阿",
        email: "a@b",
        emailVerified: true,
        image: "i",
        isAdmin: true,
        isHidden: true,
        leftAt: at,
        createdAt: at,
        updatedAt: at,
      },
      session: {
        id: "s",
        token: "t",
        userId: "p",
        expiresAt: at,
        ipAddress: "::1",
        userAgent: "u",
        createdAt: at,
        updatedAt: at,
      },
      account: {
        id: "a",
        accountId: "p",
        providerId: "credential",
        userId: "p",
        accessToken: "x",
        refreshToken: "y",
        idToken: "z",
        accessTokenExpiresAt: at,
        refreshTokenExpiresAt: at,
        scope: "s",
        password: "h",
        createdAt: at,
        updatedAt: at,
      },
      verification: { id: "v", identifier: "i", value: "v", expiresAt: at, createdAt: at, updatedAt: at },
      rateLimit: { id: "r", key: "k", count: 3, lastRequest: 1_795_000_000_000 },
      token: { id: "t", personId: "p", name: "n", hash: "h", createdAt: at, lastUsedAt: at },
      githubAccount: { id: "583231", personId: "p", login: "Octocat", seenAt: at, provenAt: at },
      project: {
        id: "pr",
        slug: "layotto",
        name: "Layotto",
        color: "#2563eb",
        repositoryUrl: "r",
        guideUrl: "g",
        languages: ["Go", "中"],
        policy: { renewDays: 3 },
        revision: 2,
        createdAt: at,
        updatedAt: at,
      },
      projectText: { projectId: "pr", locale: "zh" as const, name: "名", description: "述", guide: "先读" },
      member: { projectId: "pr", personId: "p", role: "mentor" as const, createdAt: at },
      task: {
        number: 7,
        projectId: "pr",
        difficulty: "easy" as const,
        status: "open" as const,
        hasMentor: true,
        closeReason: "duplicate" as const,
        duplicateOf: 3,
        closedAt: at,
        confirmedAt: at,
        freshness: "ask_first" as const,
        revision: 1,
        counted: { projectId: "pr", difficulty: "", status: "open" as const, hasMentor: true, tagIds: ["tg"] },
        createdById: "p",
        publishedAt: at,
        createdAt: at,
        updatedAt: at,
      },
      taskText: {
        taskNumber: 7,
        locale: "en" as const,
        title: "T",
        titleKey: "t",
        why: "w",
        where: "x",
        doneWhen: "d",
      },
      tag: { id: "tg", slug: "tests", nameZh: "测试", nameEn: "tests" },
      taskTag: { taskNumber: 7, tagId: "tg", position: 1 },
      taskMentor: { taskNumber: 7, personId: "p" },
      tagPlace: {
        tagId: "tg",
        taskNumber: 7,
        status: "open" as const,
        difficulty: null,
        publishedAt: at,
        updatedAt: at,
      },
      taskCount: { tagId: "", projectId: "pr", difficulty: "", status: "done" as const, hasMentor: false, count: 4 },
      slot: { id: "sl", taskNumber: 7, name: "Redis", position: 0, finishedAt: at, closedAt: at },
      claim: {
        id: "c",
        slotId: "sl",
        taskNumber: 7,
        projectId: "pr",
        personId: "p",
        state: "in_review" as const,
        startedAt: at,
        leaseEndsAt: at,
        leaseLeft: 1_728_000_000,
        renewals: 2,
        remindAt: at,
        remindedAt: at,
        activeAt: at,
        steps: ["guide" as const],
        plan: "p",
        endedAt: at,
        endReason: "r",
      },
      waiting: {
        id: 3,
        taskNumber: 7,
        projectId: "pr",
        personId: "p",
        joinedAt: at,
        offerSlotId: "sl",
        offeredAt: at,
        offerEndsAt: at,
        endedAt: at,
        end: "lapsed" as const,
      },
      claimException: {
        id: "x",
        taskNumber: 7,
        personId: "p",
        grantedById: "p",
        reason: "因",
        createdAt: at,
        usedAt: at,
      },
      link: {
        id: "l",
        taskNumber: 7,
        claimId: "c",
        kind: "issue" as const,
        url: "u",
        label: "l",
        state: "merged" as const,
        createdById: "p",
        createdAt: at,
      },
      post: {
        id: 5,
        taskNumber: 7,
        projectId: "pr",
        questionId: 4,
        personId: "p",
        body: "问",
        createdAt: at,
        editedAt: at,
        deletedAt: at,
        acceptedAnswerId: 6,
        answeredAt: at,
        flaggedAt: at,
      },
      postRevision: { id: 2, postId: 5, personId: "p", body: "旧", at },
      notice: {
        id: 8,
        key: "claim.reminder c",
        personId: "p",
        kind: "claim.reminder" as const,
        isUrgent: true,
        actorId: "p",
        taskNumber: 7,
        projectId: "pr",
        claimId: "c",
        postId: 5,
        details: { reason: "因" },
        createdAt: at,
        readAt: at,
        mailId: "m",
      },
      contact: {
        personId: "p",
        email: "a@example.org",
        confirmedAt: at,
        confirmHash: "h",
        confirmSentAt: at,
        wish: "urgent" as const,
        locale: "zh" as const,
        calendarVersion: 2,
        lastDigestAt: at,
      },
      mail: {
        id: "m",
        personId: "p",
        kind: "digest" as const,
        details: { email: "a@example.org" },
        createdAt: at,
        tries: 2,
        nextTryAt: at,
        endedAt: at,
        end: "sent" as const,
        fault: "451",
      },
      repository: {
        id: "re",
        projectId: "pr",
        githubId: "1296269",
        owner: "mosn",
        name: "layotto",
        access: "token" as const,
        secret: "v1.a.b.c",
        installationId: "7",
        mayWrite: true,
        hookSecret: "v1.d.e.f",
        rule: {
          task: ["good first issue"],
          difficulty: [{ label: "难", is: "hard" as const }],
          defaultDifficulty: "easy" as const,
          tagPrefixes: ["kind"],
        },
        isFollowed: true,
        followedAt: at,
        plainWords: true,
        revision: 3,
        connectedById: "p",
        connectedAt: at,
        cursor: {
          since: at.toISOString(),
          commentsSince: null,
          rule: "{}",
          labels: ["good first issue"],
          failed: [5],
          etags: { repository: 'W/"1"' },
          openIssues: 7,
          round: { lists: ["a"], at: 1, page: null, seen: [1, 2], missing: [3], startedAt: at.toISOString() },
          roundAt: null,
          unexplained: 0,
        },
        syncedAt: at,
        takenUntil: at,
        writeRefusedAt: at,
        nextSyncAt: at,
        fault: "rate_limited" as const,
        faultSince: at,
        notBefore: at,
        limitLeft: 4999,
        limitResetsAt: at,
      },
      issue: {
        id: "is",
        repositoryId: "re",
        number: 108,
        taskNumber: 7,
        url: "https://github.com/mosn/layotto/issues/108",
        state: "closed" as const,
        reason: "completed",
        title: "写测试",
        body: "b",
        labels: ["easy"],
        locale: "zh" as const,
        assignees: [{ id: "1", login: "octocat" }],
        isTask: true,
        unassignable: ["2"],
        differs: false,
        taken: { title: "t", why: null, difficulty: "hard" as const, tags: ["a"] },
        answerId: "5",
        answer: "a",
        updatedAt: at,
        seenAt: at,
      },
      command: { id: "co", issueId: "is", at, takenUntil: at },
      pullRequest: {
        id: "pu",
        repositoryId: "re",
        number: 109,
        url: "https://github.com/mosn/layotto/pull/109",
        state: "draft" as const,
        author: { id: "1", login: "octocat" },
        speaksOf: [{ issue: "mosn/layotto#108", closes: true }],
        mergedAt: at,
        updatedAt: at,
      },
      delivery: {
        id: "d",
        event: "issues",
        repositoryId: "re",
        body: "{}",
        receivedAt: at,
        tries: 1,
        nextTryAt: at,
        endedAt: at,
        end: "failed" as const,
        fault: "f",
      },
      errand: {
        id: "er",
        issueId: "is",
        kind: "answer" as const,
        text: "t",
        unassign: ["3"],
        hasExtra: true,
        isAgain: true,
        createdAt: at,
        tries: 1,
        nextTryAt: at,
        endedAt: at,
        end: "skipped" as const,
        fault: "f",
      },
      syncRun: {
        id: 4,
        repositoryId: "re",
        startedAt: at,
        endedAt: at,
        requests: 3,
        seen: 100,
        created: 2,
        changed: 1,
        fault: "unreachable" as const,
        failures: [{ issue: 1, fault: "internal" }],
      },
      event: {
        id: 9,
        at,
        kind: "task.created" as const,
        actorKind: "system" as const,
        personId: "p",
        taskNumber: 7,
        projectId: "pr",
        claimId: "c",
        details: { title: "题" },
        undo: { a: [1, null] },
        requestId: "q",
      },
      version: { id: 2, value: 5 },
      keep: { key: "k", value: "v" },
    };
    expect(Object.keys(rows).sort()).toEqual(Object.keys(tables).sort());
    for (const [name, row] of Object.entries(rows)) {
      const table = tables[name as keyof typeof tables];
      await database().transaction(async (tx) => {
        await tx.db.insert(table).values(row as never);
      });
      const back = await database().db.select().from(table);
      expect(back, name).toContainEqual(row);
    }
  });

  it("does all of a transaction or nothing, and a call inside belongs to the outer one", async () => {
    const { tag } = database().tables;
    await expect(
      database().transaction(async (tx) => {
        await tx.db.insert(tag).values({ id: "x", slug: "x" });
        await database().transaction(async (inner) => {
          await inner.db.insert(tag).values({ id: "y", slug: "y" });
        });
        throw new Error("stop");
      }),
    ).rejects.toThrow("stop");
    expect(await database().db.select().from(tag).where(eq(tag.slug, "x"))).toEqual([]);
    expect(await database().db.select().from(tag).where(eq(tag.slug, "y"))).toEqual([]);
  });

  it("raises the version once for each transaction, and not for one that failed", async () => {
    const before = await database().version();
    await Promise.all(Array.from({ length: 20 }, () => database().transaction(async () => undefined)));
    await database()
      .transaction(() => Promise.reject(new Error("no")))
      .catch(() => undefined);
    expect(await database().version()).toBe(before + 20);
  });

  it("says which error is a second row of the same kind", async () => {
    const { tag } = database().tables;
    const insert = () => database().transaction(async (tx) => tx.db.insert(tag).values({ id: "same", slug: "same" }));
    await insert();
    const error = await insert().catch((cause: unknown) => cause);
    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(new Error("other"))).toBe(false);
  });

  describe("while another process writes", () => {
    it("lets reads go on, and refuses a write only after a time", async () => {
      const [impatient, { letGo }] = [await openDatabase(url(), 400), await holdLock(url())];
      let beats = 0;
      const heart = setInterval(() => {
        beats += 1;
      }, 10);
      try {
        const begin = performance.now();
        const write = () => impatient.transaction(async () => "written").catch((error: unknown) => error);
        const writes = Promise.all([write(), write()]);
        expect(await impatient.db.select().from(impatient.tables.version)).not.toEqual([]);
        for (const refused of await writes) {
          expect(refused).toMatchObject({ name: "AppError", code: "busy", data: { retryAfterSeconds: 5 } });
        }
        expect(performance.now() - begin).toBeGreaterThan(399);
        // A process that waits for the lock as SQLite does by itself does nothing else.
        expect(beats).toBeGreaterThan(10);
        const waits = write();
        await letGo();
        expect(await waits).toBe("written");
      } finally {
        clearInterval(heart);
        await impatient.close();
      }
    });

    const onSqlite = engine === "sqlite" ? it : null;
    onSqlite?.("waits likewise with what is written without a transaction", async () => {
      const [impatient, { letGo }] = [await openDatabase(url(), 1), await holdLock(url())];
      const { keep } = impatient.tables;
      const write = () =>
        (impatient.signIn.db as Queries).insert(keep).values({ key: "waits", value: "1" }).returning({ key: keep.key });
      expect(isBusy(await write().catch((error: unknown) => error))).toBe(true);
      const waits = write();
      await letGo();
      expect(await waits).toEqual([{ key: "waits" }]);
      await impatient.close();
    });
  });

  const onSqlite = engine === "sqlite" ? it : null;
  onSqlite?.("refuses a write outside a transaction", async () => {
    const { tag } = database().tables;
    await expect(
      (async () => {
        await database().db.insert(tag).values({ id: "z", slug: "z" });
      })(),
    ).rejects.toThrow();
  });

  it("finds Chinese words of two characters, prefixes of Latin words, and all of several terms", async () => {
    await database().transaction(async (tx) => {
      const { task } = tx.tables;
      for (const number of [101, 102, 103]) {
        await tx.db.insert(task).values({ number, projectId: "pr", publishedAt: at, createdAt: at, updatedAt: at });
      }
      await indexTask(tx, 101, ["为 actuator 模块添加单元测试", "Add unit tests to the actuator module"]);
      await indexTask(tx, 102, ["优化 SOFARPC 的异步编程体验", null]);
      await indexTask(tx, 103, ["it's a 'quoted' \"title\" \\ & | ! <-> :*", "测量"]);
    });
    const find = (query: string) => searchTasks(database(), query, 10);
    expect(await find("测试")).toEqual([101]);
    expect(await find("异步")).toEqual([102]);
    expect(await find("测")).toEqual([103, 101]);
    expect(await find("ACTU")).toEqual([101]);
    expect(await find("sofa 体验")).toEqual([102]);
    expect(await find("sofa 测试")).toEqual([]);
    expect(await find("quoted' \" \\ & | !")).toEqual([103]);
    expect(await find("！？ --")).toEqual([]);
    await database().transaction((tx) => indexTask(tx, 101, ["完全不同"]));
    expect(await find("测试")).toEqual([]);
    await database().transaction((tx) => unindexTask(tx, 102));
    expect(await find("异步")).toEqual([]);
  });
});

describe("an SQLite file", () => {
  it("is set up once by processes that start at once", async () => {
    const folder = mkdtempSync(join(tmpdir(), "foothold-"));
    const url = `file:${join(folder, "new.db")}`;
    const [one, other] = [await openDatabase(url), await openDatabase(url)];
    const { prepare } = Sqlite.prototype;
    let isFirst = true;
    const spy = vi.spyOn(Sqlite.prototype, "prepare").mockImplementation(function (this: Sqlite.Database, source) {
      // The other process is done between the look at what there is and the change.
      if (source === "BEGIN" && isFirst) {
        isFirst = false;
        other.migrate();
      }
      return prepare.call(this, source);
    });
    try {
      await one.migrate();
      expect(isFirst).toBe(false);
      expect(await one.version()).toBe(await other.version());
    } finally {
      spy.mockRestore();
      await Promise.all([one.close(), other.close()]);
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("that cannot be opened is refused with the setting and the place", async () => {
    const folder = mkdtempSync(join(tmpdir(), "foothold-"));
    await expect(openDatabase(`file:${folder}`)).rejects.toThrow(
      `Set DATABASE_URL to a database that can be used. ${folder}`,
    );
    rmSync(folder, { recursive: true, force: true });
  });
});

it("says why PostgreSQL cannot be used, without the password", async () => {
  const refused = await openDatabase("postgres://someone:hunter2@127.0.0.1:1/x").catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(SettingsError);
  expect(String(refused)).toMatch(/Set DATABASE_URL .*ECONNREFUSED/);
  expect(String(refused)).not.toContain("hunter2");
});
