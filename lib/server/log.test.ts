import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, it } from "vitest";
import { createLog } from "./log";

it("leaves out what a failed query was given, in its causes too, and says where it failed", () => {
  const lines: string[] = [];
  const log = createLog("info", { write: (line) => lines.push(line) });
  const failed = new DrizzleQueryError("select 1 where token = $1", ["s1", "a\nb s2"], new Error("terminated"));
  log.error({ err: failed }, "hello");
  log.error({ err: new Error("outer", { cause: failed }) }, "hello");
  log.error({ err: Object.assign(new Error("taken"), { detail: "Key (email)=(s3) already exists." }) }, "hello");
  expect(lines.join("")).not.toMatch(/s\d/);
  for (const line of lines.slice(0, 2)) {
    expect(JSON.parse(line).err.stack).toMatch(/select 1 where token = \$1[\s\S]*log\.test\.ts[\s\S]*terminated/);
  }
});

it("leaves secrets out, at the top and inside", () => {
  const lines: string[] = [];
  const log = createLog("info", { write: (line) => lines.push(line) });
  log.info({ token: "s1", request: { headers: { cookie: "s2", authorization: "s3", "set-cookie": "s4" } } }, "hello");
  log.info({ user: { password: "s5" } }, "hello");
  expect(lines.join("")).not.toMatch(/s\d/);
  expect(lines).toHaveLength(2);
});
