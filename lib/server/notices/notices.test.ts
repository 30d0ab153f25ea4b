import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import { day } from "../../domain/policy";
import type { NoticeView } from "../../domain/views";
import { claimTask } from "../claims/claim";
import { completeClaim } from "../claims/complete";
import { makeException } from "../claims/except";
import { expireClaims } from "../claims/expire";
import { linkClaim } from "../claims/link";
import { releaseClaim } from "../claims/release";
import { remindHolders } from "../claims/remind";
import { renewClaim } from "../claims/renew";
import type { ActingPerson } from "../context";
import { undoChange } from "../events/undo";
import { editMe } from "../people/hide";
import { readMe } from "../people/me";
import { askQuestion } from "../questions/ask";
import { deletePost } from "../questions/delete";
import { readPostHistory } from "../questions/history";
import { editSlots } from "../slots/edit";
import { closeTask } from "../tasks/close";
import { readTask } from "../tasks/read";
import { removeTask } from "../tasks/remove";
import { createWorld, type World } from "../testing";
import { joinWaitlist } from "../waitlist/join";
import { lapseOffers } from "../waitlist/lapse";
import { leaveWaitlist } from "../waitlist/leave";
import { forgetNotices } from "./forget";
import { listNotices } from "./list";
import { notify } from "./notify";
import { readNotices } from "./read";

