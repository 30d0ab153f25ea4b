import { afterEach, beforeEach, expect, it } from "vitest";
import type { Actor } from "../server/context";
import { createLimiter, limitRequests } from "./rate-limit";

it("counts by client in windows of their own", () => {
  let at = 0;
  const { take } = createLimiter({ quota: 2, window: 60, capacity: 10, now: () => at });
  expect([take("a"), take("a"), take("b")].map(({ remaining }) => remaining)).toEqual([1, 0, 1]);
  at = 45_500;
  expect(take("a")).toEqual({ remaining: -1, seconds: 15 });
  expect(take("a").remaining).toBe(-1);
  at = 60_000;
  expect(take("a")).toEqual({ remaining: 1, seconds: 60 });
});

it("remembers no more clients than it may, and forgets the oldest window first", () => {
  const { take } = createLimiter({ quota: 1, window: 60, capacity: 3, now: () => 0 });
  for (const client of ["a", "b", "c"]) take(client);
  expect(take("c").remaining).toBe(-1);
  take("d");
  expect(take("b").remaining).toBe(-1);
  expect(take("a").remaining).toBe(0);
});

const key = Symbol.for("foothold.limits");
beforeEach(() => Reflect.deleteProperty(globalThis, key));
afterEach(() => Reflect.deleteProperty(globalThis, key));

/** How many writes are left after this one. */
function left(address: string, actor: Actor = { kind: "visitor" }): string | null {
  const headers = new Headers();
  limitRequests(
    "writes",
    new Request("http://localhost", { headers: { "x-foothold-address": address } }),
    actor,
    headers,
  );
  return /r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1] ?? null;
}

it("takes an IPv6 network for one client, and each IPv4 address for its own", () => {
  expect([left("192.0.2.1"), left("192.0.2.2"), left("192.0.2.1")]).toEqual(["119", "119", "118"]);
  expect([left("2001:db8:1:2::1"), left("2001:db8:1:2:ffff::9"), left("2001:db8:1:3::1")]).toEqual([
    "119",
    "118",
    "119",
  ]);
  expect([left("::1"), left("0:0:0:0:1::2")]).toEqual(["119", "118"]);
});

it("counts a person and each of their tokens apart, wherever they are", () => {
  const person = { id: "1", login: "lin", name: "Lin", isAdmin: false };
  const token = (tokenId: string): Actor => ({ kind: "token", person, tokenId });
  const seen = [
    left("192.0.2.1", { kind: "person", person }),
    left("192.0.2.9", { kind: "person", person }),
    left("192.0.2.1", token("a")),
    left("192.0.2.1", token("b")),
    left("192.0.2.7", token("a")),
  ];
  expect(seen).toEqual(["119", "118", "119", "119", "118"]);
});
