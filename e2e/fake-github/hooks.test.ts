import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { signature } from "../fake-github";
import { type Answer, ask, startListener, startWithLayotto } from "./testing";

type Started = Awaited<ReturnType<typeof startWithLayotto>>;

const repository = "mosn/layotto";
const secret = "It's a Secret to Everybody";
let github: Started["github"];
let keeper: string;
let listener: Awaited<ReturnType<typeof startListener>>;

beforeEach(async () => {
  [{ github, keeper }, listener] = await Promise.all([startWithLayotto(), startListener()]);
});

afterEach(() => Promise.all([github.close(), listener.close()]));

async function listen(): Promise<void> {
  github.addHook(repository, { url: listener.url, secret });
  await github.hooks.settled();
  listener.heard.length = 0;
}

/** What was heard since last asked, as `event.action`. */
async function events(): Promise<string[]> {
  await github.hooks.settled();
  return listener.heard.splice(0).map(({ headers, body }) => `${headers["x-github-event"]}.${body.action}`);
}

async function last(): Promise<Answer> {
  await github.hooks.settled();
  return listener.heard.at(-1)?.body;
}

it("signs as GitHub's documentation shows", () => {
  expect(signature(secret, "Hello, World!")).toBe(
    "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
  );
});

it("sends each event with its headers, signed over the bytes", async () => {
  await listen();
  github.openIssue(repository, { author: "alice", title: "补充单元测试", labels: ["kind/test"] });
  await github.hooks.settled();
  const [{ headers, text, body }, labeled] = listener.heard as Answer[];
  expect(headers).toMatchObject({
    "content-type": "application/json",
    "user-agent": expect.stringMatching(/^GitHub-Hookshot\//),
    "x-github-event": "issues",
    "x-github-delivery": expect.stringMatching(/^[\da-f-]{36}$/),
    "x-github-hook-id": expect.stringMatching(/^\d+$/),
    "x-hub-signature-256": signature(secret, text),
  });
  expect(body).toMatchObject({
    action: "opened",
    issue: { number: 1, title: "补充单元测试", user: { login: "alice" } },
    repository: { full_name: repository },
    organization: { login: "mosn" },
    sender: { login: "alice" },
  });
  expect(labeled.body).toMatchObject({ action: "labeled", label: { name: "kind/test" } });
});

it("tells what happens to an issue, and nothing where nothing changed", async () => {
  await listen();
  const issue = github.openIssue(repository, { author: "alice", title: "one" });
  github.editIssue(issue, { title: "two", body: "text" });
  expect((await last()).changes).toEqual({ title: { from: "one" }, body: { from: "" } });
  github.label(issue, "kind/test");
  github.label(issue, "kind/test");
  github.unlabel(issue, "kind/test");
  github.assign(issue, "mia");
  expect(await last()).toMatchObject({ action: "assigned", assignee: { login: "mia" }, sender: { login: "mia" } });
  github.assign(issue, "bob");
  github.unassign(issue, "mia");
  const comment = github.comment(issue, "bob", "/claim");
  expect(await last()).toMatchObject({ action: "created", comment: { body: "/claim" }, issue: { comments: 1 } });
  github.editComment(comment, "/unclaim");
  expect((await last()).changes).toEqual({ body: { from: "/claim" } });
  github.closeIssue(issue, "not_planned");
  expect((await last()).issue).toMatchObject({ state: "closed", state_reason: "not_planned" });
  github.reopenIssue(issue);
  github.deleteIssue(issue);
  expect(await events()).toEqual([
    "issues.opened",
    "issues.edited",
    "issues.labeled",
    "issues.unlabeled",
    "issues.assigned",
    "issues.unassigned",
    "issue_comment.created",
    "issue_comment.edited",
    "issues.closed",
    "issues.reopened",
    "issues.deleted",
  ]);
});

it("tells both repositories of an issue that moves", async () => {
  await listen();
  github.addRepository("mosn/runtime");
  github.addHook("mosn/runtime", { url: listener.url });
  const issue = github.openIssue(repository, { author: "alice", title: "one" });
  await events();
  const there = github.transferIssue(issue, "mosn/runtime", "mia");
  await github.hooks.settled();
  expect(listener.heard.map(({ body }) => body)).toMatchObject([
    {
      action: "transferred",
      repository: { full_name: repository },
      changes: { new_issue: { id: there.id, number: 1 }, new_repository: { full_name: "mosn/runtime" } },
    },
    {
      action: "opened",
      repository: { full_name: "mosn/runtime" },
      changes: { old_issue: { id: issue.id }, old_repository: { full_name: repository } },
    },
  ]);
});

it("tells what happens to a pull request; merged is a closed one, and closes what it says", async () => {
  await listen();
  const issue = github.openIssue(repository, { author: "bob", title: "one" });
  const pull = github.openPullRequest(repository, { author: "alice", title: "Fix", body: "Part of #1", draft: true });
  github.editPullRequest(pull, { body: "Fixes #1" });
  expect(await last()).toMatchObject({
    number: 2,
    pull_request: { draft: true },
    changes: { body: { from: "Part of #1" } },
  });
  github.readyForReview(pull);
  github.pushCommits(pull);
  expect(await last()).toMatchObject({ before: expect.any(String), after: expect.any(String) });
  github.label(pull, "kind/test");
  github.comment(pull, "mia", "nice");
  expect((await last()).issue.pull_request.html_url).toContain("/pull/2");
  github.closePullRequest(pull);
  expect((await last()).pull_request.merged).toBe(false);
  github.reopenIssue(pull);
  await events();
  github.merge(pull, "mia");
  await github.hooks.settled();
  expect(listener.heard.map(({ body }) => body)).toMatchObject([
    { action: "closed", pull_request: { merged: true, merged_by: { login: "mia" } }, sender: { login: "mia" } },
    { action: "closed", issue: { number: 1, state_reason: "completed" } },
  ]);
  expect(issue.state).toBe("closed");
  expect(await events()).toEqual(["pull_request.closed", "issues.closed"]);
});

it("closes nothing by a pull request to another branch, or in a repository where the merger may not write", async () => {
  github.addRepository("sofastack/sofa-rpc");
  const [own, far] = [repository, "sofastack/sofa-rpc"].map((name) =>
    github.openIssue(name, { author: "bob", title: "one" }),
  );
  const body = "Closes #1, fixes sofastack/sofa-rpc#1";
  github.merge(github.openPullRequest(repository, { author: "alice", title: "a", body, base: "v1" }));
  expect([own?.state, far?.state]).toEqual(["open", "open"]);
  github.merge(github.openPullRequest(repository, { author: "alice", title: "b", body }));
  expect([own?.state, far?.state]).toEqual(["closed", "open"]);
});

it("tells what happens to the repository and its labels", async () => {
  await listen();
  github.renameRepository(repository, "runtime");
  expect((await last()).changes).toEqual({ repository: { name: { from: "layotto" } } });
  github.transferRepository("mosn/runtime", "alice");
  expect(await last()).toMatchObject({
    changes: { owner: { from: { organization: { login: "mosn" } } } },
    repository: { full_name: "alice/runtime" },
  });
  github.makePrivate("alice/runtime");
  github.archive("alice/runtime");
  github.renameLabel("alice/runtime", "kind/test", "test");
  github.deleteRepository("alice/runtime");
  expect(await events()).toEqual([
    "repository.renamed",
    "repository.transferred",
    "repository.privatized",
    "repository.archived",
    "label.edited",
    "repository.deleted",
  ]);
});

it("tells of what was done over REST too", async () => {
  await listen();
  github.openIssue(repository, { author: "alice", title: "one" });
  await events();
  const path = `/repos/${repository}/issues/1`;
  await ask(github, `${path}/assignees`, { token: keeper, body: { assignees: ["mia", "bob"] } });
  await ask(github, `${path}/comments`, { token: keeper, body: { body: "hello" } });
  await ask(github, path, { token: keeper, method: "PATCH", body: { state: "closed" } });
  expect(await events()).toEqual(["issues.assigned", "issue_comment.created", "issues.closed"]);
});

it("tells an app what happens where it is installed, and of its own installation", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const app = github.registerApp({
    appId: 7,
    slug: "foothold",
    privateKey,
    webhookSecret: secret,
    webhookUrl: listener.url,
  });
  github.addRepository("mosn/other");
  const installation = github.installApp(app, { account: "mosn", repositories: [repository] });
  expect(await last()).toMatchObject({
    action: "created",
    installation: { id: installation.id, account: { login: "mosn" } },
    repositories: [{ full_name: repository }],
  });
  github.openIssue("mosn/other", { author: "alice", title: "not heard" });
  github.openIssue(repository, { author: "alice", title: "heard" });
  expect(await last()).toMatchObject({ issue: { title: "heard" }, installation: { id: installation.id } });
  github.changeInstallation(installation, { add: ["mosn/other"], remove: [repository] });
  github.openIssue(repository, { author: "alice", title: "not heard any more" });
  github.uninstallApp(installation);
  expect(await events()).toEqual([
    "installation.created",
    "issues.opened",
    "installation_repositories.added",
    "installation_repositories.removed",
    "installation.deleted",
  ]);
});

