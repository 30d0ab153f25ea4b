import { afterEach, beforeEach, expect, it } from "vitest";
import { type Answer, ask, startWithLayotto } from "./testing";

type Started = Awaited<ReturnType<typeof startWithLayotto>>;

const repository = "mosn/layotto";
const issues = "/repos/mosn/layotto/issues";
let github: Started["github"];
let clock: Started["clock"];
let keeper: string;

beforeEach(async () => {
  ({ github, clock, keeper } = await startWithLayotto());
});

afterEach(() => github.close());

function open(title: string, labels: string[] = []) {
  clock.pass(60_000);
  return github.openIssue(repository, { author: "alice", title, labels });
}

async function titles(query: string): Promise<string[]> {
  return (await ask(github, `${issues}?${query}`)).body.map((one: Answer) => one.title);
}

it("describes an issue as documented", async () => {
  github.openIssue(repository, { author: "alice", title: "补充单元测试", body: "文字", labels: ["good first issue"] });
  const { body } = await ask(github, `${issues}/1`);
  expect(body).toMatchObject({
    id: expect.any(Number),
    node_id: expect.any(String),
    number: 1,
    title: "补充单元测试",
    body: "文字",
    state: "open",
    state_reason: null,
    labels: [{ id: expect.any(Number), name: "good first issue", color: "ededed", default: true, description: null }],
    assignee: null,
    assignees: [],
    user: { login: "alice", id: github.state.account("alice").id, type: "User" },
    author_association: "NONE",
    html_url: `${github.webUrl}/mosn/layotto/issues/1`,
    url: `${github.apiUrl}/repos/mosn/layotto/issues/1`,
    created_at: "2026-11-01T08:00:00Z",
    updated_at: "2026-11-01T08:00:00Z",
    closed_at: null,
    comments: 0,
    locked: false,
  });
  expect(body).not.toHaveProperty("pull_request");
});

it("describes a pull request in both places, and says only in one whether it is merged", async () => {
  github.openPullRequest(repository, { author: "alice", title: "Fix it", draft: true, head: "fix" });
  expect((await ask(github, `${issues}/1`)).body).toMatchObject({
    draft: true,
    pull_request: { url: `${github.apiUrl}/repos/mosn/layotto/pulls/1`, merged_at: null },
    html_url: `${github.webUrl}/mosn/layotto/pull/1`,
  });
  const [listed] = (await ask(github, "/repos/mosn/layotto/pulls?state=all&head=alice:fix")).body;
  expect(listed).toMatchObject({
    draft: true,
    merged_at: null,
    base: { ref: "main" },
    head: { ref: "fix", repo: null },
  });
  expect(listed).not.toHaveProperty("merged");
  github.merge(`${repository}#1`);
  expect((await ask(github, "/repos/mosn/layotto/pulls/1")).body).toMatchObject({
    state: "closed",
    merged: true,
    merged_at: "2026-11-01T08:00:00Z",
    merged_by: { login: "mia" },
  });
  github.openIssue(repository, { author: "bob", title: "no pull request" });
  expect((await ask(github, "/repos/mosn/layotto/pulls/2")).status).toBe(404);
});

it("lists issues and pull requests, the newest first", async () => {
  open("one");
  clock.pass(60_000);
  github.openPullRequest(repository, { author: "bob", title: "two" });
  expect(await titles("")).toEqual(["two", "one"]);
  expect(await titles("direction=asc")).toEqual(["one", "two"]);
});

it("filters by all labels, state, assignee and time", async () => {
  open("both", ["good first issue", "kind/test"]);
  open("one", ["Good First Issue"]);
  open("done");
  github.closeIssue(`${repository}#3`, "not_planned");
  github.assign(`${repository}#2`, "mia");
  expect(await titles("labels=good first issue,kind/test")).toEqual(["both"]);
  expect(await titles("labels=good%20first%20issue")).toEqual(["one", "both"]);
  expect(await titles("state=closed")).toEqual(["done"]);
  expect(await titles("state=all&direction=asc")).toEqual(["both", "one", "done"]);
  expect(await titles("assignee=none")).toEqual(["both"]);
  expect(await titles("assignee=*")).toEqual(["one"]);
  expect(await titles("assignee=MIA")).toEqual(["one"]);
  const { updated_at } = (await ask(github, `${issues}/2`)).body;
  expect(await titles(`state=all&since=${updated_at}`)).toEqual(["done", "one"]);
  github.label(`${repository}#1`, "kind/doc");
  clock.pass(1000);
  github.label(`${repository}#1`, "kind/bug");
  expect(await titles("sort=updated&direction=desc&state=all")).toEqual(["both", "done", "one"]);
  expect((await ask(github, `${issues}?state=wrong`)).status).toBe(422);
  expect((await ask(github, `${issues}?assignee=nobody-at-all`)).status).toBe(422);
});

