import { describe, expect, it } from "vitest";
import { searchTasks } from "../../../db/search";
import { onBothEngines } from "../../../db/testing";
import { claimTask } from "../claims/claim";
import { completeClaim } from "../claims/complete";
import { linkClaim } from "../claims/link";
import { releaseClaim } from "../claims/release";
import { readTask } from "../tasks/read";
import { createClock, createWorld } from "../testing";
import { readMe, renameMe } from "./me";
import { readPerson } from "./read";

onBothEngines("what is read of a person", (given) => {
  const day = 24 * 60 * 60 * 1000;

  async function setUp() {
    const clock = createClock();
    const world = createWorld(given.database(), clock);
    const person = await world.person(`p${crypto.randomUUID().slice(0, 8)}`);
    const project = await world.project();
    return { clock, world, person, project, me: world.as(person) };
  }
  const idOf = ({ claimId }: { claimId: string | null }) => claimId ?? "";

  describe("readPerson", () => {
    it("shows what they hold, have finished, and where they help", async () => {
      const { world, person, project, me, clock } = await setUp();
      await world.member(project, person, "mentor");
      const first = await world.task(project);
      const finished = idOf(await claimTask(me, { number: first.number }));
      await linkClaim(me, { id: finished, url: "https://github.com/mosn/layotto/pull/12" });
      clock.advance(day);
      await completeClaim(me, { id: finished, merged: true });
      const abandoned = idOf(await claimTask(me, { number: (await world.task(project)).number }));
      await releaseClaim(me, { id: abandoned });
      const held = idOf(await claimTask(me, { number: (await world.task(project)).number }));

      const view = await readPerson(world.visitor, person.login.toUpperCase());
      expect(view.holds.map((claim) => [claim.id, claim.state])).toEqual([[held, "active"]]);
      expect(view.finished.map((claim) => [claim.id, claim.state])).toEqual([[finished, "completed"]]);
      expect(view.finished[0]?.links.map((link) => link.label)).toEqual(["mosn/layotto#12"]);
      expect(view.memberships).toMatchObject([{ project: { slug: project }, role: "mentor" }]);
      // The same for everyone, and nothing that is only theirs.
      expect(await readPerson(me, person.login)).toEqual(view);
      expect(JSON.stringify(view)).not.toMatch(/email|password|isAdmin|people\.invalid/);
    });
  });

  describe("renameMe", () => {
    it("lets tasks be found by their mentor's new name, and no longer by the old one", async () => {
      const { world, person, project, me, clock } = await setUp();
      await world.member(project, person, "mentor");
      const { number, updatedAt } = await world.task(project, { mentors: [person.login] });
      await renameMe(me, { name: "Grace Hopper" });
      clock.advance(day);
      expect(await searchTasks(given.database(), "grace hopper", 10)).toEqual([number]);
      await renameMe(me, { name: "赵钱孙" });
      expect(await searchTasks(given.database(), "hopper", 10)).toEqual([]);
      expect(await searchTasks(given.database(), "赵钱", 10)).toEqual([number]);
      // Nobody has worked on it.
      expect((await readTask(me, number)).updatedAt).toBe(updatedAt);
    });
  });

  describe("readMe", () => {
    it("shows what is mine: held, ended last first, finished", async () => {
      const { world, project, me, clock } = await setUp();
      const ended: string[] = [];
      for (let round = 0; round < 12; round += 1) {
        const id = idOf(await claimTask(me, { number: (await world.task(project)).number }));
        clock.advance(day);
        await releaseClaim(me, { id });
        ended.unshift(id);
      }
      const held = idOf(await claimTask(me, { number: (await world.task(project)).number }));
      const view = await readMe(me);
      expect(view.claims.map((claim) => claim.id)).toEqual([held]);
      expect(view.ended.map((claim) => claim.id)).toEqual(ended.slice(0, 10));
      expect(view.completions).toBe(0);
      await linkClaim(me, { id: held, url: "https://github.com/mosn/layotto/pull/13" });
      clock.advance(day);
      await completeClaim(me, { id: held, merged: true });
      const after = await readMe(me);
      expect([after.claims, after.ended[0]?.id, after.completions]).toEqual([[], held, 1]);
    });

    it("knows which projects a person maintains; an administrator maintains all", async () => {
      const { world, person, project, me } = await setUp();
      const [other, mentored] = [await world.project(), await world.project()];
      await world.member(project, person, "maintainer");
      await world.member(mentored, person, "mentor");
      expect((await readMe(me)).maintains).toEqual([project]);
      const admin = await world.person(`a${crypto.randomUUID().slice(0, 8)}`, { isAdmin: true });
      const { maintains, person: seen } = await readMe(world.as(admin));
      expect(maintains).toEqual(expect.arrayContaining([project, other, mentored]));
      expect(seen?.isAdmin).toBe(true);
      // A token acts as its person.
      const byToken = { ...me, actor: { kind: "token" as const, person, tokenId: "t" } };
      expect((await readMe(byToken)).person?.login).toBe(person.login);
    });
  });
});