it("makes a hook over REST for those who administer, once, and pings it", async () => {
  const body = {
    name: "web",
    events: ["issues"],
    config: { url: listener.url, content_type: "json", secret },
  };
  const make = (token: string, given: unknown = body) =>
    ask(github, `/repos/${repository}/hooks`, { token, body: given });
  const made = await make(keeper);
  expect(made).toMatchObject({
    status: 201,
    body: { type: "Repository", events: ["issues"], active: true, config: { secret: "********", url: listener.url } },
  });
  expect(await last()).toMatchObject({
    zen: expect.any(String),
    hook_id: made.body.id,
    repository: { full_name: repository },
  });
  expect(listener.heard[0]?.headers["x-github-event"]).toBe("ping");
  expect((await make(keeper)).status).toBe(422);
  expect((await make(keeper, { config: { url: "nonsense" } })).status).toBe(422);
  github.addCollaborator(repository, "bob", "write");
  expect((await make(github.addToken({ login: "bob", rights: "push" }))).status).toBe(404);
  expect(
    (await make(github.addToken({ login: "mia", rights: "read" }))).headers.get("x-accepted-github-permissions"),
  ).toBe("repository_hooks=write");
  expect((await ask(github, `/repos/${repository}/hooks`, { token: keeper })).body).toHaveLength(1);
  listener.heard.length = 0;
  github.comment(github.openIssue(repository, { author: "alice", title: "one" }), "bob", "not wanted by this hook");
  expect(await events()).toEqual(["issues.opened"]);
  await ask(github, `/repos/${repository}/hooks/${made.body.id}`, { token: keeper, method: "DELETE" });
  github.openIssue(repository, { author: "alice", title: "two" });
  expect(await events()).toEqual([]);
});

