import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../db/database";
import { temporaryDatabase } from "../../../db/testing";
import type { TaskView } from "../../domain/views";
import { claimTask } from "../claims/claim";
import { releaseClaim } from "../claims/release";
import { undoChange } from "../events/undo";
import { listNotices } from "../notices/list";
import { readContributors } from "../people/contributors";
import { readPerson } from "../people/read";
import { editSlots } from "../slots/edit";
import { finishSlot } from "../slots/finish";
import { closeTask } from "../tasks/close";
import { createTask } from "../tasks/create";
import { joinWaitlist } from "../waitlist/join";
import { personHere } from "./follow-assignees";
import { settleDifference } from "./settle-difference";
import { takeOverList } from "./take-list";
import { createFollowing } from "./testing";

type Following = Awaited<ReturnType<typeof createFollowing>>;
type Says = { isDone?: boolean; holder?: string | null };

const components = ["Redis", "etcd", "Consul", "Nacos"];

describe.each(["sqlite", "postgresql"] as const)("the list of an issue on %s", (engine) => {
  let own: Awaited<ReturnType<typeof temporaryDatabase>>;
  let at: Following;
  const database = (): Database => own.database;
  beforeEach(async () => {
    own = await temporaryDatabase(engine);
    at = await createFollowing(database());
  });
  afterEach(async () => {
    await at.close();
    await own.remove();
  });

  /** A task with a slot for each component. */
  async function listTask(slots = components, links: string[] = [], why: string | null = null): Promise<TaskView> {
    const texts = { en: { title: "Cover the components", why } };
    return (await createTask(at.asMaintainer, { project: at.slug, difficulty: "easy", texts, slots, links })).task;
  }

  const take = (task: Pick<TaskView, "number" | "slotList">, says: Record<string, Says>, context = at.asMaintainer) =>
    takeOverList(context, { number: task.number, items: itemsOf(task, says) }, at.settings);
  const itemsOf = ({ slotList }: Pick<TaskView, "slotList">, says: Record<string, Says>) =>
    Object.entries(says).map(([name, one]) => ({
      slot: slotList.find((slot) => slot.name === name)?.id ?? name,
      ...one,
    }));
  const slotOf = (task: TaskView, name: string) => task.slotList.find((one) => one.name === name);
  const idOf = (task: TaskView, name: string) => slotOf(task, name)?.id ?? "";
  const events = (task: TaskView) => task.timeline.map((one) => [one.kind, one.details.cause]);
  const countEvents = async () => (await database().db.select().from(database().tables.event)).length;

  describe("made claim state", () => {
    it("gives the slot to whom it names, with a lease, whether they are known here or not", async () => {
      const alice = await personHere(at.system, { id: at.github.state.account("alice").id.toString(), login: "alice" });
      at.github.requests.length = 0;
      const { task, refused } = await take(await listTask(), { Redis: { holder: "Alice" }, etcd: { holder: "bob" } });
      expect(refused).toEqual([]);
      expect(slotOf(task, "Redis")).toMatchObject({
        isFinished: false,
        isClosed: false,
        holder: { state: "active", person: { login: alice.login }, leaseEndsAt: expect.any(String) },
      });
      expect(slotOf(task, "etcd")?.holder?.person.login).toBe("bob");
      expect(task.slots).toEqual({ total: 4, free: 2 });
      // GitHub is asked only of whom the board does not know.
      expect(at.github.requests.map((one) => one.path)).toEqual([expect.stringMatching(/\/users\/bob$/)]);
      expect(task.timeline[0]).toMatchObject({
        kind: "claim.started",
        actor: { login: "bob" },
        details: { cause: "listed" },
      });
      // Who confirmed it need not be told of each.
      expect((await listNotices(at.asMaintainer, {})).notices).toEqual([]);
    });

    it("credits whom it names with what is ticked: on the task, on their page, among the contributors", async () => {
      const { task } = await take(await listTask(), { Redis: { isDone: true, holder: "alice" } });
      expect(slotOf(task, "Redis")).toMatchObject({ isFinished: true, holder: null, finishedBy: { login: "alice" } });
      expect(task).toMatchObject({ status: "open", slots: { total: 4, free: 3 }, finishedBy: [{ login: "alice" }] });
      expect(events(task).slice(0, 2)).toEqual([
        ["claim.completed", "listed"],
        ["claim.started", "listed"],
      ]);
      const { finished } = await readPerson(at.visitor, "alice");
      expect(finished).toMatchObject([{ task: { number: task.number } }]);
      const contributors = JSON.stringify(await readContributors(at.visitor, {}));
      expect(contributors).toContain('"login":"alice"');
    });

    it("finishes for nobody what is ticked without a name, and can be undone", async () => {
      const { task } = await take(await listTask(), { Redis: { isDone: true }, etcd: { isDone: true } });
      expect(slotOf(task, "Redis")).toMatchObject({
        isFinished: true,
        isClosed: false,
        holder: null,
        finishedBy: null,
      });
      expect(task).toMatchObject({ status: "open", slots: { total: 4, free: 2 }, finishedBy: [] });
      expect(task.timeline[0]).toMatchObject({
        kind: "task.slot_finished",
        actor: { login: at.maintainer.login },
        details: { slot: "etcd", cause: "listed" },
      });
      const undone = await undoChange(at.asMaintainer, { eventId: task.timeline[0]?.id ?? 0 });
      expect(slotOf(undone.task, "etcd")).toMatchObject({ isFinished: false });
      expect(slotOf(undone.task, "Redis")).toMatchObject({ isFinished: true });
    });

    it("makes the task done when all is ticked, and credits whoever holds a slot that is", async () => {
      const task = await listTask(["Redis", "etcd"]);
      const carol = await at.person("carol");
      await claimTask(at.as(carol), { number: task.number, slot: idOf(task, "etcd") });
      const taken = await take(task, { Redis: { isDone: true }, etcd: { isDone: true } });
      expect(taken.task).toMatchObject({ status: "done", closeReason: null, finishedBy: [{ login: "carol" }] });
      expect(slotOf(taken.task, "etcd")).toMatchObject({ finishedBy: { login: "carol" } });
    });

    it("counts all that one person has done, and what they hold besides", async () => {
      const says = {
        Redis: { holder: "alice" },
        etcd: { isDone: true, holder: "alice" },
        Consul: { isDone: true, holder: "alice" },
      };
      const first = await take(await listTask(), says);
      expect(first.refused).toEqual([]);
      expect(first.task.finishedBy).toHaveLength(1);
      expect(slotOf(first.task, "Redis")?.holder?.person.login).toBe("alice");
      // Ticked while she holds another one.
      const then = await take(first.task, { Nacos: { isDone: true, holder: "alice" } });
      expect(then.refused).toEqual([]);
      expect(slotOf(then.task, "Nacos")).toMatchObject({ isFinished: true, finishedBy: { login: "alice" } });
      expect(slotOf(then.task, "Redis")?.holder?.person.login).toBe("alice");
      expect(await readPerson(at.visitor, "alice")).toMatchObject({ finished: { length: 3 } });
    });

    it("changes nothing the second time, and nothing where it says less than the board", async () => {
      const says = { Redis: { holder: "alice" }, etcd: { isDone: true, holder: "bob" }, Consul: { isDone: true } };
      const { task } = await take(await listTask(), says);
      const before = await countEvents();
      const again = await take(task, says);
      expect(again).toMatchObject({ refused: [], task: { slots: task.slots, slotList: task.slotList } });
      await take(task, { Redis: {}, etcd: { holder: "alice" }, Consul: { isDone: false } });
      expect(await countEvents()).toBe(before);
    });

    it("asks neither cap, ladder nor plan, and starts where a lease ran out", async () => {
      const one = await listTask();
      const two = await listTask();
      await take(one, { Redis: { holder: "alice" } });
      const { refused } = await take(two, { Redis: { holder: "alice" } });
      expect(refused).toEqual([]);
      at.clock.advance(30 * 24 * 3_600_000);
      const later = await take(one, { Redis: { holder: "bob" } });
      expect(later.refused).toMatchObject([{ why: "held", by: "alice" }]);
      const { claimId = "" } = slotOf(later.task, "Redis")?.holder ?? {};
      await releaseClaim(at.asMaintainer, { id: claimId });
      expect((await take(one, { Redis: { holder: "bob" } })).refused).toEqual([]);
    });

    it("does the rest when some of it cannot be, and says why", async () => {
      at.github.openPullRequest(at.name, { author: "robot[bot]", title: "x", isBot: true });
      const task = await listTask([...components, "Memory", "Zookeeper", "Closed"]);
      const carol = await at.person("carol");
      await claimTask(at.as(carol), { number: task.number, slot: idOf(task, "etcd") });
      await editSlots(at.asMaintainer, {
        number: task.number,
        revision: task.revision,
        slots: task.slotList.map(({ id, name }) => ({ id, name, isClosed: name === "Closed" })),
      });
      const { refused, task: after } = await take(task, {
        Redis: { holder: "nobody-at-all" },
        etcd: { isDone: true, holder: "alice" },
        Consul: { holder: "robot[bot]" },
        Nacos: { holder: "张三" },
        Memory: { holder: "alice" },
        Zookeeper: { holder: "alice" },
        Closed: { isDone: true },
        nowhere: { isDone: true },
      });
      expect(refused.map(({ name, why, by }) => [name, why, by])).toEqual([
        ["Redis", "nobody", null],
        ["etcd", "held", "carol"],
        ["Consul", "nobody", null],
        ["Nacos", "nobody", null],
        ["Zookeeper", "holds_other", null],
        ["Closed", "not_wanted", null],
        [null, "gone", null],
      ]);
      expect(refused[0]).toMatchObject({ slot: idOf(task, "Redis"), holder: "nobody-at-all" });
      expect(slotOf(after, "Memory")?.holder?.person.login).toBe("alice");
    });

    it("refuses bots, and what is kept for the next in line", async () => {
      at.github.openPullRequest(at.name, { author: "robot", title: "x", isBot: true });
      const task = await listTask(["Redis", "etcd"]);
      const [carol, dave] = [await at.person("carol"), await at.person("dave")];
      await take(task, { Redis: { holder: "alice" }, etcd: { holder: "bob" } });
      await joinWaitlist(at.as(carol), { number: task.number });
      const { claimId = "" } = slotOf(await at.read(task.number), "Redis")?.holder ?? {};
      await releaseClaim(at.asMaintainer, { id: claimId });
      const { refused } = await take(task, { Redis: { holder: "alice" }, etcd: { holder: "robot" } });
      expect(refused.map(({ why, by }) => [why, by])).toEqual([
        ["offered", "carol"],
        ["bot", null],
      ]);
      at.github.addOrganization("apache-of-tests");
      expect((await take(task, { etcd: { holder: "apache-of-tests" } })).refused).toMatchObject([{ why: "bot" }]);
      // Whoever it is kept for may be named; and what is finished is offered to nobody any more.
      await joinWaitlist(at.as(dave), { number: task.number });
      const { task: after } = await take(task, { Redis: { isDone: true } });
      expect(slotOf(after, "Redis")).toMatchObject({ isFinished: true, offer: null });
    });

    it("does it once when two say it at the same moment", async () => {
      const task = await listTask();
      const says = {
        Redis: { holder: "alice" },
        etcd: { isDone: true, holder: "alice" },
        Consul: { isDone: true, holder: "bob" },
        Nacos: { isDone: true },
      };
      const [one, two] = await Promise.all([take(task, says), take(task, says)]);
      expect([one?.refused, two?.refused]).toEqual([[], []]);
      const after = await at.read(task.number);
      expect(after.finishedBy.map((person) => person.login).sort()).toEqual(["alice", "bob"]);
      expect(slotOf(after, "Redis")?.holder?.person.login).toBe("alice");
      const { claim } = database().tables;
      expect(await database().db.select().from(claim).where(eq(claim.taskNumber, task.number))).toHaveLength(3);
    });

    it("loses nothing while GitHub is away, and goes on when it is back", async () => {
      at.github.fault({ kind: "500", path: /\/users\// });
      const task = await listTask();
      const says = { Redis: { holder: "alice" }, etcd: { isDone: true, holder: "bob" }, Consul: { isDone: true } };
      const { refused, task: after } = await take(task, says);
      expect(refused.map(({ name, why }) => [name, why])).toEqual([
        ["Redis", "github_away"],
        ["etcd", "github_away"],
      ]);
      expect(slotOf(after, "Consul")).toMatchObject({ isFinished: true });
      expect(slotOf(after, "etcd")).toMatchObject({ isFinished: false });
      at.github.clearFaults();
      expect((await take(task, says)).refused).toEqual([]);
    });

    it("is a maintainer's to say, of a task that is open", async () => {
      const task = await listTask();
      const carol = await at.person("carol");
      await expect(take(task, { Redis: { isDone: true } }, at.visitor)).rejects.toMatchObject({
        code: "unauthenticated",
      });
      await expect(take(task, { Redis: { isDone: true } }, at.as(carol))).rejects.toMatchObject({ code: "forbidden" });
      await expect(finishSlot(at.as(carol), { number: task.number, slot: idOf(task, "Redis") })).rejects.toMatchObject({
        code: "forbidden",
      });
      const twice = [...itemsOf(task, { Redis: { isDone: true } }), ...itemsOf(task, { Redis: { holder: "bob" } })];
      await expect(
        takeOverList(at.asMaintainer, { number: task.number, items: twice }, at.settings),
      ).rejects.toMatchObject({ code: "invalid", data: { issues: [{ path: "items.1.slot", code: "slot_repeated" }] } });
      await closeTask(at.asMaintainer, { number: task.number, reason: "not_planned" });
      const { refused } = await take(task, { Redis: { isDone: true }, etcd: { holder: "alice" } });
      expect(refused.map((one) => one.why)).toEqual(["over", "over"]);
    });

    it("finishes no slot that someone holds, and none twice", async () => {
      const task = await listTask();
      const carol = await at.person("carol");
      await claimTask(at.as(carol), { number: task.number, slot: idOf(task, "etcd") });
      const finish = (name: string) => finishSlot(at.asMaintainer, { number: task.number, slot: idOf(task, name) });
      await expect(finish("etcd")).rejects.toMatchObject({ code: "slot_held", data: { holder: "carol" } });
      await finish("Redis");
      expect((await finish("Redis")).eventId).toBeNull();
      await expect(finishSlot(at.asMaintainer, { number: task.number, slot: "nowhere" })).rejects.toMatchObject({
        code: "not_found",
      });
    });
  });

  describe("changed at GitHub later", () => {
    const boxes = (lines: readonly string[]) => `Choose one:\n\n${lines.map((one) => `- ${one}`).join("\n")}`;

    /** A task made of a checklist by hand, whose issue is followed then. */
    async function followed(lines: readonly string[] = ["[ ] Redis", "[ ] etcd", "[ ] Consul"]) {
      const issue = at.github.openIssue(at.name, {
        author: "mia",
        title: "Cover the components",
        body: boxes(lines),
        labels: ["good first issue"],
      });
      const address = `${at.github.url}/${at.name}/issues/${issue.number}`;
      const { number } = await listTask(["Redis", "etcd", "Consul"], [address], boxes(lines));
      await at.follow();
      await at.sync();
      const edit = async (now: readonly string[]) => {
        at.clock.advance(1000);
        at.github.editIssue(issue, { body: boxes(now) });
        await at.sync();
      };
      const settle = (isTaken: boolean) =>
        settleDifference(at.asMaintainer, { number, fields: ["list"], take: isTaken }, at.settings);
      const differences = async () => (await at.view()).differences;
      return { issue, number, edit, settle, differences, task: () => at.read(number) };
    }

    it("shows as a difference, and is taken over only when it is taken", async () => {
      const { number, edit, settle, differences, task, issue } = await followed();
      expect(await differences()).toEqual([]);
      await edit(["[x] Redis @alice", "[ ] etcd @bob", "[ ] Consul", "[ ] Nacos"]);
      expect(await differences()).toEqual([
        {
          task: number,
          issue: { number: issue.number, url: expect.any(String) },
          field: "list",
          ours: null,
          theirs: null,
          mark: expect.any(String),
          items: [
            { name: "Redis", isNew: false, state: "done", holder: "alice" },
            { name: "etcd", isNew: false, state: "claimed", holder: "bob" },
            { name: "Nacos", isNew: true, state: "open", holder: null },
          ],
        },
      ]);
      await at.sync();
      expect((await task()).slots).toEqual({ total: 3, free: 3 });
      expect((await settle(true)).refused).toEqual([]);
      const after = await task();
      expect(
        after.slotList.map(({ name, finishedBy, holder }) => [name, finishedBy?.login, holder?.person.login]),
      ).toEqual([
        ["Redis", "alice", undefined],
        ["etcd", undefined, "bob"],
        ["Consul", undefined, undefined],
        ["Nacos", undefined, undefined],
      ]);
      expect(events(after)).toContainEqual(["task.slots_changed", "listed"]);
      expect(await differences()).toEqual([]);
      await at.sync();
      expect(await differences()).toEqual([]);
    });

    it("is left until it changes again", async () => {
      const { edit, settle, differences, task } = await followed();
      await edit(["[x] Redis", "[ ] etcd", "[ ] Consul"]);
      expect(await differences()).toHaveLength(1);
      expect((await settle(false)).refused).toEqual([]);
      expect(await differences()).toEqual([]);
      await edit(["[x] Redis", "[x] etcd", "[ ] Consul"]);
      expect(await differences()).toMatchObject([{ items: [{ name: "etcd", state: "done" }] }]);
      await settle(false);
      // Unticked it says nothing; ticked again it is news.
      await edit(["[x] Redis", "[ ] etcd", "[ ] Consul"]);
      expect(await differences()).toEqual([]);
      await edit(["[x] Redis", "[x] etcd", "[ ] Consul"]);
      expect(await differences()).toMatchObject([{ items: [{ name: "etcd" }] }]);
      expect((await task()).slots).toEqual({ total: 3, free: 3 });
    });

    it("says nothing where the board is as far already, nor later when a claim has run out", async () => {
      const { edit, differences, task, number } = await followed();
      await take(await task(), { Redis: { holder: "alice" }, etcd: { isDone: true } });
      await edit(["[ ] Redis @alice", "[x] etcd @bob", "[ ] Consul"]);
      expect(await differences()).toEqual([]);
      const { claimId = "" } = slotOf(await at.read(number), "Redis")?.holder ?? {};
      await releaseClaim(at.asMaintainer, { id: claimId });
      expect(await differences()).toEqual([]);
    });

    it("keeps what could not be taken over as a difference, and takes the rest", async () => {
      const { edit, settle, differences } = await followed();
      await edit(["[ ] Redis @alice", "[ ] etcd @nobody-at-all", "[ ] Consul"]);
      expect((await settle(true)).refused).toMatchObject([{ name: "etcd", why: "nobody", holder: "nobody-at-all" }]);
      expect(await differences()).toMatchObject([{ items: [{ name: "etcd", holder: "nobody-at-all" }] }]);
      await settle(false);
      expect(await differences()).toEqual([]);
    });

    it("is shown beside what else differs, and each is settled for itself", async () => {
      const { edit, settle, differences, number, task } = await followed();
      const { editTask } = await import("../tasks/edit");
      const own = { en: { why: "Mine." } };
      await editTask(at.asMaintainer, { number, revision: (await task()).revision, texts: own });
      await edit(["[x] Redis", "[ ] etcd", "[ ] Consul"]);
      expect((await differences()).map((one) => one.field)).toEqual(["why", "list"]);
      await settle(true);
      expect((await differences()).map((one) => one.field)).toEqual(["why"]);
      const both = await settleDifference(
        at.asMaintainer,
        { number, fields: ["why", "list"], take: false },
        at.settings,
      );
      expect(both.refused).toEqual([]);
      expect(await differences()).toEqual([]);
      expect((await task()).texts.en.why).toBe("Mine.");
    });

    it("is news on a task that is done, when the list has grown", async () => {
      const { edit, settle, differences, task } = await followed();
      await edit(["[x] Redis", "[x] etcd", "[x] Consul"]);
      await settle(true);
      expect((await task()).status).toBe("done");
      await edit(["[x] Redis", "[x] etcd", "[x] Consul", "[ ] Nacos"]);
      expect(await differences()).toMatchObject([{ items: [{ name: "Nacos", isNew: true }] }]);
      await settle(true);
      expect(await task()).toMatchObject({ status: "open", slots: { total: 4, free: 1 } });
    });

    it("offers its slots to a task that came in by its label, as long as nobody has touched it", async () => {
      const open = (title: string) =>
        at.github.openIssue(at.name, {
          author: "mia",
          title,
          body: boxes(["[x] Redis @alice", "[ ] etcd @bob", "[ ] Consul"]),
          labels: ["good first issue"],
        });
      open("Cover the components");
      const held = open("Held already");
      at.github.comment(held, "bob", "Mine?");
      expect(at.github.assign(held, "bob")).toBe(true);
      await at.follow();
      await at.sync();
      const { differences } = await at.view();
      expect(differences).toMatchObject([
        { field: "list", items: [{ isNew: true }, { isNew: true }, { isNew: true }] },
      ]);
      const number = differences[0]?.task ?? 0;
      await settleDifference(at.asMaintainer, { number, fields: ["list"], take: true }, at.settings);
      const task = await at.read(number);
      expect(task.titles.en).toBe("Cover the components");
      expect(
        task.slotList.map(({ name, finishedBy, holder }) => [name, finishedBy?.login, holder?.person.login]),
      ).toEqual([
        ["Redis", "alice", undefined],
        ["etcd", undefined, "bob"],
        ["Consul", undefined, undefined],
      ]);
      expect((await at.view()).differences).toEqual([]);
    });

    it("reads what was kept of an issue before lists were followed", async () => {
      const { edit, differences, number } = await followed();
      const { issue } = database().tables;
      const old = { title: "Cover the components", why: null, difficulty: null, tags: [] };
      await database().transaction((tx) => tx.db.update(issue).set({ taken: old }).where(eq(issue.taskNumber, number)));
      expect(await differences()).toEqual([]);
      await edit(["[x] Redis", "[ ] etcd", "[ ] Consul"]);
      expect((await differences()).filter((one) => one.field === "list")).toMatchObject([
        { items: [{ name: "Redis" }] },
      ]);
    });
  });
});
