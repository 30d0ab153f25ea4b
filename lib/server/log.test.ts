import { expect, it } from "vitest";
import { createLog } from "./log";

it("leaves secrets out, at the top and inside", () => {
  const lines: string[] = [];
  const log = createLog("info", { write: (line) => lines.push(line) });
  log.info({ token: "s1", request: { headers: { cookie: "s2", authorization: "s3", "set-cookie": "s4" } } }, "hello");
  log.info({ user: { password: "s5" } }, "hello");
  expect(lines.join("")).not.toMatch(/s\d/);
  expect(lines).toHaveLength(2);
});