it("wraps the payload in a form unless JSON was chosen", async () => {
  github.addHook(repository, { url: listener.url, secret, contentType: "form" });
  await github.hooks.settled();
  const [heard] = listener.heard;
  expect(heard?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
  expect(JSON.parse(new URLSearchParams(heard?.text).get("payload") ?? "")).toHaveProperty("zen");
  expect(heard?.headers["x-hub-signature-256"]).toBe(signature(secret, heard?.text ?? ""));
});

it("lists deliveries and repeats one under its guid; nothing is tried again by itself", async () => {
  await listen();
  listener.status = 503;
  github.openIssue(repository, { author: "alice", title: "one" });
  await github.hooks.settled();
  expect(listener.heard).toHaveLength(1);
  const id = github.state.hooks[0]?.id;
  const base = `/repos/${repository}/hooks/${id}/deliveries`;
  const [failed, ping] = (await ask(github, base, { token: keeper })).body;
  expect(failed).toMatchObject({ event: "issues", action: "opened", status_code: 503, redelivery: false });
  expect(ping).toMatchObject({ event: "ping", status: "OK", status_code: 200 });
  expect((await ask(github, `${base}/${failed.id}`, { token: keeper })).body.request.payload.issue.title).toBe("one");
  listener.status = 200;
  const again = await ask(github, `${base}/${failed.id}/attempts`, { token: keeper, method: "POST" });
  expect(again.status).toBe(202);
  await github.hooks.settled();
  expect(listener.heard[1]?.headers["x-github-delivery"]).toBe(listener.heard[0]?.headers["x-github-delivery"]);
  const [repeated] = (await ask(github, base, { token: keeper })).body;
  expect(repeated).toMatchObject({ guid: failed.guid, redelivery: true, status_code: 200 });
  expect(repeated.id).not.toBe(failed.id);
});

it("holds deliveries, and sends, shuffles, loses and repeats them as told", async () => {
  await listen();
  github.hooks.mode = "held";
  const open = (...titles: string[]) => {
    for (const title of titles) github.openIssue(repository, { author: "alice", title });
  };
  const heard = () => listener.heard.splice(0).map(({ body }) => body.issue.title);
  open("1", "2", "3");
  await github.hooks.settled();
  expect(heard()).toEqual([]);
  await github.hooks.deliver(1);
  expect(heard()).toEqual(["1"]);
  const [second] = await github.hooks.deliver(1);
  github.hooks.drop();
  expect(github.hooks.pending).toEqual([]);
  expect(github.hooks.deliveries.at(-1)).toMatchObject({ status: "failed to connect to host", statusCode: 0 });
  await github.hooks.repeat(second?.guid ?? "");
  expect(heard()).toEqual(["2", "2"]);
  const shuffles: string[][] = [];
  for (const seed of [1, 1, 2]) {
    open("a", "b", "c", "d", "e", "f");
    await github.hooks.deliverShuffled(seed);
    shuffles.push(heard());
  }
  expect(shuffles[0]).toEqual(shuffles[1]);
  expect(shuffles[0]).not.toEqual(shuffles[2]);
  expect([...(shuffles[0] ?? [])].sort()).toEqual(["a", "b", "c", "d", "e", "f"]);
});

it("shows in a late delivery what was true when it happened", async () => {
  await listen();
  github.hooks.mode = "held";
  const issue = github.openIssue(repository, { author: "alice", title: "then" });
  github.editIssue(issue, { title: "now" });
  await github.hooks.deliver();
  expect(listener.heard.map(({ body }) => body.issue.title)).toEqual(["then", "now"]);
});

it("signs wrongly on request, once", async () => {
  await listen();
  github.hooks.wrongSignature();
  for (const title of ["forged", "true"]) github.openIssue(repository, { author: "alice", title });
  await github.hooks.settled();
  expect(listener.heard.map(({ headers, text }) => headers["x-hub-signature-256"] === signature(secret, text))).toEqual(
    [false, true],
  );
});

it("notes that nobody was there, or that they took too long", async () => {
  github.addHook(repository, { url: "http://127.0.0.1:1/nobody" });
  await github.hooks.settled();
  expect(github.hooks.deliveries.at(-1)).toMatchObject({ statusCode: 0, status: "failed to connect to host" });
  github.hooks.patience = 50;
  github.fault({ kind: "slow", ms: 300 });
  // Its own pages are as good a place as any to be late.
  github.addHook(repository, { url: `${github.webUrl}/slow` });
  await github.hooks.settled();
  expect(github.hooks.deliveries.at(-1)).toMatchObject({ statusCode: 0, status: "timed out" });
});