it("gives pages of 30, or of 100 at most, with links by id", async () => {
  for (let count = 1; count <= 101; count += 1) github.openIssue(repository, { author: "alice", title: `${count}` });
  const first = await ask(github, `${issues}?direction=asc`);
  expect(first.body).toHaveLength(30);
  const { id } = github.state.repository(repository);
  const next = `${github.apiUrl}/repositories/${id}/issues?direction=asc&page=2`;
  expect(first.headers.get("link")).toBe(
    `<${next}>; rel="next", <${github.apiUrl}/repositories/${id}/issues?direction=asc&page=4>; rel="last"`,
  );
  expect((await ask(github, next)).body[0].title).toBe("31");
  const last = await ask(github, `${issues}?per_page=500&page=2`);
  expect(last.body).toHaveLength(1);
  expect(last.headers.get("link")).toContain('rel="prev"');
  expect(last.headers.get("link")).not.toContain('rel="next"');
});

it("sends on who uses an old address of a repository: 301 to read, 307 to write", async () => {
  open("one");
  const { id } = github.state.repository(repository);
  github.renameRepository(repository, "layotto-go");
  const read = await ask(github, `${issues}?state=all`);
  expect(read.status).toBe(301);
  expect(read.headers.get("location")).toBe(`${github.apiUrl}/repositories/${id}/issues?state=all`);
  expect((await ask(github, String(read.headers.get("location")))).body[0].title).toBe("one");
  const write = await ask(github, `${issues}/1/comments`, { token: keeper, body: { body: "x" } });
  expect([write.status, write.headers.get("location")]).toEqual([
    307,
    `${github.apiUrl}/repositories/${id}/issues/1/comments`,
  ]);
  github.transferRepository("mosn/layotto-go", "alice");
  expect((await ask(github, "/repos/mosn/layotto-go")).status).toBe(301);
  expect((await ask(github, `/repositories/${id}`)).body).toMatchObject({ id, full_name: "alice/layotto-go" });
  github.renameUser("alice", "alicia");
  expect((await ask(github, "/repos/alice/layotto-go")).status).toBe(301);
  github.addRepository(repository);
  expect((await ask(github, `/repos/${repository}`)).body.id).not.toBe(id);
});

it("hides a repository that was deleted", async () => {
  github.deleteRepository(repository);
  expect((await ask(github, `/repos/${repository}`)).status).toBe(404);
});

it("says of an issue that it moved, was deleted or never was", async () => {
  open("moves", ["good first issue", "kind/test"]);
  open("goes");
  github.comment(`${repository}#1`, "bob", "me too");
  github.addRepository("mosn/runtime", { labels: ["kind/test"] });
  const issue = github.transferIssue(`${repository}#1`, "mosn/runtime");
  const moved = await ask(github, `${issues}/1`);
  expect(moved.status).toBe(301);
  const there = await ask(github, String(moved.headers.get("location")));
  expect(there.body).toMatchObject({ id: issue.id, number: 1, comments: 1, labels: [{ name: "kind/test" }] });
  github.deleteIssue(`${repository}#2`);
  expect((await ask(github, `${issues}/2`)).status).toBe(410);
  expect((await ask(github, `${issues}/3`)).status).toBe(404);
  expect(await titles("state=all")).toEqual([]);
  github.makePrivate("mosn/runtime");
  expect((await ask(github, `${issues}/1`)).status).toBe(404);
});

it("answers 410 where issues are switched off", async () => {
  github.addRepository("mosn/silent", { hasIssues: false });
  expect((await ask(github, "/repos/mosn/silent/issues")).status).toBe(410);
});

