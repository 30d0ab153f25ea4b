import { beforeAll, describe, expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import { day } from "../../domain/policy";
import { stand } from "../../http/front-door.testing";
import { useDatabase } from "../../http/route.testing";
import { claimTask } from "../claims/claim";
import { linkClaim } from "../claims/link";
import { releaseClaim } from "../claims/release";
import { renewClaim } from "../claims/renew";
import type { ActingPerson } from "../context";
import { editContact, readContact, resetCalendar } from "../people/contact";
import { createClock, createWorld, type World } from "../testing";
import { readCalendar } from "./calendar";
import { icsFile, icsText } from "./ics";
import { mailSettings } from "./settings";

const given = { baseUrl: "https://tasks.example.org", smtpUrl: null, from: "", secret: "s3cret" };
let count = 0;

describe("a calendar file", () => {
  it("has lines of 75 octets at most, that end in CR LF and cut no character in two", () => {
    const line = `SUMMARY:${"任务🌱 task ".repeat(30)}`;
    const file = icsFile([line, "END:VCALENDAR"]);
    expect(file.endsWith("\r\nEND:VCALENDAR\r\n")).toBe(true);
    for (const one of file.split("\r\n")) expect(Buffer.byteLength(one)).toBeLessThanOrEqual(75);
    expect(file.replaceAll("\r\n ", "")).toBe(`${line}\r\nEND:VCALENDAR\r\n`);
    expect(icsFile(["A".repeat(75)])).toBe(`${"A".repeat(75)}\r\n`);
    expect(icsFile(["A".repeat(76)])).toBe(`${"A".repeat(75)}\r\n A\r\n`);
  });

  it("escapes what would end a text or begin a property", () => {
    expect(icsText("a;b,c\\d\r\nEND:VEVENT\n\u0007e")).toBe("a\\;b\\,c\\\\d\\nEND:VEVENT\\ne");
  });
});

onBothEngines("the private calendar", ({ database }) => {
  let world: World;
  let slug: string;

  beforeAll(async () => {
    world = createWorld(database(), createClock(new Date().toISOString()));
    slug = await world.project();
  });

  async function holder() {
    const person = await world.person(`holder${count++}`);
    const { number } = await world.task(slug, {
      texts: { zh: { title: "支持 Redis，集群；与哨兵" }, en: { title: "Support Redis, clustered; with sentinel" } },
    });
    const { claimId } = await claimTask(world.as(person), { number });
    return { person, number, id: claimId ?? "", as: world.as(person) };
  }
  const keyOf = async (person: ActingPerson) =>
    new URL((await readContact(world.as(person), given)).calendarUrl).searchParams.get("key") ?? "";
  const read = async (key: string, locale: "zh" | "en" = "en") => {
    const text = await readCalendar(world.visitor, { key, locale }, given);
    expect(text).not.toMatch(/[^\r]\n/);
    return text.replaceAll("\r\n ", "").trimEnd().split("\r\n");
  };
  const fieldOf = (lines: string[], name: string) =>
    lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1);

  it("has the end of each claim, with an alarm at the reminder", async () => {
    const { person, number, id } = await holder();
    const start = world.clock.now().getTime();
    const stamp = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, "");
    const lines = await read(await keyOf(person));
    expect(lines.slice(0, 3)).toEqual(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Foothold//Claims//EN"]);
    expect(fieldOf(lines, "REFRESH-INTERVAL;VALUE=DURATION")).toBe("PT6H");
    expect(fieldOf(lines, "UID")).toBe(`claim-${id}@tasks.example.org`);
    expect(fieldOf(lines, "DTSTART")).toBe(stamp(start + 7 * day - 60 * 60 * 1000));
    expect(fieldOf(lines, "DTEND")).toBe(stamp(start + 7 * day));
    expect(fieldOf(lines, "DTSTAMP")).toBe(stamp(start));
    expect(fieldOf(lines, "SUMMARY")).toBe("Claim ends: Support Redis\\, clustered\\; with sentinel");
    expect(fieldOf(lines, "URL")).toBe(`https://tasks.example.org/t/${number}`);
    expect(fieldOf(lines, "STATUS")).toBe("CONFIRMED");
    expect(fieldOf(lines, "TRIGGER;VALUE=DATE-TIME")).toBe(stamp(start + 7 * day - Math.floor((7 * day) / 3)));
    for (const part of ["VCALENDAR", "VEVENT", "VALARM"]) {
      expect(lines.filter((line) => line === `BEGIN:${part}`)).toHaveLength(1);
      expect(lines.filter((line) => line === `END:${part}`)).toHaveLength(1);
    }
  });

  it("moves the same entry when the claim is renewed, and takes it back when the claim ends", async () => {
    const { person, id, as } = await holder();
    const key = await keyOf(person);
    const before = await read(key);
    world.clock.advance(day);
    await renewClaim(as, { id });
    const renewed = await read(key);
    expect(fieldOf(renewed, "UID")).toBe(fieldOf(before, "UID"));
    expect(Number(fieldOf(renewed, "SEQUENCE"))).toBeGreaterThan(Number(fieldOf(before, "SEQUENCE")));
    expect(fieldOf(renewed, "DTEND") ?? "").toMatch(/^\d{8}T\d{6}Z$/);
    expect((fieldOf(renewed, "DTEND") ?? "") > (fieldOf(before, "DTEND") ?? "")).toBe(true);
    await releaseClaim(as, { id });
    const ended = await read(key);
    expect(fieldOf(ended, "STATUS")).toBe("CANCELLED");
    expect(Number(fieldOf(ended, "SEQUENCE"))).toBeGreaterThan(Number(fieldOf(renewed, "SEQUENCE")));
    expect(ended).not.toContain("BEGIN:VALARM");
    world.clock.advance(31 * day);
    expect(await read(key)).not.toContain("BEGIN:VEVENT");
  });

  it("has no entry while a pull request stops the clock, and none of other people's", async () => {
    const [one, other] = [await holder(), await holder()];
    await linkClaim(one.as, { id: one.id, url: "https://github.com/mosn/layotto/pull/120" });
    expect(await read(await keyOf(one.person))).not.toContain("BEGIN:VEVENT");
    const lines = await read(await keyOf(other.person));
    expect(lines.filter((line) => line.startsWith("UID:"))).toEqual([`UID:claim-${other.id}@tasks.example.org`]);
  });

  it("speaks the person's language, or the reader's while the person has none", async () => {
    const { person, as } = await holder();
    const key = await keyOf(person);
    expect(fieldOf(await read(key, "zh"), "SUMMARY")).toBe("认领到期：支持 Redis，集群；与哨兵");
    await editContact(as, { wish: "off" }, "en", given);
    expect(fieldOf(await read(key, "zh"), "SUMMARY")).toMatch(/^Claim ends: /);
  });

  it("is behind its key alone, and a reset makes another", async () => {
    const { person, as } = await holder();
    const key = await keyOf(person);
    const wrong = ["", "x", person.id, `${person.id}.${"A".repeat(43)}`, key.slice(0, -1), `${key}A`];
    await resetCalendar(as, "en", given);
    const now = await keyOf(person);
    expect(now).not.toBe(key);
    for (const one of [...wrong, key]) {
      await expect(readCalendar(world.visitor, { key: one, locale: "en" }, given)).rejects.toMatchObject({
        code: "not_found",
      });
    }
    expect(await read(now)).toContain("BEGIN:VEVENT");
  });

  it("is kept by no cache: its address stops working with the reset, at once", async () => {
    useDatabase(database());
    const { GET } = await import("../../../app/me/leases.ics/route");
    const { as } = await holder();
    const { pathname, search } = new URL((await readContact(as, mailSettings())).calendarUrl);
    // The version stands still, as for a reader who is as quick as the reset.
    const door = await stand(async (request, response) => {
      const answer = await GET(new Request(`http://localhost:3000${request.url}`));
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(await answer.text());
    });
    try {
      for (let times = 0; times < 3; times += 1) {
        const reply = await door.ask(pathname + search);
        expect(reply.status).toBe(200);
        expect(reply.headers["content-type"]).toBe("text/calendar; charset=utf-8");
        expect(reply.headers["cache-control"]).toBe("private, no-store");
        expect(reply.headers["x-robots-tag"]).toBe("noindex");
        expect(reply.body.toString()).toContain("BEGIN:VEVENT");
      }
      expect(door.seen).toHaveLength(3);
      expect(door.door.pages?.size).toBe(0);
      await resetCalendar(as, "en", mailSettings());
      const gone = await door.ask(pathname + search);
      expect(gone.status).toBe(404);
      expect(gone.headers["cache-control"]).toBe("private, no-store");
      expect(gone.body.toString()).not.toContain("VCALENDAR");
    } finally {
      await door.close();
    }
  });
});
