import { afterEach, beforeEach, expect, it } from "vitest";
import { startWithLayotto } from "./testing";

type Started = Awaited<ReturnType<typeof startWithLayotto>>;

let github: Started["github"];

beforeEach(async () => {
  ({ github } = await startWithLayotto());
});

afterEach(() => github.close());

async function act(fields: Record<string, string>): Promise<number> {
  const answer = await fetch(`${github.url}/act`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(fields),
  });
  return answer.status;
}

async function page(path: string): Promise<string> {
  return (await fetch(github.url + path)).text();
}

it("lets a contributor play what people do", async () => {
  const opened = { do: "open issue", repository: "mosn/layotto", by: "alice", title: "<One>", body: "a\r\nb" };
  expect(await act({ ...opened, labels: "easy, kind/test" })).toBe(303);
  const issue = "mosn/layotto#1";
  expect(await act({ do: "assign", issue, by: "bob" })).toBe(400);
  expect(await act({ do: "comment", issue, by: "bob", body: "/claim" })).toBe(303);
  expect(await act({ do: "assign", issue, by: "bob" })).toBe(303);
  expect(await act({ do: "unlabel", issue, label: "easy" })).toBe(303);
  const pull = { do: "open pull request", repository: "mosn/layotto", by: "bob", title: "Two", body: "fixes #1" };
  expect(await act({ ...pull, draft: "on" })).toBe(303);
  for (const done of ["ready", "merge"]) expect(await act({ do: done, issue: "mosn/layotto#2", by: "mia" })).toBe(303);
  expect(github.state.issue(issue)).toMatchObject({
    title: "<One>",
    body: "a\nb",
    state: "closed",
    stateReason: "completed",
    labels: [{ name: "kind/test" }],
    assignees: [{ login: "bob" }],
  });
});

it("shows all of it, and each issue under its address", async () => {
  await act({ do: "open issue", repository: "mosn/layotto", by: "alice", title: "<One>" });
  await act({ do: "comment", issue: "mosn/layotto#1", by: "bob", body: "/claim <b>" });
  expect(await page("/")).toContain("&#60;One&#62;");
  expect(await page("/mosn/layotto/issues/1")).toContain("@bob: /claim &#60;b&#62;");
  github.renameRepository("mosn/layotto", "runtime");
  expect(await page("/mosn/layotto/issues/1")).toContain("mosn/runtime#1");
  expect((await fetch(`${github.url}/mosn/layotto/issues/2`)).status).toBe(404);
});

it("lets GitHub go wrong and be well again, but not its own pages", async () => {
  const ask = () => fetch(`${github.apiUrl}/repos/mosn/layotto`);
  expect(await act({ do: "go wrong", fault: "500" })).toBe(303);
  expect((await ask()).status).toBe(500);
  expect(await page("/")).toContain("Every answer now: 500.");
  expect(await act({ do: "be well" })).toBe(303);
  expect((await ask()).status).toBe(200);
});