it("lists labels", async () => {
  const { body } = await ask(github, "/repos/mosn/layotto/labels?per_page=1");
  expect(body).toMatchObject([{ name: "good first issue" }]);
});

it("takes comments and changes to them, and lists them from a time on", async () => {
  open("one");
  const { body, status } = await ask(github, `${issues}/1/comments`, { token: keeper, body: { body: "hello" } });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    id: expect.any(Number),
    body: "hello",
    user: { login: "mia" },
    author_association: "MEMBER",
    html_url: `${github.webUrl}/mosn/layotto/issues/1#issuecomment-${body.id}`,
  });
  clock.pass(60_000);
  github.comment(`${repository}#1`, "bob", "/claim");
  const since = "2026-11-01T08:02:00Z";
  expect((await ask(github, `${issues}/1/comments?since=${since}`)).body).toMatchObject([{ body: "/claim" }]);
  const change = { token: keeper, method: "PATCH", body: { body: "better" } };
  expect((await ask(github, `${issues}/comments/${body.id}`, change)).status).toBe(200);
  expect((await ask(github, `${issues}/comments/${body.id}`)).body.body).toBe("better");
  const others = github.addToken({ login: "bob", rights: "push" });
  expect((await ask(github, `${issues}/comments/${body.id}`, { ...change, token: others })).status).toBe(403);
  expect((await ask(github, `${issues}/1/comments`, { token: keeper, body: { body: " " } })).status).toBe(422);
  github.lock(`${repository}#1`);
  expect((await ask(github, `${issues}/1/comments`, { token: others, body: { body: "x" } })).status).toBe(403);
  expect((await ask(github, `${issues}/1`)).body).toMatchObject({ comments: 2, locked: true });
});

it("assigns collaborators and commenters, and is silent about others", async () => {
  open("one");
  const assign = async (login: string, token = keeper, method = "POST") => {
    const answer = await ask(github, `${issues}/1/assignees`, { token, method, body: { assignees: [login] } });
    return [answer.status, ...answer.body.assignees.map((one: Answer) => one.login)];
  };
  const may = async (path: string) => (await ask(github, `/repos/mosn/layotto/${path}`)).status;
  expect(await assign("bob")).toEqual([201]);
  expect(await may("issues/1/assignees/bob")).toBe(404);
  github.comment(`${repository}#1`, "bob", "I'd like to work on this");
  expect(await may("issues/1/assignees/bob")).toBe(204);
  expect(await may("assignees/bob")).toBe(404);
  expect(await may("assignees/mia")).toBe(204);
  expect(await assign("mia", github.addToken({ login: "bob", rights: "push" }))).toEqual([201]);
  expect(await assign("bob")).toEqual([201, "bob"]);
  expect(await assign("mia")).toEqual([201, "bob", "mia"]);
  expect(await assign("bob", keeper, "DELETE")).toEqual([200, "mia"]);
  expect(await assign("alice", keeper, "DELETE")).toEqual([200, "mia"]);
});

it("assigns ten people at most", () => {
  const issue = open("one");
  const people = Array.from({ length: 11 }, (_, index) => `person-${index}`);
  for (const login of people) {
    github.addUser({ login });
    github.comment(issue, login, "me");
  }
  expect(people.map((login) => github.assign(issue, login))).toEqual([...Array(10).fill(true), false]);
});

it("edits an issue, and drops silently what takes more than being its author", async () => {
  open("one", ["kind/test"]);
  const edit = (body: unknown, token = keeper) => ask(github, `${issues}/1`, { token, method: "PATCH", body });
  const author = github.addToken({ login: "alice", rights: "push" });
  const own = { title: "two", labels: ["good first issue"], assignees: ["mia"] };
  expect((await edit(own, author)).body).toMatchObject({
    title: "two",
    labels: [{ name: "kind/test" }],
    assignees: [],
  });
  expect((await edit(own)).body).toMatchObject({
    labels: [{ name: "good first issue" }],
    assignees: [{ login: "mia" }],
  });
  const closed = await edit({ state: "closed", state_reason: "not_planned" });
  expect(closed.body).toMatchObject({ state: "closed", state_reason: "not_planned", closed_by: { login: "mia" } });
  expect((await edit({ state: "open" })).body).toMatchObject({
    state: "open",
    state_reason: "reopened",
    closed_at: null,
  });
  expect((await edit({ title: "x" }, github.addToken({ login: "bob", rights: "push" }))).status).toBe(403);
});

