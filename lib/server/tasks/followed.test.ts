import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import type { SyncFault } from "../../domain/words";
import { firstCursor } from "../github/reading";
import { createWorld, type World } from "../testing";
import { gitHubAwaySince } from "./followed";
import { readTask } from "./read";

const minute = 60_000;

onBothEngines("the issue that a task follows", ({ database }) => {
  let world: World;
  let slug: string;
  let number: number;
  let repositoryId: string;

  beforeAll(async () => {
    world = createWorld(database());
    slug = await world.project();
    ({ number } = await world.task(slug, { links: ["https://github.com/mosn/layotto/pull/9"] }));
    repositoryId = randomUUID();
    const { tables } = database();
    await database().transaction(async (tx) => {
      const [project] = await tx.db.select().from(tables.project).where(eq(tables.project.slug, slug));
      await tx.db.insert(tables.repository).values({
        id: repositoryId,
        projectId: project?.id ?? "",
        githubId: "1",
        owner: "mosn",
        name: "layotto",
        access: "public",
        rule: { task: ["good first issue"], difficulty: [], defaultDifficulty: null, tagPrefixes: [] },
        isFollowed: true,
        connectedAt: world.clock.now(),
        cursor: firstCursor,
      });
      await tx.db.insert(tables.issue).values({
        id: randomUUID(),
        repositoryId,
        number: 108,
        taskNumber: number,
        url: "https://github.com/mosn/layotto/issues/108",
        state: "open",
        title: "An issue",
        labels: [],
        locale: "en",
        assignees: [],
        isTask: true,
        updatedAt: world.clock.now(),
        seenAt: world.clock.now(),
      });
    });
  });

  const change = (set: { fault?: SyncFault | null; faultSince?: Date | null; syncedAt?: Date; isFollowed?: boolean }) =>
    database().transaction(async (tx) => {
      await tx.db.update(tx.tables.repository).set(set).where(eq(tx.tables.repository.id, repositoryId));
    });
  const followed = async () => (await readTask(world.visitor, number)).github;

  it("says which it is and when it was last true", async () => {
    const about = { label: "mosn/layotto#108", url: "https://github.com/mosn/layotto/issues/108" };
    expect(await followed()).toEqual({ ...about, syncedAt: null, awaySince: null });
    const now = world.clock.now();
    await change({ syncedAt: now });
    expect(await followed()).toEqual({ ...about, syncedAt: now.toISOString(), awaySince: null });
  });

  it("says that GitHub has been away once that is an hour", async () => {
    const since = world.clock.now();
    await change({ fault: "unreachable", faultSince: since });
    world.clock.advance(60 * minute - 1);
    expect((await followed())?.awaySince).toBeNull();
    expect(await gitHubAwaySince(world.visitor, null)).toBeNull();
    world.clock.advance(1);
    expect((await followed())?.awaySince).toBe(since.toISOString());
    expect(await gitHubAwaySince(world.visitor, null)).toBe(since.toISOString());
    expect(await gitHubAwaySince(world.visitor, slug)).toBe(since.toISOString());
    expect(await gitHubAwaySince(world.visitor, "another")).toBeNull();
  });

  it("does not blame GitHub for what is one repository's fault", async () => {
    await change({ fault: "bad_credentials" });
    expect(await gitHubAwaySince(world.visitor, null)).toBeNull();
    expect((await followed())?.awaySince).not.toBeNull();
  });

  it("ends with the following", async () => {
    await change({ isFollowed: false, fault: "unreachable" });
    expect(await followed()).toBeNull();
    expect(await gitHubAwaySince(world.visitor, null)).toBeNull();
  });

  it("shows how a pull request stands, once that is known", async () => {
    const state = async () => (await readTask(world.visitor, number)).pullRequest?.state;
    expect(await state()).toBeNull();
    await database().transaction(async (tx) => {
      await tx.db.update(tx.tables.link).set({ state: "merged" }).where(eq(tx.tables.link.taskNumber, number));
    });
    expect(await state()).toBe("merged");
  });
});
