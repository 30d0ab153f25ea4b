import { generateKeyPairSync, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { temporaryDatabase } from "../../../db/testing";
import { signature } from "../../../e2e/fake-github";
import { claimTask } from "../claims/claim";
import { readDesk } from "../desk/read";
import { listEvents } from "../events/list";
import { log } from "../log";
import { editTask } from "../tasks/edit";
import { changeRepository, connectRepository, disconnectRepository, makeHookSecret, readSoon } from "./connect";
import { followDeliveries, forgetDeliveries, receiveDelivery } from "./deliveries";
import { previewRule } from "./preview";
import { readRepositories } from "./read";
import { readIssue } from "./read-issue";
import { seal, unseal } from "./seal";
import { syncDue } from "./sync";
import { createFollowing, webhookSecret } from "./testing";

type Following = Awaited<ReturnType<typeof createFollowing>>;

describe.each(["sqlite", "postgresql"] as const)("connecting a repository on %s", (engine) => {
  let own: Awaited<ReturnType<typeof temporaryDatabase>>;
  let at: Following;
  beforeEach(async () => {
    own = await temporaryDatabase(engine);
    at = await createFollowing(own.database);
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await at.close();
    await own.remove();
  });

  const connect = (more: object = {}) =>
    connectRepository(at.asMaintainer, { project: at.slug, repository: at.name, ...more }, at.settings);

  it("guesses a first rule, follows nothing yet, and keeps the token to itself", async () => {
    const token = at.github.addToken({ login: "mia", rights: "push" });
    const view = await connect({ access: "token", token, repository: `${at.github.url}/${at.name}` });
    expect(view.repositories).toMatchObject([
      {
        isFollowed: false,
        mayWrite: true,
        access: "token",
        rule: { task: ["good first issue"], tagPrefixes: ["kind"] },
      },
    ]);
    expect(JSON.stringify(view)).not.toContain(token);
    const { repository, event } = own.database.tables;
    const kept = await own.database.db.select().from(repository);
    const events = await own.database.db.select().from(event).where(eq(event.kind, "repository.connected"));
    expect(JSON.stringify([kept, events])).not.toContain(token);
    expect(events).toHaveLength(1);
    await syncDue(at.system, at.settings);
    expect((await readRepositories(at.asMaintainer, { slug: at.slug }, at.settings)).repositories[0]?.runs).toEqual([]);
  });

  it("reads all labels of a repository that has hundreds", async () => {
    const name = "mosn/many-labels";
    const areas = Array.from({ length: 320 }, (_, index) => `area/${index}`);
    at.github.addRepository(name, { labels: [...areas, "新手任务"] });
    const { repositories } = await connect({ repository: name });
    const { id = "", rule } = repositories[0] ?? {};
    expect(rule).toMatchObject({ task: ["新手任务"], tagPrefixes: ["area"] });
    const { labels } = await previewRule(at.asMaintainer, { id, rule }, at.settings);
    expect(labels).toEqual([...areas, "新手任务"]);
  });

  it("reads and writes as the instance's GitHub App, and says where it is not installed", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const app = at.github.registerApp({ appId: 77, slug: "foothold", publicKey, owner: "mia" });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    at.settings.app = { id: "77", privateKey: pem };
    await expect(connect({ access: "app" })).rejects.toMatchObject({
      data: {
        issues: [
          {
            path: "repository",
            code: "app_not_installed",
            params: { url: `${at.github.webUrl}/apps/foothold/installations/new` },
          },
        ],
      },
    });
    const installation = at.github.installApp(app, { account: "mosn" });
    const unproven = { code: "invalid", data: { issues: [{ path: "access", code: "prove_right" }] } };
    await expect(connect({ access: "app" })).rejects.toMatchObject(unproven);
    const prove = async (login: string) => {
      const { id } = at.github.state.account(login);
      const account = { id: String(id), personId: at.maintainer.id, login, seenAt: new Date(), provenAt: new Date() };
      await own.database.transaction(async (tx) => {
        await tx.db.delete(tx.tables.githubAccount).where(eq(tx.tables.githubAccount.personId, at.maintainer.id));
        await tx.db.insert(tx.tables.githubAccount).values(account);
      });
    };
    await prove("bob");
    await expect(connect({ access: "app" })).rejects.toMatchObject(unproven);
    await prove("mia");
    const { repositories } = await connect({ access: "app" });
    expect(repositories).toMatchObject([{ access: "app", mayWrite: true }]);
    const { id = "", revision = 0 } = repositories[0] ?? {};
    await expect(makeHookSecret(at.asMaintainer, { id }, at.settings)).rejects.toMatchObject({ code: "forbidden" });
    const issue = at.github.openIssue(at.name, { author: "mia", title: "A task", labels: ["good first issue"] });
    await changeRepository(at.asMaintainer, { id, revision, isFollowed: true }, at.settings);
    await at.sync();
    at.clock.advance(1000);
    at.github.comment(issue, "alice", "/claim");
    await at.deliver();
    await at.run();
    expect(issue.assignees.map((one) => one.login)).toEqual(["alice"]);
    expect(issue.comments.map((one) => one.author.login)).toEqual(["alice", "foothold[bot]"]);
    // What is written with reaches this repository alone, what finds it out reads nothing else.
    const tokens = at.github.state.tokens.flatMap((one) => (one.kind === "installation" ? one : []));
    expect(tokens.map((one) => one.repositories?.map((each) => each.name) ?? one.permissions)).toEqual(
      expect.arrayContaining([{ metadata: "read" }, [at.name.split("/")[1]]]),
    );
    expect(tokens.every((one) => one.repositories?.length === 1 || one.permissions.issues === undefined)).toBe(true);

    // Connected anew it goes on in the answer it gave before.
    await disconnectRepository(at.asMaintainer, { id }, at.settings);
    const anew = (await connect({ access: "app" })).repositories[0];
    const now = { id: anew?.id, revision: anew?.revision, isFollowed: true };
    await changeRepository(at.asMaintainer, now, at.settings);
    await at.sync();
    at.clock.advance(1000);
    at.github.comment(issue, "mia", "Not the app's.\n\n<!-- foothold -->");
    at.github.comment(issue, "alice", "/renew");
    await at.deliver();
    await at.run();
    expect(issue.comments.map((one) => one.author.login)).toEqual(["alice", "foothold[bot]", "mia", "alice"]);
    expect(issue.comments[2]?.body).toContain("Not the app's.");

    // Taken off and installed anew: nobody loses what they hold, and it goes on by itself.
    at.github.uninstallApp(installation);
    const other = at.github.openIssue(at.name, { author: "mia", title: "Another", labels: ["good first issue"] });
    at.github.comment(other, "bob", "Nice.");
    await at.deliver();
    const bob = await at.person(`bob-${engine}`);
    await claimTask(at.as(bob), { number: 2 });
    at.clock.advance(3_600_000);
    await at.run();
    expect((await at.read(2)).status).toBe("claimed");
    await at.sync();
    expect((await at.view()).fault).toBe("not_found");
    expect((await at.read(2)).status).toBe("claimed");
    at.github.installApp(app, { account: "mosn" });
    await at.sync();
    expect(await at.view()).toMatchObject({ fault: null, mayWrite: true });
    at.clock.advance(6 * 3_600_000);
    await at.run();
    expect(other.comments.at(-1)?.author.login).toBe("foothold[bot]");
    at.github.deleteRepository(at.name);
    at.github.hooks.drop();
    await at.sync();
    expect((await at.read(2)).status).toBe("claimed");
    await at.sync();
    expect((await at.read(2)).status).toBe("closed");
    at.settings.app = null;
    await at.sync();
    expect((await at.view()).fault).toBe("bad_credentials");
  });

  it("reads a public repository without any credential, and does not try to write", async () => {
    const view = await connect();
    expect(view.repositories).toMatchObject([{ access: "public", mayWrite: false }]);
    const { id = "", revision = 0 } = view.repositories[0] ?? {};
    const issue = at.github.openIssue(at.name, { author: "mia", title: "A task", labels: ["good first issue"] });
    await changeRepository(at.asMaintainer, { id, revision, isFollowed: true }, at.settings);
    await at.sync();
    expect(await at.view()).toMatchObject({ tasks: 1, limit: { left: expect.any(Number) } });
    at.github.comment(issue, "alice", "/claim");
    await at.deliver();
    await at.run();
    expect((await at.read(1)).status).toBe("claimed");
    expect(issue.comments).toHaveLength(1);
  });

  it.each([
    ["nothing like a repository", { repository: "layotto" }, "repository", "no_repository"],
    ["one that is not there", { repository: "mosn/nowhere" }, "repository", "no_repository"],
    ["one at another host", { repository: "https://gitlab.com/mosn/layotto" }, "repository", "no_repository"],
    ["a path out of the API", { repository: "mosn/.." }, "repository", "no_repository"],
    ["a token that is none", { access: "token", token: "ghp_nothing1234567890" }, "token", "token_refused"],
    ["a token with a line break", { access: "token", token: "ghp_no\nthing1234567890" }, "token", "token"],
    ["a token that is missing", { access: "token" }, "token", "required"],
    ["an app that is not set up", { access: "app" }, "access", "no_app"],
  ])("refuses %s", async (_, more, path, code) => {
    await expect(connect(more)).rejects.toMatchObject({ code: "invalid", data: { issues: [{ path, code }] } });
    expect(await own.database.db.select().from(own.database.tables.repository)).toEqual([]);
  });

  it("refuses a private repository, one without issues, and one that is connected already", async () => {
    at.github.addRepository("mosn/secret", { isPrivate: true });
    at.github.addCollaborator("mosn/secret", "mia", "admin");
    at.github.addRepository("mosn/quiet", { hasIssues: false });
    const token = at.github.addToken({ login: "mia", rights: "push" });
    const refused = (code: string) => ({ code: "invalid", data: { issues: [{ path: "repository", code }] } });
    await expect(connect({ repository: "mosn/secret", access: "token", token })).rejects.toMatchObject(
      refused("repository_private"),
    );
    await expect(connect({ repository: "mosn/quiet" })).rejects.toMatchObject(refused("repository_without_issues"));
    await connect();
    await expect(connect()).rejects.toMatchObject(refused("repository_connected"));
  });

  it.each([
    ["500", "unreachable"],
    ["not-json", "unreadable"],
    ["truncated", "unreachable"],
    ["reset", "unreachable"],
    ["secondary-limit", "rate_limited"],
    ["429", "rate_limited"],
    ["primary-limit", "rate_limited"],
  ] as const)("says what is wrong when GitHub answers with %s", async (kind, fault) => {
    at.github.fault({ kind });
    await expect(connect()).rejects.toMatchObject({ code: "github_fault", data: { fault } });
  });

  it("shows what a rule would make of the issues, and writes nothing", async () => {
    const { repositories } = await connect();
    const id = repositories[0]?.id ?? "";
    at.github.openIssue(at.name, {
      author: "mia",
      title: "Easy one",
      labels: ["newcomers", "level/easy", "kind/docs"],
    });
    at.github.openIssue(at.name, { author: "mia", title: "Unclear", labels: ["newcomers", "easy", "hard"] });
    at.github.openIssue(at.name, { author: "mia", title: "Other", labels: ["bug"] });
    at.github.openPullRequest(at.name, { author: "alice", title: "No issue", labels: ["newcomers"] });
    const rule = { task: ["newcomers"], difficulty: [], defaultDifficulty: null, tagPrefixes: ["kind"] };
    const preview = await previewRule(at.asMaintainer, { id, rule }, at.settings);
    expect(preview).toMatchObject({ read: 3, isMore: false });
    expect(preview.items).toMatchObject([
      { title: "Other", isTask: false },
      { title: "Unclear", isTask: true, difficulty: null, conflict: ["easy", "hard"] },
      { title: "Easy one", isTask: true, difficulty: "easy", tags: ["docs"], task: null },
    ]);
    expect(await own.database.db.select().from(own.database.tables.task)).toEqual([]);
  });

  it("reads issues again when the rule changes: new ones come, those without a label go", async () => {
    const id = await at.follow();
    at.github.openIssue(at.name, { author: "mia", title: "First", labels: ["good first issue"] });
    at.github.openIssue(at.name, { author: "mia", title: "Second", labels: ["help wanted"] });
    await at.sync();
    const { rule, revision } = await at.view();
    await changeRepository(
      at.asMaintainer,
      { id, revision, rule: { ...rule, task: ["help *"], defaultDifficulty: "medium" } },
      at.settings,
    );
    await at.sync();
    const { task } = own.database.tables;
    const rows = await own.database.db.select().from(task).orderBy(task.number);
    expect(rows).toMatchObject([{ status: "closed" }, { status: "open", difficulty: "medium" }]);
    await expect(
      changeRepository(at.asMaintainer, { id, revision, plainWords: true }, at.settings),
    ).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("heeds plain words only where the project wants it", async () => {
    const id = await at.follow();
    const issue = at.github.openIssue(at.name, { author: "mia", title: "任务", labels: ["good first issue"] });
    await at.sync();
    const { revision } = await at.view();
    await changeRepository(at.asMaintainer, { id, revision, plainWords: true }, at.settings);
    at.clock.advance(1000);
    at.github.comment(issue, "alice", "🙋认领");
    await at.deliver();
    await at.run();
    expect((await at.read(1)).holders).toMatchObject([{ person: { login: "alice" } }]);
  });

  it.each(["take", "🙋认领"])("takes %j for a claim only from who does not look after the task", async (words) => {
    const id = await at.follow();
    const issue = at.github.openIssue(at.name, { author: "mia", title: "任务", labels: ["good first issue"] });
    await at.sync();
    const { revision } = await at.view();
    await changeRepository(at.asMaintainer, { id, revision, plainWords: true }, at.settings);
    at.clock.advance(1000);
    at.github.comment(issue, "mia", words);
    const mentor = await at.personOf("bob");
    await at.member(at.slug, mentor, "mentor");
    at.github.comment(issue, "bob", words);
    await at.deliver();
    await at.run();
    expect((await at.read(1)).status).toBe("open");
    expect(issue.comments).toHaveLength(2);
    at.github.comment(issue, "alice", words);
    await at.deliver();
    expect((await at.read(1)).holders).toMatchObject([{ person: { login: "alice" } }]);
  });

  it("goes on after limits, faults and a rename, and says since when it could not read", async () => {
    await at.follow();
    at.github.openIssue(at.name, { author: "mia", title: "One", labels: ["good first issue"] });
    await at.sync();
    at.github.fault({ kind: "500" });
    await at.sync();
    const failed = await at.view();
    expect(failed).toMatchObject({ fault: "unreachable", runs: [{ fault: "unreachable" }, { fault: null }] });
    await at.sync();
    expect((await at.view()).faultSince).toBe(failed.faultSince);
    expect((await at.view()).syncedAt).toBe(failed.syncedAt);
    at.github.clearFaults();
    at.github.fault({ kind: "secondary-limit", seconds: 3600, times: 1 });
    await at.sync();
    expect(await at.view()).toMatchObject({ fault: "rate_limited", notBefore: expect.any(String) });
    at.github.requests.length = 0;
    await at.sync();
    expect(at.github.requests).toEqual([]);
    at.clock.advance(3600_000);
    at.github.renameRepository(at.name, "layotto-renamed");
    at.github.openIssue("mosn/layotto-renamed", { author: "mia", title: "Two", labels: ["good first issue"] });
    await at.sync();
    const { repositories } = await readRepositories(at.asMaintainer, { slug: at.slug }, at.settings);
    expect(repositories).toMatchObject([{ name: "layotto-renamed", fault: null, tasks: 2 }]);
  });

  it("is on its maintainers' desk when it cannot be read, or differs from its tasks", async () => {
    const id = await at.follow();
    const issue = at.github.openIssue(at.name, { author: "mia", title: "One", labels: ["good first issue"] });
    await at.sync();
    const desk = async () => (await readDesk(at.asMaintainer)).repositories;
    expect(await desk()).toEqual({ total: 0, items: [] });
    at.github.fault({ kind: "500" });
    await at.sync();
    // GitHub is often away for a moment.
    expect(await desk()).toMatchObject({ total: 0 });
    at.clock.advance(3_700_000);
    expect(await desk()).toMatchObject({ items: [{ name: at.name, fault: { kind: "unreachable" }, differences: 0 }] });
    at.github.clearFaults();
    const [followed] = await own.database.db
      .select({ number: own.database.tables.issue.taskNumber })
      .from(own.database.tables.issue)
      .where(eq(own.database.tables.issue.title, "One"));
    const { number, revision } = await at.read(followed?.number ?? 0);
    await editTask(at.asMaintainer, { number, revision, texts: { en: { title: "Mine" } } });
    at.github.editIssue(issue, { title: "Theirs" });
    await at.sync();
    expect(await desk()).toMatchObject({ items: [{ fault: null, differences: 1 }] });
    await changeRepository(
      at.asMaintainer,
      { id, revision: (await at.view()).revision, isFollowed: false },
      at.settings,
    );
    expect(await desk()).toMatchObject({ total: 0 });
  });

  it("does not wait with a new token for what the access before was asked to wait for", async () => {
    const id = await at.follow();
    await at.github.openIssue(at.name, { author: "mia", title: "One", labels: ["good first issue"] });
    at.github.fault({ kind: "primary-limit", times: 1 });
    await syncDue(at.system, at.settings);
    const read = async () => (await readRepositories(at.asMaintainer, { slug: at.slug }, at.settings)).repositories[0];
    const limited = await read();
    expect(limited?.notBefore).not.toBeNull();
    await changeRepository(
      at.asMaintainer,
      { id, revision: limited?.revision, token: at.github.addToken({ login: "mia", rights: "push" }) },
      at.settings,
    );
    expect(await read()).toMatchObject({ notBefore: null, limit: null });
    await syncDue(at.system, at.settings);
    expect(await read()).toMatchObject({ fault: null, tasks: 1 });
  });

  it("does not say any more what GitHub asked for in an hour that is over", async () => {
    await at.follow();
    at.github.fault({ kind: "primary-limit", times: 1 });
    await syncDue(at.system, at.settings);
    const { notBefore } = await at.view();
    expect(Date.parse(notBefore ?? "")).toBeGreaterThan(at.clock.now().getTime());
    at.clock.advance(7 * 24 * 3_600_000);
    at.github.fault({ kind: "500" });
    await at.sync();
    expect(await at.view()).toMatchObject({ fault: "unreachable", notBefore: null });
  });

  it.each([
    ["renamed", "by a webhook"],
    ["renamed", "by a reading"],
    ["transferred", "by a webhook"],
    ["transferred", "by a reading"],
  ] as const)("says in the project's timeline that it was %s; told %s", async (how, told) => {
    await at.follow();
    await at.sync();
    at.github.hooks.drop();
    const [owner, name] = at.name.split("/");
    const now = how === "renamed" ? `${owner}/${name}-now` : `elsewhere/${name}`;
    if (how === "renamed") at.github.renameRepository(at.name, `${name}-now`);
    else at.github.transferRepository(at.name, "elsewhere");
    if (told === "by a webhook") {
      await at.deliver();
      // GitHub is asked at once, and not believed before.
      expect((await at.view()).name).toBe(name);
      await syncDue(at.system, at.settings);
    } else {
      at.github.hooks.drop();
      await at.sync();
    }
    const { events } = await listEvents(at.visitor, { project: at.slug });
    const changes = events.filter((one) => one.kind === "repository.changed");
    expect(changes[0]).toMatchObject({ actor: null, details: { cause: "renamed", repository: now } });
    // The other one is that it is followed.
    expect(changes).toHaveLength(2);
    await at.sync();
    expect((await listEvents(at.visitor, { project: at.slug })).events).toHaveLength(events.length);
  });

  it("takes off the board what is not public any more, and brings it back", async () => {
    await at.follow();
    at.github.openIssue(at.name, { author: "mia", title: "One", labels: ["good first issue"] });
    await at.sync();
    at.github.makePrivate(at.name);
    await at.deliver();
    expect((await at.read(1)).status).toBe("closed");
    expect((await at.read(1)).timeline[0]).toMatchObject({
      kind: "task.closed",
      actor: null,
      details: { cause: "hidden", closeReason: "not_planned" },
    });
    at.clock.advance(1000);
    at.github.editIssue(`${at.name}#1`, { title: "A secret" });
    at.github.openIssue(at.name, { author: "mia", title: "Another secret", labels: ["good first issue"] });
    await at.deliver();
    expect(await at.read(1)).toMatchObject({ status: "closed", titles: { en: "One" } });
    expect(await own.database.db.select().from(own.database.tables.task)).toHaveLength(1);
    await at.sync();
    expect((await at.view()).fault).toBe("private");
    at.github.makePublic(at.name);
    await at.sync();
    await at.sync();
    expect((await at.read(1)).status).toBe("open");
    expect((await at.view()).fault).toBeNull();
  });

  it("takes off the board what even visitors do not see any more, once that is sure", async () => {
    const { repositories } = await connect();
    const { id = "", revision = 0 } = repositories[0] ?? {};
    await changeRepository(at.asMaintainer, { id, revision, isFollowed: true }, at.settings);
    at.github.openIssue(at.name, { author: "mia", title: "One", labels: ["good first issue"] });
    await at.sync();
    at.github.hooks.pending.length = 0;
    at.github.deleteRepository(at.name);
    await at.sync();
    expect((await at.read(1)).status).toBe("open");
    await at.sync();
    expect((await at.read(1)).status).toBe("closed");
  });

  it("takes in a delivery once, signed by one of two secrets, and no other", async () => {
    const id = await at.follow();
    const issue = at.github.openIssue(at.name, { author: "mia", title: "One", labels: ["good first issue"] });
    await at.sync();
    at.github.hooks.pending.length = 0;
    at.github.closeIssue(issue, "completed");
    const [one] = at.github.hooks.pending;
    if (!one) throw new Error("nothing was delivered");
    const { secret } = await makeHookSecret(at.asMaintainer, { id }, at.settings);
    const bring = (signed: string | null, guid = one.guid, body = one.body) =>
      receiveDelivery(
        own.database,
        { id: guid, event: one.event, signature: signed, target: null, body: Buffer.from(body) },
        at.clock.now(),
        at.settings,
      );
    for (const wrong of [null, "", "sha256=", signature("another secret", one.body), signature(webhookSecret, "{}")]) {
      await expect(bring(wrong)).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(bring(signature(webhookSecret, "no JSON"), "g", "no JSON")).rejects.toMatchObject({ code: "invalid" });
    await expect(bring(signature(webhookSecret, one.body), "../x")).rejects.toMatchObject({ code: "invalid" });
    await bring(signature(secret, one.body));
    await bring(signature(webhookSecret, one.body));
    // A large one is read only once it is known who has signed it.
    const { repository } = JSON.parse(one.body) as { repository: { id: number } };
    const large = JSON.stringify({ ...JSON.parse(one.body), more: "x".repeat(6_000_000) });
    const bringLarge = (target: string | null, signed: string) =>
      receiveDelivery(
        own.database,
        { id: "large", event: "push", signature: signed, target, body: Buffer.from(large) },
        at.clock.now(),
        at.settings,
      );
    await bringLarge(null, signature(webhookSecret, large));
    await bringLarge(String(repository.id), signature(secret, large));
    await expect(bringLarge(null, signature(secret, large))).rejects.toMatchObject({ code: "forbidden" });
    await expect(bringLarge(String(repository.id), signature("no", large))).rejects.toMatchObject({
      code: "forbidden",
    });
    const { delivery } = own.database.tables;
    expect(await own.database.db.select().from(delivery)).toHaveLength(1);
    expect(await followDeliveries(at.system, at.settings)).toBe(1);
    expect((await at.read(1)).status).toBe("done");
    await bring(signature(secret, one.body));
    expect(await followDeliveries(at.system, at.settings)).toBe(0);
    at.clock.advance(31 * 86_400_000);
    expect(await forgetDeliveries(at.system)).toBeGreaterThan(0);
  });

  /** As the settings of a repository's webhook sign it. */
  const bringSigned = (secret: string, event: string, body: string, guid = randomUUID()) =>
    receiveDelivery(
      own.database,
      { id: guid, event, signature: signature(secret, body), target: null, body: Buffer.from(body) },
      at.clock.now(),
      at.settings,
    );

  it("believes only the secret that was made last", async () => {
    const id = await at.follow();
    const { repository } = JSON.parse(at.github.hooks.pending[0]?.body ?? "{}") as { repository: object };
    const body = JSON.stringify({ action: "edited", repository });
    const first = await makeHookSecret(at.asMaintainer, { id }, at.settings);
    await bringSigned(first.secret, "repository", body);
    const second = await makeHookSecret(at.asMaintainer, { id }, at.settings);
    await expect(bringSigned(first.secret, "repository", body)).rejects.toMatchObject({ code: "forbidden" });
    await bringSigned(second.secret, "repository", body);
  });

  it("notes the first word of a webhook, and does nothing for it nor for what it does not know", async () => {
    const { repositories } = await connect();
    const { id = "", revision = 0 } = repositories[0] ?? {};
    expect(repositories[0]?.deliveredAt).toBeNull();
    await at.deliver();
    expect((await at.view()).deliveredAt).not.toBeNull();
    await changeRepository(at.asMaintainer, { id, revision, isFollowed: true }, at.settings);
    const issue = at.github.openIssue(at.name, { author: "mia", title: "One", labels: ["good first issue"] });
    await at.sync();
    at.github.hooks.drop();
    at.clock.advance(1000);
    at.github.comment(issue, "alice", "/claim");
    at.github.openPullRequest(at.name, { author: "bob", title: "Work" });
    const told = at.github.hooks.pending.splice(0);
    const { repository, issue: asItIs } = JSON.parse(told[0]?.body ?? "") as Record<string, object>;
    const { event: events, command, errand } = own.database.tables;
    const all = () => Promise.all([events, command, errand].map((table) => own.database.db.select().from(table)));
    const before = await all();
    for (const { event, body } of [
      ...told,
      { event: "issues", body: JSON.stringify({ repository, issue: asItIs }) },
      { event: "repository", body: JSON.stringify({ repository }) },
      { event: "star", body: JSON.stringify({ repository }) },
    ]) {
      await bringSigned(webhookSecret, event, JSON.stringify({ ...JSON.parse(body), action: "invented" }));
    }
    expect(await followDeliveries(at.system, at.settings)).toBe(4);
    expect(await all()).toEqual(before);
    expect((await at.read(1)).status).toBe("open");
  });

  it("believes no delivery what became of the repository, and reaches no other one by it", async () => {
    const id = await at.follow();
    at.github.openIssue(at.name, { author: "mia", title: "One", labels: ["good first issue"] });
    await at.sync();
    const hidden = at.github.addRepository("mosn/hidden", { isPrivate: true });
    at.github.addCollaborator("mosn/hidden", "mia", "admin");
    at.github.openIssue("mosn/hidden", { author: "mia", title: "A secret", labels: ["good first issue"] });
    at.github.hooks.drop();
    const { secret } = await makeHookSecret(at.asMaintainer, { id }, at.settings);
    const { id: number } = at.github.state.repository(at.name);
    at.github.requests.length = 0;
    for (const action of ["renamed", "transferred", "deleted", "privatized", "archived"]) {
      const repository = { id: number, name: "hidden", owner: { login: "mosn" }, private: action === "privatized" };
      await bringSigned(secret, "repository", JSON.stringify({ action, repository }));
    }
    expect(await followDeliveries(at.system, at.settings)).toBe(5);
    expect((await at.read(1)).status).toBe("open");
    await syncDue(at.system, at.settings);
    const view = await at.view();
    expect(view).toMatchObject({ fault: null, tasks: 1, runs: [{ fault: null }, {}] });
    const preview = await previewRule(at.asMaintainer, { id, rule: view.rule }, at.settings);
    expect(preview.items.map((one) => one.title)).toEqual(["One"]);
    const elsewhere = at.github.requests.filter((one) => one.path.includes(`/${hidden.id}`) || /hidden/.test(one.path));
    expect(elsewhere).toEqual([]);
  });

  it("takes off the board at once what was said to be deleted, and is", async () => {
    await at.follow();
    at.github.openIssue(at.name, { author: "mia", title: "One", labels: ["good first issue"] });
    await at.sync();
    at.github.deleteRepository(at.name);
    await at.deliver();
    expect((await at.read(1)).status).toBe("closed");
  });

  it("shows nothing of a repository that is private now, nor of one that has taken its name", async () => {
    const id = await at.follow();
    at.github.openIssue(at.name, { author: "mia", title: "One", labels: ["good first issue"] });
    const { rule } = await at.view();
    const address = `${at.github.url}/${at.name}/issues/1`;
    const preview = () => previewRule(at.asMaintainer, { id, rule }, at.settings);
    const draft = () => readIssue(at.asMaintainer, { project: at.slug, address }, at.settings);
    at.github.makePrivate(at.name);
    for (const look of [preview, draft]) {
      await expect(look()).rejects.toMatchObject({ code: "github_fault", data: { fault: "private" } });
    }
    at.github.makePublic(at.name);
    expect(await draft()).toMatchObject({ title: "One" });
    // Nor of an issue that was moved to where only the token's owner sees it.
    const moved = at.github.openIssue(at.name, { author: "mia", title: "Moved", labels: ["good first issue"] });
    at.github.addRepository("mosn/hidden", { isPrivate: true });
    at.github.addCollaborator("mosn/hidden", "mia", "admin");
    at.github.transferIssue(moved, "mosn/hidden");
    const movedAddress = `${at.github.url}/${at.name}/issues/${moved.number}`;
    await expect(
      readIssue(at.asMaintainer, { project: at.slug, address: movedAddress }, at.settings),
    ).rejects.toMatchObject({ code: "not_found", data: { what: "issue" } });
    at.github.renameRepository(at.name, "renamed");
    expect(await draft()).toMatchObject({ title: "One" });
    at.github.addRepository(at.name, { isPrivate: true });
    at.github.addCollaborator(at.name, "mia", "admin");
    at.github.openIssue(at.name, { author: "mia", title: "A secret", labels: ["good first issue"] });
    expect((await preview()).items.map((one) => one.title)).toEqual(["One"]);
    await expect(draft()).rejects.toMatchObject({ code: "not_found", data: { what: "issue" } });
  });

  it("keeps what is not as documented from the others, and does not try it again", async () => {
    await at.follow();
    const issue = at.github.openIssue(at.name, { author: "mia", title: "One", labels: ["good first issue"] });
    await at.sync();
    at.github.hooks.pending.length = 0;
    at.github.closeIssue(issue, "completed");
    const [one] = at.github.hooks.pending.splice(0);
    if (!one) throw new Error("nothing was delivered");
    const { repository } = JSON.parse(one.body) as { repository: object };
    await at.receive({
      ...one,
      guid: "odd",
      body: JSON.stringify({ action: "closed", repository, issue: { id: "x" } }),
    });
    await at.receive(one);
    await followDeliveries(at.system, at.settings);
    expect((await at.read(1)).status).toBe("done");
    const { delivery } = own.database.tables;
    const ends = await own.database.db.select({ end: delivery.end, body: delivery.body }).from(delivery);
    expect(ends).toEqual(
      expect.arrayContaining([
        { end: "failed", body: "" },
        { end: "done", body: "" },
      ]),
    );
  });

  it("reads an issue as a draft, comments among it, and as the list it is", async () => {
    const issue = at.github.openIssue(at.name, {
      author: "mia",
      title: "新手任务清单",
      body: "<!-- hidden -->\n**Easy**\n- [ ] 写测试\n- [x] 写文档",
      labels: ["good first issue", "kind/docs"],
    });
    at.github.comment(issue, "alice", "**Hard**\n- [ ] 重写解析器");
    const address = `${at.github.url}/${at.name}/issues/${issue.number}`;
    const input = { project: at.slug, address, withComments: true };
    const draft = await readIssue(at.asMaintainer, input, at.settings);
    expect(draft).toMatchObject({ title: "新手任务清单", locale: "zh", comments: 1, isOpen: true, task: null });
    expect(draft.text).not.toContain("hidden");
    const { parseList } = await import("../../lists/parse");
    expect(parseList(draft.markdown).tasks.map((one) => one.title)).toEqual(
      expect.arrayContaining(["写测试", "重写解析器"]),
    );
    for (const wrong of ["nonsense", `${at.github.url}/${at.name}/pull/1`, "https://gitlab.com/a/b/issues/1"]) {
      await expect(readIssue(at.asMaintainer, { ...input, address: wrong }, at.settings)).rejects.toMatchObject({
        code: "link_invalid",
      });
    }
    await expect(
      readIssue(at.asMaintainer, { ...input, address: `${at.github.url}/${at.name}/issues/99` }, at.settings),
    ).rejects.toMatchObject({ code: "not_found", data: { what: "issue" } });
  });

  it("says so when an issue has more comments than it reads", async () => {
    const issue = at.github.openIssue(at.name, { author: "mia", title: "Components", body: "- [ ] Redis" });
    for (let count = 1; count <= 300; count += 1) at.github.comment(issue, "alice", `- [ ] Component ${count}`);
    const address = `${at.github.url}/${at.name}/issues/${issue.number}`;
    const read = () => readIssue(at.asMaintainer, { project: at.slug, address, withComments: true }, at.settings);
    expect(await read()).toMatchObject({ comments: 300, commentsCut: null });
    at.github.comment(issue, "alice", "- [ ] One more");
    expect(await read()).toMatchObject({ comments: 300, commentsCut: { read: 300, all: 301 } });
  });

  it("lets only maintainers of the project do any of it", async () => {
    const id = await at.follow();
    const stranger = at.as(await at.person(`stranger-${engine}`));
    const { rule } = await at.view();
    const tries = [
      () => readRepositories(stranger, { slug: at.slug }, at.settings),
      () => connectRepository(stranger, { project: at.slug, repository: "mosn/other" }, at.settings),
      () => changeRepository(stranger, { id, revision: 1, isFollowed: false }, at.settings),
      () => disconnectRepository(stranger, { id }, at.settings),
      () => readSoon(stranger, { id }, at.settings),
      () => makeHookSecret(stranger, { id }, at.settings),
      () => previewRule(stranger, { id, rule }, at.settings),
      () => readIssue(stranger, { project: at.slug, address: "mosn/layotto#1" }, at.settings),
    ];
    at.github.requests.length = 0;
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    expect(at.github.requests).toEqual([]);
  });

  it("disconnects, and the tasks stay as they are", async () => {
    const id = await at.follow();
    at.github.openIssue(at.name, { author: "mia", title: "One", labels: ["good first issue"] });
    await at.sync();
    await disconnectRepository(at.asMaintainer, { id }, at.settings);
    expect((await at.read(1)).status).toBe("open");
    await at.follow();
    await at.sync();
    expect((await at.view()).tasks).toBe(1);
    expect(await own.database.db.select().from(own.database.tables.task)).toHaveLength(1);
  });

  it("says no token, secret or e-mail address in logs and answers, whatever goes wrong", async () => {
    const said: unknown[] = [];
    for (const level of ["info", "warn", "error", "debug"] as const) {
      vi.spyOn(log(), level).mockImplementation(((...all: unknown[]) => {
        said.push(...all.map((one) => (one instanceof Error ? String(one.stack) : one)));
      }) as never);
    }
    const token = at.github.addToken({ login: "mia", rights: "push" });
    await connect({ access: "token", token });
    const view = await at.view();
    await changeRepository(at.asMaintainer, { id: view.id, revision: view.revision, isFollowed: true }, at.settings);
    const issue = at.github.openIssue(at.name, { author: "mia", title: "One", labels: ["good first issue"] });
    await at.sync();
    for (const kind of ["500", "not-json", "truncated", "reset", "primary-limit"] as const) {
      at.github.fault({ kind });
      await at.sync();
      at.github.assign(issue, "alice", "mia");
      await at.deliver();
      await at.run();
      at.github.clearFaults();
      at.clock.advance(3_600_000);
    }
    at.github.revokeTokens("mia");
    await at.sync();
    expect(await at.view()).toMatchObject({ fault: "bad_credentials" });
    const { syncRun, errand, delivery } = own.database.tables;
    const rows = [];
    for (const table of [syncRun, errand, delivery] as const) rows.push(await own.database.db.select().from(table));
    const all = JSON.stringify([said, rows, await at.view()]);
    expect(all).not.toContain(token);
    expect(all).not.toContain(webhookSecret);
    expect(all).not.toMatch(/@example\.test/);
    expect(said.length).toBeGreaterThan(0);
  });
});

it("reads 5,000 labelled issues within 100 requests, and then with three", async () => {
  const own = await temporaryDatabase("sqlite");
  const at = await createFollowing(own.database, { access: "public" });
  try {
    at.github.limits.anonymous = 5000;
    at.github.state.hooks.length = 0;
    for (let index = 1; index <= 5000; index += 1) {
      at.github.openIssue(at.name, { author: "mia", title: `Task number ${index}`, labels: ["good first issue"] });
    }
    await at.follow();
    at.github.requests.length = 0;
    await at.sync();
    const first = await at.view();
    // A page that took too long, because this machine is busy, is read in the next turn: nothing is read twice for it.
    if (first.fault === "unreachable") await at.sync();
    expect(at.github.requests.length).toBeLessThanOrEqual(100);
    expect(await at.view()).toMatchObject({ tasks: 5000, fault: null });
    expect(first.runs[0]?.failures).toEqual([]);
    at.github.requests.length = 0;
    await at.sync();
    await at.sync();
    expect(at.github.requests.length).toBeLessThanOrEqual(6);
  } finally {
    await at.close();
    await own.remove();
  }
}, 600_000);

it("seals a token for one row and one secret, and notices when it was touched", () => {
  const sealed = seal("github_pat_1", "secret one", "row");
  expect(sealed).not.toContain("github_pat");
  expect(unseal(sealed, "secret one", "row")).toBe("github_pat_1");
  expect(seal("github_pat_1", "secret one", "row")).not.toBe(sealed);
  expect(unseal(sealed, "secret two", "row")).toBeNull();
  expect(unseal(sealed, "secret one", "another row")).toBeNull();
  expect(unseal(`${sealed.slice(0, -2)}xx`, "secret one", "row")).toBeNull();
  for (const nonsense of ["", "v1", "v1.a.b.c", "v2.a.b.c"]) expect(unseal(nonsense, "secret one", "row")).toBeNull();
});