it("raises updated_at with each change, and not without one", async () => {
  const issue = open("one");
  const updates = [
    () => github.editIssue(issue, { title: "two" }),
    () => github.label(issue, "kind/test"),
    () => github.assign(issue, "mia"),
    () => github.comment(issue, "bob", "hello"),
    () => github.unassign(issue, "mia"),
    () => github.closeIssue(issue),
    () => github.reopenIssue(issue),
  ];
  for (const update of updates) {
    clock.pass(1000);
    update();
    expect(issue.updatedAt).toBe(`${clock.read().toISOString().slice(0, 19)}Z`);
  }
  const last = issue.updatedAt;
  clock.pass(1000);
  github.label(issue, "kind/test");
  github.unassign(issue, "mia");
  expect(issue.updatedAt).toBe(last);
});

it("tells on an issue's timeline who mentioned it, once each", async () => {
  open("one");
  github.addRepository("mosn/runtime");
  const pull = github.openPullRequest("mosn/runtime", {
    author: "bob",
    title: "x",
    body: "Part of mosn/layotto#1, #1",
  });
  github.editPullRequest(pull, { body: `See ${github.webUrl}/mosn/layotto/issues/1 <!-- #1 -->` });
  const { body } = await ask(github, `${issues}/1/timeline`);
  expect(body.filter((one: Answer) => one.event === "cross-referenced")).toMatchObject([
    {
      actor: { login: "bob" },
      source: { type: "issue", issue: { number: 1, pull_request: {}, repository: { full_name: "mosn/runtime" } } },
    },
  ]);
});

it("says what a person may do in a repository, to those who may write there", async () => {
  const path = (login: string) => `/repos/mosn/layotto/collaborators/${login}/permission`;
  expect((await ask(github, path("mia"), { token: keeper })).body).toMatchObject({
    permission: "admin",
    role_name: "admin",
  });
  expect((await ask(github, path("bob"), { token: keeper })).body).toMatchObject({ permission: "read" });
  github.addCollaborator(repository, "bob", "triage");
  expect((await ask(github, path("bob"), { token: keeper })).body).toMatchObject({
    permission: "read",
    role_name: "triage",
  });
  expect((await ask(github, path("mia"), { token: github.addToken({ login: "bob", rights: "push" }) })).status).toBe(
    403,
  );
});

it("shows nobody as the author when the account is gone", async () => {
  open("one");
  github.deleteUser("alice");
  expect((await ask(github, `${issues}/1`)).body.user).toBeNull();
});

it("counts what a search finds, with a limit of its own", async () => {
  open("One", ["good first issue"]);
  open("Two", ["bug"]);
  open("Three", ["good first issue", "bug"]);
  github.closeIssue(open("Four", ["bug"]), "completed");
  github.deleteIssue(open("Five", ["bug"]));
  const search = (q: string) => ask(github, `/search/issues?q=${encodeURIComponent(q)}&per_page=1`);
  const any = await search('repo:mosn/layotto is:issue is:open label:"Good first issue",bug');
  expect(any.body).toMatchObject({ total_count: 3, incomplete_results: false, items: [{ title: "One" }] });
  expect(any.headers.get("x-ratelimit-resource")).toBe("search");
  expect(any.headers.get("x-ratelimit-limit")).toBe("10");
  expect((await search("repo:mosn/layotto is:issue is:closed label:bug")).body.total_count).toBe(1);
  expect((await search("repo:mosn/nothing is:issue")).status).toBe(422);
  expect((await search(`repo:mosn/layotto is:issue label:"${"x".repeat(256)}"`)).status).toBe(422);
  for (let asked = 4; asked < 10; asked += 1) await search("repo:mosn/layotto is:issue");
  expect((await search("repo:mosn/layotto is:issue")).status).toBe(403);
  expect((await ask(github, "/repos/mosn/layotto")).status).toBe(200);
  clock.pass(61_000);
  expect((await search("repo:mosn/layotto is:issue")).status).toBe(200);
});
