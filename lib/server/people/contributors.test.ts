import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { rawRows } from "../../../db/database";
import { onBothEngines } from "../../../db/testing";
import type { ActingPerson } from "../context";
import { createWorld, type World } from "../testing";
import { readContributors } from "./contributors";
import { editMe } from "./hide";
import { removePerson } from "./leave";

onBothEngines("contributors", ({ database, engine }) => {
  let world: World;
  let slug: string;
  let other: string;
  beforeAll(async () => {
    world = createWorld(database());
    slug = await world.project();
    other = await world.project();
  });

  /** A claim that ended so at this time: what verbs write, without waiting for months. */
  async function ended(person: ActingPerson, at: string, project = slug, state: "completed" | "expired" = "completed") {
    const task = await world.task(project);
    const { tables } = database();
    const endedAt = new Date(at);
    await database().transaction(async (tx) => {
      const rows = await tx.db.select().from(tables.project);
      await tx.db.insert(tables.claim).values({
        id: randomUUID(),
        slotId: task.slotList[0]?.id ?? "",
        taskNumber: task.number,
        projectId: rows.find((row) => row.slug === project)?.id ?? "",
        personId: person.id,
        state,
        startedAt: new Date(endedAt.getTime() - 1000),
        endedAt,
      });
    });
    return task.number;
  }

  const read = (query: { project?: string; cursor?: string } = {}) => readContributors(world.visitor, query);
  const logins = (list: { person: { login: string } }[]) => list.map((one) => one.person.login);

  const onSqlite = engine === "sqlite" ? it : null;
  onSqlite?.("of one project are found in order without those of others", async () => {
    const plan = await rawRows<{ detail: string }>(
      database(),
      sql`explain query plan select ended_at from claim where project_id = '' and state = 'completed' and ended_at < 9
        order by ended_at desc limit 1`,
    );
    expect(plan.map((step) => step.detail)).toEqual([
      "SEARCH claim USING INDEX claim_project (project_id=? AND ended_at<?)",
    ]);
  });

  it("is empty before anyone has finished anything", async () => {
    expect(await read()).toEqual({ project: null, week: null, months: [], nextCursor: null });
  });

  describe("with people", () => {
    let ann: ActingPerson;
    let bo: ActingPerson;
    let cy: ActingPerson;
    let numbers: Record<"annOct" | "annNov" | "annOther" | "bo", number>;
    beforeAll(async () => {
      [ann, bo, cy] = [await world.person("ann"), await world.person("bo"), await world.person("cy")];
      numbers = {
        annOct: await ended(ann, "2026-10-31T23:59:59.999Z"),
        annNov: await ended(ann, "2026-11-01T00:00:00.000Z"),
        annOther: await ended(ann, "2026-11-24T10:00:00.000Z", other),
        bo: await ended(bo, "2026-11-23T00:00:00.000Z"),
      };
      await ended(bo, "2026-11-25T10:00:00.000Z", other);
      await ended(cy, "2026-11-25T11:00:00.000Z", slug, "expired");
    });

    it("names who finished what, by month in UTC, whoever did last first", async () => {
      const { months, nextCursor } = await read();
      expect(nextCursor).toBeNull();
      expect(months.map((one) => [one.month, one.counts, logins(one.people)])).toEqual([
        ["2026-11", { people: 2, tasks: 4 }, ["bo", "ann"]],
        ["2026-10", { people: 1, tasks: 1 }, ["ann"]],
      ]);
      const [november] = months;
      expect(november?.people[1]?.tasks.map((one) => one.number)).toEqual([numbers.annOther, numbers.annNov]);
      expect(november?.people[1]?.tasks[0]).toMatchObject({
        project: { slug: other },
        titles: { zh: expect.stringContaining("任务") },
        at: "2026-11-24T10:00:00.000Z",
      });
    });

    it("tells of one project", async () => {
      const list = await read({ project: other });
      expect(list.project?.slug).toBe(other);
      expect(list.months.map((one) => [one.month, one.counts])).toEqual([["2026-11", { people: 2, tasks: 2 }]]);
      await expect(read({ project: "unknown" })).rejects.toMatchObject({ code: "not_found" });
    });

    it("welcomes who finished their first task in the week of the newest, from Monday on", async () => {
      const { week } = await read();
      expect(week).toMatchObject({ from: "2026-11-23T00:00:00.000Z", to: "2026-11-30T00:00:00.000Z" });
      // Ann had finished tasks before; of Bo's two it is the first that counts.
      expect(week?.firstTimers).toMatchObject([{ person: { login: "bo" }, tasks: [{ number: numbers.bo }] }]);
      expect((await read({ project: slug })).week?.firstTimers).toHaveLength(1);
      // Their first task was in another project.
      expect((await read({ project: other })).week).toBeNull();
    });

    it("counts the hidden without naming them, and keeps the work of those who left", async () => {
      await editMe(world.as(bo), { isHidden: true });
      const hidden = await read();
      expect(JSON.stringify(hidden)).not.toContain("bo");
      expect(hidden.week).toBeNull();
      expect(hidden.months[0]).toMatchObject({ counts: { people: 2, tasks: 4 }, unnamed: { people: 1, tasks: 2 } });
      await editMe(world.as(bo), { isHidden: false });

      const gone = await world.person("gone");
      await ended(gone, "2026-11-24T09:00:00.000Z");
      await removePerson(world.system, { login: "gone" });
      const { months, week } = await read();
      expect(logins(months[0]?.people ?? [])).toEqual(["bo", "ann", expect.stringMatching(/^~/)]);
      expect(months[0]?.unnamed).toEqual({ people: 0, tasks: 0 });
      expect(logins(week?.firstTimers ?? [])).toEqual(["bo"]);
    });
  });

  it("comes in pages of a hundred people, each once", {
    timeout: 60_000,
  }, async () => {
    const crowd = await Promise.all(Array.from({ length: 130 }, (_, index) => world.person(`crowd-${index}`)));
    // Many at the same moment: the login decides.
    for (const [index, person] of crowd.entries()) {
      await ended(person, `2026-09-${String((index % 3) + 10)}T08:00:00.000Z`);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page: Awaited<ReturnType<typeof read>> = await read(cursor ? { cursor } : {});
      pages += 1;
      if (cursor) expect(page.week).toBeNull();
      const september = page.months.find((one) => one.month === "2026-09");
      if (september) {
        expect(september.counts).toEqual({ people: 130, tasks: 130 });
        seen.push(...logins(september.people));
      }
      expect(page.months.reduce((sum, one) => sum + one.people.length, 0)).toBeLessThanOrEqual(100);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(pages).toBe(2);
    expect([...seen].sort()).toEqual(crowd.map((one) => one.login).sort());
  });

  it.each([
    "2026-13",
    "x",
    "2026-11_1",
    "2026-11_9_",
    "2026-11_999999999999999999_ann",
    "9999-12",
    "2026-11_999999999999999_ann",
  ])("refuses the cursor %s", async (cursor) => {
    await expect(read({ cursor })).rejects.toMatchObject({ code: "invalid" });
  });
});
