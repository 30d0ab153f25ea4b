import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../../db/database";
import { onBothEngines } from "../../../db/testing";
import { day, hour } from "../../domain/policy";
import type { Locale, MailWish } from "../../domain/words";
import { claimTask } from "../claims/claim";
import { releaseClaim } from "../claims/release";
import { remindHolders } from "../claims/remind";
import { renewClaim } from "../claims/renew";
import type { ActingPerson, Context } from "../context";
import { type Notice, notify } from "../notices/notify";
import { confirmEmail, editContact, readContact, unsubscribe } from "../people/contact";
import { askQuestion } from "../questions/ask";
import { createWorld, type World } from "../testing";
import { joinWaitlist } from "../waitlist/join";
import { lapseOffers } from "../waitlist/lapse";
import { forgetMails } from "./forget";
import { makeMails } from "./make";
import { sendMails } from "./send";
import { signedToken } from "./signed";
import { type MailServer, refusal, startMailServer } from "./testing";
import { smtpTransport, type Transport } from "./transport";

const minute = 60_000;
let count = 0;

onBothEngines("mail", ({ database, url, engine }) => {
  let world: World;
  let slug: string;
  let server: MailServer;
  let number: number;

  beforeAll(async () => {
    world = createWorld(database());
    slug = await world.project();
    server = await startMailServer();
    ({ number } = await world.task(slug, {
      texts: { zh: { title: "支持 Redis 集群" }, en: { title: "Support Redis" } },
    }));
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    // What a test before left waiting is no concern of the next.
    world.clock.advance(4 * day);
    await tick();
    server.received.length = 0;
    server.rules = {};
  });

  /** What the clock does each minute. */
  async function tick(): Promise<number> {
    await makeMails(world.system, server.given);
    return sendMails(world.system, server.given);
  }

  /** Someone with a confirmed address. */
  async function reader(wish: MailWish = "daily", locale: Locale = "en"): Promise<ActingPerson & { email: string }> {
    const person = await world.person(`reader${count++}`);
    const email = `${person.login}@example.org`;
    await database().transaction(async (tx) => {
      await tx.db
        .insert(tx.tables.contact)
        .values({ personId: person.id, email, confirmedAt: world.clock.now(), wish, locale });
    });
    return { ...person, email };
  }

  /** Tells someone something, as its cause would. */
  async function tell(
    person: ActingPerson,
    kind: Notice["kind"],
    more: Partial<Notice> = {},
    by: Context = world.system,
  ) {
    await database().transaction((tx) =>
      notify(tx, by, [person.id], { kind, key: String(count++), task: number, ...more }),
    );
  }

  async function mailsOf(person: ActingPerson) {
    const { mail } = database().tables;
    return database().db.select().from(mail).where(eq(mail.personId, person.id)).orderBy(mail.createdAt);
  }
  const to = (person: { email: string }) =>
    server.received.filter((mail) => [mail.to].flat().some((one) => one?.text === person.email));
  const only = (person: { email: string }) => {
    const mails = to(person);
    expect(mails).toHaveLength(1);
    return mails[0] as (typeof mails)[number];
  };

  describe("what is sent", () => {
    it("is one mail with the urgent notices of a person, in their language, as text and as HTML", async () => {
      const [english, chinese] = [await reader("urgent", "en"), await reader("urgent", "zh")];
      const actor = await world.person(`answerer${count++}`);
      for (const person of [english, chinese]) {
        await tell(person, "question.answered", {}, world.as(actor));
        await tell(person, "claim.revoked", { details: { reason: "No news <for> weeks" } });
        await tell(person, "claim.started");
      }
      expect(await tick()).toBe(2);
      expect(await tick()).toBe(0);

      const mail = only(english);
      expect(mail.subject).toBe(`${actor.name} answered your question about “Support Redis” (and 1 more)`);
      expect(mail.from?.text).toBe('"Foothold" <foothold@tasks.example.org>');
      expect(mail.text).toContain(`Hello ${english.name},`);
      expect(mail.text).toContain(`Read the answer: https://tasks.example.org/t/${number}\n`);
      expect(mail.text).toContain("Reason: No news <for> weeks");
      expect(mail.text).not.toContain("claimed");
      expect(mail.text).toContain("1 more unread notice on the board");
      expect(mail.html).toContain("Reason: No news &lt;for&gt; weeks");
      expect(mail.html).toContain(`href="https://tasks.example.org/t/${number}"`);
      expect(mail.html).not.toMatch(/<img|<script|<link|url\(|@import/);

      const inChinese = only(chinese);
      expect(inChinese.subject).toBe(`${actor.name} 回答了你关于「支持 Redis 集群」的问题（另有 1 条）`);
      expect(inChinese.text).toContain("这 2 件事需要你尽快处理：");
      expect(inChinese.html).toContain('lang="zh-CN"');
    });

    it("says why it came, and how to end it, also to the mail program", async () => {
      const person = await reader();
      await tell(person, "claim.revoked");
      await tick();
      const { headers, headerLines, text, html, messageId } = only(person);
      const [row] = await mailsOf(person);
      expect(messageId).toBe(`<${row?.id}@tasks.example.org>`);
      expect(headers.get("auto-submitted")).toBe("auto-generated");
      expect(headers.get("precedence")).toBe("bulk");
      const token = signedToken(server.given.secret, "unsubscribe", person.id);
      const line = (name: string) => headerLines.find((one) => one.key === name)?.line;
      expect(line("list-unsubscribe")).toBe(
        `List-Unsubscribe: <https://tasks.example.org/api/unsubscribe?token=${token}>`,
      );
      expect(line("list-unsubscribe-post")).toBe("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
      for (const body of [text, html]) {
        expect(body).toContain(`@${person.login}`);
        expect(body).toContain("https://tasks.example.org/me/account");
        expect(body).toContain(`https://tasks.example.org/unsubscribe?token=${token}`);
      }
    });

    it("lists what the person holds beside it, and names its end with the zone", async () => {
      const person = await reader();
      const other = await world.task(slug, { texts: { en: { title: "Write the guide" } } });
      await claimTask(world.as(person), { number: other.number });
      await tell(person, "claim.revoked");
      await tick();
      expect(only(person).text).toMatch(/- Write the guide: until \d+ \w+ at \d\d:\d\d UTC\n {2}https:\S+\/t\/\d+/);
    });

    it("cannot be turned into other headers, recipients or elements by a name", async () => {
      const person = await reader();
      const evil = await world.person(`evil${count++}`);
      const name = 'Eve\r\nBcc: everyone@example.org\r\n\r\n<img src="https://evil.example/x">,"';
      await database().transaction(async (tx) => {
        const { person: people } = tx.tables;
        for (const one of [evil, person]) await tx.db.update(people).set({ name }).where(eq(people.id, one.id));
      });
      await tell(person, "question.answered", {}, world.as(evil));
      await tick();
      expect(server.received).toHaveLength(1);
      const mail = only(person);
      expect(mail.bcc).toBeUndefined();
      expect(mail.subject).toContain("Eve Bcc: everyone@example.org <img");
      expect(mail.html).not.toContain("<img");
      expect(mail.html).toContain("&lt;img");
    });
  });

  describe("each once", () => {
    it("when the mail server was away for a day", async () => {
      const people = [await reader(), await reader(), await reader()];
      await server.stop();
      for (const person of people) await tell(person, "claim.revoked");
      for (let minutes = 0; minutes < 25 * 60; minutes += 30) {
        expect(await tick()).toBe(0);
        world.clock.advance(30 * minute);
        if (minutes === 12 * 60) for (const person of people) await tell(person, "task.closed");
      }
      await server.start();
      for (let hours = 0; hours < 12; hours += 1) {
        await tick();
        world.clock.advance(hour);
      }
      for (const person of people) {
        // What came while it waited is in the same mail.
        expect(only(person).text).toContain("was closed");
        expect((await mailsOf(person)).map((row) => row.end)).toEqual(["sent"]);
      }
    });

    it("waits a minute, then twice as long each time, six hours at most", async () => {
      const person = await reader();
      server.rules.onRcptTo = (_address, _session, done) => done(refusal(451, `Not now, ${person.email}`));
      await tell(person, "claim.revoked");
      await makeMails(world.system, server.given);
      const waits: number[] = [];
      for (let tries = 0; tries < 10; tries += 1) {
        await sendMails(world.system, server.given);
        const [row] = await mailsOf(person);
        const wait = (row?.nextTryAt.getTime() ?? 0) - world.clock.now().getTime();
        waits.push(wait / minute);
        expect(row?.fault).toMatch(/Not now, …/);
        world.clock.advance(wait - 1);
        expect(await sendMails(world.system, server.given)).toBe(0);
        world.clock.advance(1);
      }
      expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360]);
      server.rules = {};
      await sendMails(world.system, server.given);
      only(person);
    });

    it("when two machines make and send them at the same time", async () => {
      const people = await Promise.all([reader(), reader(), reader(), reader()]);
      for (const person of people) {
        await tell(person, "claim.revoked");
        await tell(person, "claim.started");
      }
      world.clock.advance(hour);
      // Two SQLite connections of one process would wait for each other: there the machines share one.
      const second = engine === "sqlite" ? database() : await openDatabase(url());
      const machines = [world.system, { ...world.system, database: second }, world.system];
      await Promise.all(machines.map((machine) => makeMails(machine, server.given)));
      const sent = await Promise.all(machines.map((machine) => sendMails(machine, server.given)));
      if (second !== database()) await second.close();
      expect(sent.reduce((sum, one) => sum + one)).toBe(8);
      for (const person of people) expect(to(person)).toHaveLength(2);
    });

    it("when the sender dies between sending and noting it: the repeat is known by its id", async () => {
      const person = await reader();
      await tell(person, "claim.revoked");
      await makeMails(world.system, server.given);
      const real = smtpTransport(server.given.smtpUrl ?? "", server.given);
      // It never comes back, as in a process that was killed.
      const dying: Transport = {
        send: async (...mail) => {
          await real.send(...mail);
          return new Promise(() => undefined);
        },
      };
      void sendMails(world.system, server.given, dying);
      await expect.poll(() => to(person).length).toBe(1);
      await tell(person, "task.closed");
      expect(await tick()).toBe(1);
      expect(to(person)[1]?.text).not.toContain("released your claim");
      world.clock.advance(10 * minute);
      expect(await tick()).toBe(1);
      const [first, , repeat] = to(person);
      expect(repeat?.messageId).toBe(first?.messageId);
      expect((await mailsOf(person)).map((row) => row.end)).toEqual(["sent", "sent"]);
    });

    it("and ends at once when the server will never take it for this person", async () => {
      const [gone, here] = [await reader(), await reader()];
      server.rules.onRcptTo = ({ address }, _session, done) =>
        done(address === gone.email ? refusal(550, `No such user ${address}`) : null);
      for (const person of [gone, here]) await tell(person, "claim.revoked");
      expect(await tick()).toBe(1);
      only(here);
      const [row] = await mailsOf(gone);
      expect(row).toMatchObject({ end: "failed", tries: 1 });
      expect(row?.fault).toContain("550");
      expect(row?.fault).not.toContain(gone.email);
    });

    it("but not when it is the board that is refused", async () => {
      const person = await reader();
      server.rules.onMailFrom = (_address, _session, done) => done(refusal(550, "Who are you?"));
      await tell(person, "claim.revoked");
      await tick();
      expect((await mailsOf(person))[0]).toMatchObject({ end: null, tries: 1 });
      server.rules = {};
      world.clock.advance(minute);
      await tick();
      only(person);
    });
  });

  describe("nothing stale", () => {
    it("gives up after three days, and says so", async () => {
      const person = await reader();
      await server.stop();
      await tell(person, "claim.revoked");
      await tick();
      world.clock.advance(3 * day);
      await server.start();
      expect(await tick()).toBe(0);
      expect((await mailsOf(person))[0]).toMatchObject({ end: "failed" });
      expect(to(person)).toEqual([]);
    });

    it("sends no backlog after three days in which nothing ran", async () => {
      const [made, told] = [await reader(), await reader()];
      await tell(made, "claim.revoked");
      await makeMails(world.system, server.given);
      await tell(told, "claim.revoked");
      await tell(told, "claim.started");
      world.clock.advance(3 * day);
      expect(await tick()).toBe(0);
      expect((await mailsOf(made))[0]).toMatchObject({ end: "skipped" });
      expect(await mailsOf(told)).toEqual([]);
      await tell(told, "task.closed");
      await tick();
      expect(only(told).text).not.toContain("released your claim");
    });

    it("makes no mail without a mail server, nor a backlog when there is one", async () => {
      const person = await reader();
      const without = { ...server.given, smtpUrl: null };
      await tell(person, "claim.revoked");
      expect(await makeMails(world.system, without)).toBe(0);
      expect(await sendMails(world.system, without)).toBe(0);
      world.clock.advance(2 * day + minute);
      expect(await tick()).toBe(0);
      expect(await mailsOf(person)).toEqual([]);
    });

    it("leaves out what was read meanwhile", async () => {
      const person = await reader();
      await tell(person, "claim.revoked");
      await tell(person, "task.closed");
      await makeMails(world.system, server.given);
      const { notice } = database().tables;
      await database().transaction(async (tx) => {
        const mine = eq(notice.personId, person.id);
        const [first] = await tx.db.select().from(notice).where(mine).orderBy(notice.id);
        await tx.db
          .update(notice)
          .set({ readAt: world.clock.now() })
          .where(eq(notice.id, first?.id ?? 0));
      });
      await sendMails(world.system, server.given);
      expect(only(person).text).not.toContain("released");
    });

    it("leaves out reminders of claims that were renewed or given back, and names the end as it is now", async () => {
      const [renews, leaves, stays] = [await reader(), await reader(), await reader()];
      const claims = new Map<string, string>();
      for (const person of [renews, leaves, stays]) {
        const task = await world.task(slug, { texts: { en: { title: `Task of ${person.login}` } } });
        claims.set(person.id, (await claimTask(world.as(person), { number: task.number })).claimId ?? "");
      }
      world.clock.advance(5 * day);
      await remindHolders(world.system);
      await makeMails(world.system, server.given);
      await renewClaim(world.as(renews), { id: claims.get(renews.id) });
      await releaseClaim(world.as(leaves), { id: claims.get(leaves.id) });
      await sendMails(world.system, server.given);
      expect(only(stays).subject).toBe(`Your time for “Task of ${stays.login}” is nearly up`);
      expect(only(stays).text).toMatch(/Until \d+ \w+ at \d\d:\d\d UTC\n {2}Renew: https:\S+\?do=renew/);
      for (const person of [renews, leaves]) expect((await mailsOf(person))[0]).toMatchObject({ end: "skipped" });
    });

    it("leaves out a question that the asker settled after the mail was made", async () => {
      const [asker, mentor] = [await world.person(`asker${count++}`), await reader()];
      await world.member(slug, mentor, "mentor");
      const { number: about } = await world.task(slug, { mentors: [mentor.login] });
      const asked = await askQuestion(world.as(asker), { number: about, body: "Where?" });
      const question = asked.task.questions[0]?.id ?? 0;
      world.clock.advance(hour);
      await makeMails(world.system, server.given);
      const { post } = database().tables;
      await database().transaction(async (tx) => {
        await tx.db.update(post).set({ acceptedAnswerId: question }).where(eq(post.id, question));
      });
      await sendMails(world.system, server.given);
      expect((await mailsOf(mentor)).map((mail) => mail.end)).toEqual(["skipped"]);
    });

    it("leaves out an offer that has ended", async () => {
      const [holder, next] = [await world.person(`holder${count++}`), await reader()];
      const task = await world.task(slug);
      const { claimId } = await claimTask(world.as(holder), { number: task.number });
      await joinWaitlist(world.as(next), { number: task.number });
      await releaseClaim(world.as(holder), { id: claimId });
      await makeMails(world.system, server.given);
      world.clock.advance(49 * hour);
      await lapseOffers(world.system);
      expect(await sendMails(world.system, server.given)).toBe(0);
      expect((await mailsOf(next))[0]).toMatchObject({ kind: "urgent", end: "skipped" });
    });
  });

  it("is forgotten three months after it ended, and what it carried is not sent again", async () => {
    const [person, waits] = [await reader(), await reader()];
    await tell(person, "claim.revoked");
    await tick();
    only(person);
    await forgetMails(world.system);
    expect(await mailsOf(person)).toHaveLength(1);
    const version = await database().version();
    world.clock.advance(90 * day);
    await tell(waits, "claim.revoked");
    await makeMails(world.system, server.given);
    expect(await forgetMails(world.system)).toBeGreaterThan(0);
    expect([await mailsOf(person), await mailsOf(waits)]).toMatchObject([[], [{ end: null }]]);
    expect(await forgetMails(world.system)).toBe(0);
    await tick();
    expect([to(person), to(waits)].map((mails) => mails.length)).toEqual([1, 1]);
    // Two writes: what was told, and the mail made of it.
    expect(await database().version()).toBe(version + 2);
  });

  describe("the digest", () => {
    it("is one a day at most, for those who want one, and gathers for an hour", async () => {
      const [daily, urgent, off] = [await reader("daily"), await reader("urgent"), await reader("off")];
      const all = [daily, urgent, off];
      for (const person of all) await tell(person, "claim.started");
      expect(await tick()).toBe(0);
      for (let hours = 0; hours < 72; hours += 1) {
        world.clock.advance(hour);
        await tick();
        for (const person of all) await tell(person, "review.started");
      }
      const digests = to(daily);
      expect(digests).toHaveLength(3);
      expect(digests[0]?.subject).toBe("1 notice from your task board");
      expect(digests[1]?.subject).toBe("24 notices from your task board");
      for (const person of [urgent, off]) expect(to(person)).toEqual([]);
    });

    it("is still one a day when the mail server was away", async () => {
      const person = await reader("daily");
      await server.stop();
      for (let hours = 0; hours < 30; hours += 1) {
        await tell(person, "claim.started");
        world.clock.advance(hour);
        await tick();
      }
      await server.start();
      for (let hours = 0; hours < 20; hours += 1) {
        world.clock.advance(hour);
        await tick();
      }
      expect(only(person).subject).toMatch(/^(29|30) notices/);
    });

    it("does not go to who turned it off meanwhile, nor to an address that is not confirmed", async () => {
      const person = await reader("daily");
      await tell(person, "claim.started");
      world.clock.advance(hour);
      await makeMails(world.system, server.given);
      await editContact(world.as(person), { wish: "urgent" }, "en", server.given);
      expect(await sendMails(world.system, server.given)).toBe(0);
      await tell(person, "claim.revoked");
      await makeMails(world.system, server.given);
      await editContact(world.as(person), { email: "new@example.org" }, "en", server.given);
      await sendMails(world.system, server.given);
      expect(server.received.map((mail) => mail.subject)).toEqual(["Confirm your address for Foothold"]);
    });
  });

  describe("an address", () => {
    const linkIn = (text: string | undefined) => /confirm-email\?token=(\S+)/.exec(text ?? "")?.[1] ?? "";

    it("is confirmed by the link that is sent to it, once", async () => {
      const person = await world.person(`new${count++}`);
      const as = world.as(person);
      const email = `${person.login}@example.org`;
      expect(await editContact(as, { email }, "zh", server.given)).toMatchObject({ email, isConfirmed: false });
      await tell(person, "claim.revoked");
      expect(await tick()).toBe(1);
      const mail = only({ email });
      expect(mail.subject).toBe("请确认你在新手任务板的邮箱");
      expect(mail.headers.has("list-unsubscribe")).toBe(false);
      const token = linkIn(mail.text);

      const { contact, mail: mails } = database().tables;
      const kept = [
        ...(await database().db.select().from(contact).where(eq(contact.personId, person.id))),
        ...(await database().db.select().from(mails).where(eq(mails.personId, person.id))),
      ];
      expect(JSON.stringify(kept)).not.toContain(token);
      expect(kept[1]).toMatchObject({ end: "sent", details: {} });

      await expect(confirmEmail(world.visitor, { token: `${token.slice(0, -1)}-` })).rejects.toMatchObject({
        code: "not_found",
      });
      await confirmEmail(world.visitor, { token });
      expect(await readContact(as, server.given)).toMatchObject({ email, isConfirmed: true });
      await expect(confirmEmail(world.visitor, { token })).rejects.toMatchObject({ code: "not_found" });
      await tick();
      expect(to({ email })).toHaveLength(2);
    });

    it("is not confirmed by an old link, nor by one for another address", async () => {
      const person = await world.person(`new${count++}`);
      const as = world.as(person);
      await editContact(as, { email: "first@example.org" }, "en", server.given);
      await tick();
      await editContact(as, { email: "second@example.org" }, "en", server.given);
      await tick();
      const [first, second] = server.received.map((mail) => linkIn(mail.text));
      await expect(confirmEmail(world.visitor, { token: first ?? "" })).rejects.toMatchObject({ code: "not_found" });
      world.clock.advance(48 * hour);
      await expect(confirmEmail(world.visitor, { token: second ?? "" })).rejects.toMatchObject({ code: "not_found" });
      expect((await readContact(as, server.given)).isConfirmed).toBe(false);
    });

    it("gets no link when another one took its place before it was sent", async () => {
      const as = world.as(await world.person(`new${count++}`));
      await editContact(as, { email: "first@example.org" }, "en", server.given);
      await editContact(as, { email: "second@example.org" }, "en", server.given);
      await tick();
      expect(server.received.map((mail) => [mail.to].flat()[0]?.text)).toEqual(["second@example.org"]);
    });

    it("is asked to confirm by one person five times a day at most", async () => {
      const as = world.as(await world.person(`new${count++}`));
      let times = 0;
      const again = () => editContact(as, { email: `me${times}@example.org` }, "en", server.given);
      for (; times < 5; times += 1) {
        await again();
        world.clock.advance(hour);
      }
      await expect(again()).rejects.toMatchObject({ code: "rate_limited", data: { retryAfterSeconds: 19 * 3600 } });
      expect(await editContact(as, { wish: "urgent" }, "en", server.given)).toMatchObject({ wish: "urgent" });
      world.clock.advance(19 * hour);
      await again();
      expect(await editContact(as, { email: null }, "en", server.given)).toMatchObject({ email: null });
    });

    it("is asked to confirm three times a day at most, whoever asks and however it is written", async () => {
      const ask = async (email: string) =>
        editContact(world.as(await world.person(`new${count++}`)), { email }, "en", server.given);
      const spellings = ["victim@example.org", "Victim@Example.org", "victim+board@example.org"];
      for (const email of spellings) await ask(email);
      for (const email of spellings) {
        await expect(ask(email)).rejects.toMatchObject({ code: "rate_limited", data: { retryAfterSeconds: 86_400 } });
      }
      await tick();
      expect(server.received).toHaveLength(3);
      expect(JSON.stringify(await database().db.select().from(database().tables.rateLimit))).not.toContain("ictim");
      world.clock.advance(day);
      await ask("victim@example.org");
    });

    it("is not told before it is confirmed what anybody wrote", async () => {
      const person = await world.person(`new${count++}`);
      const name = "Cheap watches at watches.example";
      const { person: people } = database().tables;
      await database().transaction((tx) => tx.db.update(people).set({ name }).where(eq(people.id, person.id)));
      await editContact(world.as(person), { email: "stranger@example.org" }, "en", server.given);
      await tick();
      const mail = only({ email: "stranger@example.org" });
      expect(mail.text).toMatch(/^Hello,\n/);
      for (const part of [mail.text, mail.html, mail.subject, mail.headerLines.map((one) => one.line).join("\n")]) {
        expect(part).not.toMatch(/watches|new\d/);
      }
    });

    it("is the person's own, and is asked for with a session alone", async () => {
      const person = await world.person(`new${count++}`);
      const byToken = { ...world.as(person), actor: { kind: "token", person, tokenId: "t" } } as const;
      for (const context of [world.visitor, byToken]) {
        await expect(readContact(context, server.given)).rejects.toMatchObject({ code: "unauthenticated" });
        const edit = editContact(context, { wish: "off" }, "en", server.given);
        await expect(edit).rejects.toMatchObject({ code: "unauthenticated" });
      }
      await expect(editContact(world.as(person), { email: "a@b, c@d" }, "en", server.given)).rejects.toMatchObject({
        code: "invalid",
        data: { issues: [{ path: "email" }] },
      });
    });
  });

  it("ends with the link in each mail, and with no other", async () => {
    const [person, other] = [await reader(), await reader()];
    const { secret } = server.given;
    const token = signedToken(secret, "unsubscribe", person.id);
    for (const wrong of ["", "x", token.slice(0, -1), signedToken(secret, "calendar", person.id), `${token}x`]) {
      await expect(unsubscribe(world.visitor, { token: wrong }, server.given)).rejects.toMatchObject({
        code: "not_found",
      });
    }
    await unsubscribe(world.visitor, { token }, server.given);
    for (const one of [person, other]) await tell(one, "claim.revoked");
    await tick();
    expect(to(person)).toEqual([]);
    only(other);
    expect((await readContact(world.as(person), server.given)).wish).toBe("off");
  });
});