onBothEngines("notices", ({ database }) => {
  let world: World;
  let slug: string;
  let keeper: ActingPerson;
  let mentor: ActingPerson;

  const someone = () => world.person(`p${randomUUID().slice(0, 8)}`);
  const told = async (person: ActingPerson): Promise<NoticeView[]> => (await listNotices(world.as(person), {})).notices;
  const kinds = async (person: ActingPerson) => (await told(person)).map((one) => one.kind);
  const unread = async (person: ActingPerson) =>
    (await listNotices(world.as(person), { unread: true })).notices.map((one) => one.kind);

  /** A task with a mentor, and someone who holds it. */
  async function held() {
    const { number } = await world.task(slug, { mentors: [mentor.login] });
    const holder = await someone();
    const { claimId } = await claimTask(world.as(holder), { number });
    return { number, holder, id: claimId ?? "" };
  }

  beforeAll(async () => {
    world = createWorld(database());
  });
  beforeEach(async () => {
    slug = await world.project();
    [keeper, mentor] = [await someone(), await someone()];
    await world.member(slug, keeper, "maintainer");
    await world.member(slug, mentor, "mentor");
  });

  describe("are written with their cause", () => {
    it("to those who look after the task, once, and not to who did it", async () => {
      const { number, holder, id } = await held();
      await claimTask(world.as(holder), { number });
      for (const person of [keeper, mentor]) {
        expect(await told(person)).toEqual([
          expect.objectContaining({
            kind: "claim.started",
            isRead: false,
            isUrgent: false,
            actor: { login: holder.login, name: holder.name },
            task: expect.objectContaining({ number }),
            project: { slug, name: slug },
            href: `/t/${number}#act`,
          }),
        ]);
      }
      expect(await told(holder)).toEqual([]);
      // A maintainer who claims a task of their own hears nothing of it; the mentor does.
      await releaseClaim(world.as(holder), { id });
      await claimTask(world.as(keeper), { number });
      expect(await kinds(keeper)).toEqual(["claim.released", "claim.started"]);
      expect(await kinds(mentor)).toEqual(["claim.started", "claim.released", "claim.started"]);
    });

    it("and not at all when the change fails", async () => {
      const { number } = await held();
      const before = await kinds(keeper);
      await expect(claimTask(world.as(await someone()), { number })).rejects.toMatchObject({ code: "slot_taken" });
      const failing = database().transaction(async (tx) => {
        await notify(tx, world.system, [keeper.id], { kind: "task.confirm", key: "x" });
        throw new Error("no");
      });
      await expect(failing).rejects.toThrow("no");
      expect(await kinds(keeper)).toEqual(before);
    });

    it("once for a cause that is seen twice", async () => {
      for (let time = 0; time < 2; time += 1) {
        await database().transaction((tx) =>
          notify(tx, world.system, [keeper.id, keeper.id], { kind: "task.confirm", key: "once" }),
        );
      }
      expect(await told(keeper)).toEqual([
        expect.objectContaining({ kind: "task.confirm", href: "/desk", actor: null, task: null, project: null }),
      ]);
    });

    it("when a claim is reviewed, finished, given back or revoked", async () => {
      const { holder, id } = await held();
      await linkClaim(world.as(holder), { id, url: "https://github.com/a/b/pull/1" });
      await completeClaim(world.as(holder), { id, merged: true });
      expect(await told(keeper)).toMatchObject([
        { kind: "claim.completed", details: { person: { login: holder.login } } },
        { kind: "review.started", details: { link: { label: "a/b#1" } } },
        { kind: "claim.started" },
      ]);
      expect(await told(holder)).toEqual([]);

      const other = await held();
      await releaseClaim(world.as(keeper), { id: other.id, reason: "Silent" });
      expect(await told(other.holder)).toMatchObject([
        { kind: "claim.revoked", isUrgent: true, actor: { login: keeper.login }, details: { reason: "Silent" } },
      ]);
      const third = await held();
      await completeClaim(world.as(keeper), { id: third.id });
      const [finished] = await told(third.holder);
      expect(finished).toMatchObject({ kind: "claim.completed", isUrgent: false });
      expect(finished?.details).not.toHaveProperty("person");
    });

    it("when time passes: urgent to the holder, calm to those who look after the task", async () => {
      const { holder } = await held();
      world.clock.advance(6 * day);
      await remindHolders(world.system);
      expect(await told(holder)).toMatchObject([{ kind: "claim.reminder", isUrgent: true }]);
      world.clock.advance(4 * day);
      await expireClaims(world.system);
      const [own] = await told(holder);
      expect(own).toMatchObject({ kind: "claim.expired", isUrgent: true, details: {} });
      expect((await told(keeper))[0]).toMatchObject({
        kind: "claim.expired",
        isUrgent: false,
        details: { person: { login: holder.login } },
      });
    });

    it("when a task is closed or deleted, to who holds it and who waits for it", async () => {
      const { number, holder } = await held();
      const waiter = await someone();
      await joinWaitlist(world.as(waiter), { number });
      await closeTask(world.as(keeper), { number, reason: "not_planned" });
      const closed = { kind: "task.closed", details: { closeReason: "not_planned" }, href: `/t/${number}#act` };
      expect(await told(holder)).toMatchObject([{ ...closed, isUrgent: true }]);
      expect(await told(waiter)).toMatchObject([{ ...closed, isUrgent: false }]);

      const gone = await held();
      const { titles } = await readTask(world.visitor, gone.number);
      await removeTask(world.system, { number: gone.number });
      expect(await told(gone.holder)).toMatchObject([
        { kind: "task.closed", task: null, href: "/", details: { title: titles.zh } },
      ]);
    });

    it("when someone may claim: an offer, an exception, an offer that passed", async () => {
      const { number, holder, id } = await held();
      const [first, second] = [await someone(), await someone()];
      for (const person of [first, second]) await joinWaitlist(world.as(person), { number });
      await makeException(world.as(keeper), { number, login: first.login, reason: "Knows it" });
      await releaseClaim(world.as(holder), { id });
      expect(await kinds(first)).toEqual(["offer.made", "exception.granted"]);
      expect(await kinds(second)).toEqual([]);
      world.clock.advance(2 * day);
      await lapseOffers(world.system);
      await lapseOffers(world.system);
      expect(await kinds(first)).toEqual(["offer.lapsed", "offer.made", "exception.granted"]);
      expect(await kinds(second)).toEqual(["offer.made"]);
    });
  });

  describe("do not stand unread when they are no longer true", () => {
    it("after the change was undone", async () => {
      const { number, holder, id } = await held();
      const released = await releaseClaim(world.as(keeper), { id });
      expect(await unread(holder)).toEqual(["claim.revoked"]);
      await undoChange(world.as(keeper), { eventId: released.eventId });
      // They were told that it is over: now they are told that it is not.
      expect(await unread(holder)).toEqual(["claim.restored"]);
      expect(await kinds(holder)).toEqual(["claim.restored", "claim.revoked"]);

      const waiter = await someone();
      await joinWaitlist(world.as(waiter), { number });
      const closed = await closeTask(world.as(keeper), { number, reason: "done" });
      expect([await unread(holder), await unread(waiter)]).toEqual([["claim.completed"], ["task.closed"]]);
      await undoChange(world.as(keeper), { eventId: closed.eventId });
      expect([await unread(holder), await unread(waiter)]).toEqual([["claim.restored"], []]);
      // Done again, it is told again.
      world.clock.advance(1000);
      await closeTask(world.as(keeper), { number, reason: "done" });
      expect([await unread(holder), await unread(waiter)]).toEqual([["claim.completed"], ["task.closed"]]);
    });

    it.each(["renew", "link", "release", "complete", "close", "expire"] as const)(
      "a reminder, after %s",
      async (what) => {
        const { number, holder, id } = await held();
        world.clock.advance(6 * day);
        await remindHolders(world.system);
        expect(await unread(holder)).toEqual(["claim.reminder"]);
        const change = {
          renew: () => renewClaim(world.as(holder), { id }),
          link: () => linkClaim(world.as(keeper), { id, url: "https://github.com/a/b/pull/2" }),
          release: () => releaseClaim(world.as(keeper), { id }),
          complete: () => completeClaim(world.as(keeper), { id }),
          close: () => closeTask(world.as(keeper), { number, reason: "not_planned" }),
          expire: () => {
            world.clock.advance(4 * day);
            return expireClaims(world.system);
          },
        };
        await change[what]();
        expect(await unread(holder)).not.toContain("claim.reminder");
      },
    );

    it.each(["claim", "leave", "lapse", "close", "slot"] as const)("an offer, after %s", async (what) => {
      const { number, holder, id } = await held();
      const waiter = await someone();
      await joinWaitlist(world.as(waiter), { number });
      const { task } = await releaseClaim(world.as(holder), { id });
      expect(await unread(waiter)).toEqual(["offer.made"]);
      const [slot] = task.slotList;
      const change = {
        claim: () => claimTask(world.as(waiter), { number }),
        leave: () => leaveWaitlist(world.as(waiter), { number }),
        lapse: () => {
          world.clock.advance(2 * day);
          return lapseOffers(world.system);
        },
        close: () => closeTask(world.as(keeper), { number, reason: "not_planned" }),
        slot: () => {
          const slots = [
            { id: slot?.id, name: "one", isClosed: true },
            { name: "two", isClosed: false },
          ];
          return editSlots(world.as(keeper), { number, revision: task.revision, slots });
        },
      };
      world.clock.advance(1000);
      await change[what]();
      const left = await told(waiter);
      const [offer] = left.filter((one) => one.kind === "offer.made").reverse();
      expect(offer?.isRead).toBe(true);
    });
  });

  describe("are read", () => {
    /** So many notices to a person of their own; the newest first. */
    async function inbox(length: number) {
      const person = await someone();
      for (let index = 0; index < length; index += 1) {
        await database().transaction((tx) =>
          notify(tx, world.system, [person.id], { kind: "task.confirm", key: `${index}` }),
        );
      }
      const ids = (await told(person)).map((one) => one.id);
      expect(ids).toEqual([...ids].sort((a, b) => b - a));
      return { person, ids };
    }

    it("in pages, all or only what is unread", async () => {
      const { person, ids } = await inbox(5);
      const [newest, , middle] = ids;
      await readNotices(world.as(person), { ids: [newest, middle] });
      const pages = async (query: { unread?: boolean }) => {
        const found: number[][] = [];
        let cursor: string | null = null;
        do {
          const page = await listNotices(world.as(person), { ...query, cursor, limit: 2 });
          expect(page.unread).toBe(3);
          found.push(page.notices.map((one) => one.id));
          cursor = page.nextCursor;
        } while (cursor);
        return found;
      };
      expect(await pages({})).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
      expect(await pages({ unread: true })).toEqual([[ids[1], ids[3]], [ids[4]]]);
      await expect(listNotices(world.as(person), { cursor: "x" })).rejects.toMatchObject({ code: "invalid" });
    });

    it("one by one or up to one, and it can be taken back exactly", async () => {
      const { person, ids } = await inbox(4);
      const as = world.as(person);
      expect(await readNotices(as, { ids: [ids[1]] })).toEqual({ ids: [ids[1]], unread: 3 });
      expect(await readNotices(as, { ids: [ids[1]] })).toEqual({ ids: [], unread: 3 });
      // What came after the newest one that the reader saw stays unread.
      const done = await readNotices(as, { upTo: ids[1] });
      expect(done).toEqual({ ids: [ids[2], ids[3]], unread: 1 });
      expect((await readMe(as)).unread).toBe(1);
      expect(await readNotices(as, { ids: done.ids, isRead: false })).toEqual({ ids: done.ids, unread: 3 });
      expect((await told(person)).map((one) => one.isRead)).toEqual([false, true, false, false]);
      for (const input of [{}, { ids: [] }, { ids: [1], upTo: 2 }, { ids: [9_999_999_999] }]) {
        await expect(readNotices(as, input)).rejects.toMatchObject({ code: "invalid" });
      }
    });

    it("only by the person themselves", async () => {
      const { person, ids } = await inbox(2);
      const other = await someone();
      expect(await told(other)).toEqual([]);
      expect(await readNotices(world.as(other), { ids })).toEqual({ ids: [], unread: 0 });
      expect(await readNotices(world.as(other), { upTo: 999_999_999 })).toEqual({ ids: [], unread: 0 });
      expect((await readMe(world.as(person))).unread).toBe(2);
      expect((await readMe(world.visitor)).unread).toBe(0);
      for (const as of [world.visitor, world.system]) {
        await expect(listNotices(as, {})).rejects.toMatchObject({ code: "unauthenticated" });
        await expect(readNotices(as, { ids })).rejects.toMatchObject({ code: "unauthenticated" });
      }
    });

    it("and forgotten half a year later, but never before they were read", async () => {
      const { person, ids } = await inbox(3);
      await readNotices(world.as(person), { ids: ids.slice(0, 1) });
      world.clock.advance(100 * day);
      await readNotices(world.as(person), { ids: ids.slice(1, 2) });
      world.clock.advance(80 * day);
      const before = await database().version();
      expect(await forgetNotices(world.system)).toBeGreaterThan(0);
      expect((await told(person)).map((one) => one.id)).toEqual(ids.slice(1));
      const after = await database().version();
      expect(after).toBeGreaterThan(before);
      // With nothing to do, no page is made anew.
      expect(await forgetNotices(world.system)).toBe(0);
      expect(await database().version()).toBe(after);
      await expect(forgetNotices(world.as(person))).rejects.toMatchObject({ code: "forbidden" });
    });

    it("without the name of someone who has left", async () => {
      const { holder, id } = await held();
      await linkClaim(world.as(holder), { id, url: "https://github.com/a/b/pull/3" });
      await completeClaim(world.as(holder), { id, merged: true });
      await database().transaction(async (tx) => {
        const { person } = tx.tables;
        await tx.db
          .update(person)
          .set({ login: `~${holder.id.slice(0, 8)}`, name: "", leftAt: world.clock.now() })
          .where(eq(person.id, holder.id));
      });
      const notices = await told(keeper);
      expect(notices[0]).toMatchObject({ kind: "claim.completed", actor: null });
      expect(JSON.stringify(notices)).not.toContain(holder.login);
      expect(JSON.stringify(notices)).not.toContain(holder.name);
    });

    it("with the sign that someone keeps their page to themselves", async () => {
      const { number, holder, id } = await held();
      const { task } = await askQuestion(world.as(holder), { number, body: "Where?" });
      await deletePost(world.as(holder), { id: task.questions[0]?.id ?? 0 });
      await linkClaim(world.as(holder), { id, url: "https://github.com/a/b/pull/4" });
      await completeClaim(world.as(holder), { id, merged: true });
      await editMe(world.as(holder), { isHidden: true });
      const hidden = { login: holder.login, name: holder.name, isHidden: true };
      const [notice] = await told(keeper);
      expect(notice).toMatchObject({ kind: "claim.completed", actor: hidden, details: { person: hidden } });
      const [revision] = await readPostHistory(world.as(keeper), task.questions[0]?.id ?? 0);
      expect(revision?.person).toEqual(hidden);
    });
  });
});
