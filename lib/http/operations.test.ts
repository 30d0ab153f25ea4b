import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { onBothEngines } from "@/db/testing";
import { type FakeGitHub, startFakeGitHub } from "@/e2e/fake-github";
import { errorCodes } from "../domain/errors";
import { wrongFilters } from "../domain/filters";
import { defaultPolicy } from "../domain/policy";
import type { RepositoriesView } from "../domain/repositories";
import type { TaskListView, TaskView } from "../domain/views";
import { settings } from "../env";
import { systemContext } from "../server/context";
import { syncDue } from "../server/github/sync";
import { exampleOf, fieldText } from "./describe";
import { bodySchema, parametersOf } from "./openapi";
import { errorsOf, type Operation, type OperationId, operations } from "./operations";
import { filterFields, numberPart } from "./query";
import { type Asking, ask, furnish, type Route, useDatabase } from "./route.testing";

const all = Object.entries(operations) as [OperationId, Operation][];
const folder = join(import.meta.dirname, "../../app/api");

/** Every route file of the public API with the address it answers at; the rest serves pages of this site. */
function routeFiles(): { file: string; path: string }[] {
  return (
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      // The set-up link's door is of no use to programs: it is opened once, by a person.
      .filter((file) => !file.startsWith("v1/set-up/"))
      .filter((file) => /^(v1|health|openapi\.json|\[\[\.\.\.path\]\])\/(.*\/)?route\.ts$/.test(file))
      .map((file) => ({
        file: join(folder, file),
        path: `/api/${file.replace(/\/route\.ts$/, "").replace(/\[(\w+)\]/g, "{$1}")}`,
      }))
  );
}

const routes = new Map<string, Route>();
beforeAll(async () => {
  for (const { file, path } of routeFiles()) routes.set(path, (await import(file)) as Route);
});

describe("the table of operations", () => {
  it("has every route, and every route has all its operations", () => {
    const offered = [...routes].flatMap(([path, route]) =>
      route.GET.operations.map((id) => `${operations[id].method} ${path} ${id}`),
    );
    const listed = all.map(([id, one]) => `${one.method} ${one.path} ${id}`);
    expect(offered.sort()).toEqual(listed.sort());
    const empty = [...routes].filter(([, route]) => route.GET.operations.length === 0).map(([path]) => path);
    expect(empty).toEqual(["/api/[[...path]]"]);
  });

  it.each(all)("%s is whole", (id, one) => {
    expect(Object.keys(one.params)).toEqual([...one.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    // A read says how it is kept; a write is what has no such word.
    expect(one.keeps !== undefined).toBe(one.method === "GET");
    expect(one.input !== undefined).toBe(one.method !== "GET");
    const fields = Object.keys(bodySchema(one)?.properties ?? {});
    for (const name of [...parametersOf(one).map((parameter) => parameter.name), ...fields]) {
      for (const locale of ["zh", "en"] as const) expect(fieldText(locale, id, name)).toBeTruthy();
    }
    for (const code of errorsOf(one)) expect(errorCodes).toContain(code);
  });

  it.each(all.filter(([, one]) => one.example))("%s has an example that works", (_id, one) => {
    for (const locale of ["zh", "en"] as const) {
      const example = exampleOf(locale, one) ?? {};
      expect(Object.values(example)).not.toContain(undefined);
      if (!one.input) {
        for (const name of Object.keys(example)) expect(one.query).toHaveProperty(name);
        continue;
      }
      const id = one.params.id === numberPart ? 1 : "a";
      const sample = { number: 1, id, question: 1, slug: "layotto", project: "layotto", login: "lin" };
      const path = Object.fromEntries(
        Object.values(one.fromPath ?? {}).map((field) => [field, Reflect.get(sample, field)]),
      );
      expect(one.input.safeParse({ ...example, ...path }).error).toBeUndefined();
    }
  });

  it("documents the filters as the board reads them", () => {
    for (const [name, schema] of Object.entries(filterFields)) {
      const { enum: values } = z.toJSONSchema(schema as z.ZodType) as { enum?: string[] };
      for (const value of values ?? ["word"]) expect(wrongFilters(new URLSearchParams({ [name]: value }))).toEqual([]);
    }
  });
});

onBothEngines("answers are what the document says", ({ database }) => {
  const seen = new Set<OperationId>();
  let tokens: Awaited<ReturnType<typeof furnish>>;

  let github: FakeGitHub;

  beforeAll(async () => {
    github = await startFakeGitHub({ port: Number(process.env.FAKE_GITHUB_PORT ?? 0) });
    // The settings of this process are read once: the second engine finds its GitHub where the first had it.
    Object.assign(process.env, { FAKE_GITHUB_PORT: new URL(github.url).port, GITHUB_URL: github.url });
    github.addUser({ login: "mia" });
    github.addUser({ login: "alice" });
    github.addRepository("mosn/layotto", { labels: ["good first issue"] });
    github.openIssue("mosn/layotto", { author: "mia", title: "补充测试", labels: ["good first issue"] });
    tokens = await furnish(database());
    useDatabase(database());
  });
  afterAll(() => github.close());

  /** Does an operation by its route and holds its answer against the schema. */
  async function run(id: OperationId, asking: Omit<Asking, "method"> = {}) {
    const one: Operation = operations[id];
    const route = routes.get(one.path);
    if (!route) throw new Error(`no route at ${one.path}`);
    const path = one.path.replace(/\{(\w+)\}/g, (_, name: string) => asking.params?.[name] ?? "");
    const answer = await ask(route, path, { ...asking, method: one.method });
    expect(answer.json).not.toHaveProperty("code");
    expect(answer.status).toBe(one.status ?? 200);
    expect(answer.headers.get("content-type")).toBe("application/json");
    const parsed = one.answer.safeParse(answer.json);
    expect(parsed.error).toBeUndefined();
    seen.add(id);
    return answer.json;
  }

  it("for every operation", { timeout: 120_000 }, async () => {
    const { admin: token, contributor, number } = tokens;
    const task = { params: { number: String(number) }, token };
    const project = { params: { slug: "layotto" }, token };

    await run("readHealth");
    await run("readDocument");
    await run("createProject", {
      token,
      body: { slug: "rpc", name: "SOFARPC", names: { zh: "RPC" }, color: "#c2410c" },
    });
    await run("editProject", { ...project, body: { revision: 0, descriptions: { zh: "运行时", en: "A runtime" } } });
    const policy = { ...defaultPolicy, neededForHard: 1 };
    expect(await run("previewPolicy", { ...project, body: { policy } })).toMatchObject({ running: 0 });
    expect(await run("changePolicy", { ...project, body: { revision: 1, policy } })).toMatchObject({ policy });
    await run("grantMember", { params: { slug: "layotto", login: "lin" }, token, body: { role: "mentor" } });
    await run("editTask", { ...task, body: { revision: 0, mentors: ["lin"], difficulty: "medium" } });

    await run("makeException", { ...task, body: { login: "lin", reason: "Knows it" } });
    const claimed = await run("claimTask", { ...task, token: contributor, body: { plan: "Read first" } });
    const claim = { params: { id: claimed.claimId }, token: contributor };
    await run("renewClaim", claim);
    await run("noteClaim", { ...claim, body: { note: "Half done" } });
    const linked = await run("linkClaim", { ...claim, body: { url: "https://github.com/mosn/layotto/pull/120" } });
    const link = linked.task.links.find((one: { claimId: string | null }) => one.claimId === claimed.claimId);
    await run("readPerson", { params: { login: "lin" } });
    await run("unlinkClaim", { ...claim, params: { id: claimed.claimId, link: link.id } });
    const released = await run("releaseClaim", { ...claim, body: { reason: "No time" } });
    await run("undoChange", { params: { id: String(released.eventId) }, token: contributor });
    await run("tickStep", { ...claim, body: { step: "guide" } });
    await run("joinWaitlist", task);
    await run("readTask", { params: { number: String(number) } });
    await run("readMe", { token });
    await run("leaveWaitlist", task);
    const { revision, slotList } = (await run("readTask", { params: { number: String(number) } })) as TaskView;
    const slots = [{ id: slotList[0]?.id, name: "Redis" }, { name: "etcd" }, { name: "Consul", isClosed: true }];
    const edited = (await run("editSlots", { ...task, body: { revision, slots } })) as { task: TaskView };
    await run("moveClaim", { ...claim, body: { slot: edited.task.slotList[1]?.id } });
    await run("makeException", { ...task, body: { login: "lin", reason: "Knows the code" } });
    await run("completeClaim", { ...claim, token });
    const asked = await run("askQuestion", { ...task, token: contributor, body: { body: "Where is the `cache`?" } });
    const question = String(asked.task.questions[0].id);
    const answered = await run("answerQuestion", { params: { question }, token, body: { body: "In `pkg/actuator`." } });
    const answer = answered.task.questions[0].answers[0].id;
    await run("acceptAnswer", { params: { question }, token: contributor, body: { answer } });
    const post = { params: { id: String(answer) }, token };
    await run("editPost", { ...post, body: { body: "In `pkg/actuator/health`." } });
    await run("readPostHistory", post);
    await run("deletePost", post);
    await run("nextTasks", { params: { number: String(number) }, token: contributor });
    await run("readContributors", { query: "?project=layotto" });
    await run("readMe", { token: contributor });
    const { notices } = await run("listNotices", { token: contributor, query: "?limit=2" });
    await run("readNotices", { token: contributor, body: { ids: [notices[0].id] } });
    await run("readMe");
    await run("removeMember", { params: { slug: "layotto", login: "lin" }, token });

    const other = await run("createTask", { token, body: { project: "rpc", texts: { en: { title: "Another one" } } } });
    const second = { params: { number: String(other.task.number) }, token };
    await run("closeTask", { ...second, body: { reason: "duplicate", duplicateOf: number, comment: "Same" } });
    await run("readTask", second);
    await run("reopenTask", second);
    await run("confirmTasks", { token, body: { numbers: [other.task.number] } });
    await run("readDesk", { token });
    const markdown =
      "### Layotto\n- Easy\n  - 支持 Redis 集群\n  - 支持 etcd\n- Hard\n  - 为 actuator 模块添加单元测试\n";
    await run("importList", { token, body: { markdown, project: "layotto", dryRun: true } });
    await run("importList", { token, body: { markdown, project: "layotto", source: "post.md" } });

    await run("listTasks", { query: "?status=all&limit=2" });
    await run("readBoard", { query: "?status=all&view=list" });
    await run("readTask", { params: { number: String(number) } });
    await run("listProjects");
    await run("readProject", { params: { slug: "layotto" } });
    await run("listEvents", { query: "?limit=300" });
    await run("listEvents", { query: "?project=layotto&person=lin&limit=2" });
    await run("parseLink", { query: "?url=mosn/layotto%23108" });
    await run("deleteTask", second);

    const bySlug = { params: { slug: "layotto" }, token };
    const connected = await run("connectRepository", { ...bySlug, body: { repository: "mosn/layotto" } });
    const { id, rule } = (connected as RepositoriesView).repositories[0] ?? { id: "", rule: null };
    const repository = { params: { id }, token };
    expect(await run("previewRule", { ...repository, body: { rule } })).toMatchObject({ items: [{ isTask: true }] });
    await run("changeRepository", { ...repository, body: { revision: 0, isFollowed: true } });
    await run("syncRepository", repository);
    await run("makeHookSecret", repository);
    await syncDue(systemContext(database(), "test", settings().LINK_HOSTS));
    const read = (await run("readRepositories", bySlug)) as RepositoriesView;
    expect(read).toMatchObject({ repositories: [{ tasks: 1, fault: null, runs: [{ created: 1 }] }] });
    const { tasks: followed } = (await run("listTasks", { query: "?q=补充测试" })) as TaskListView;
    const known = { params: { number: String(followed[0]?.number) }, token };
    await run("settleDifference", { ...known, body: { fields: ["title"], take: true } });
    const itself = (await run("readTask", known)) as TaskView;
    const items = [{ slot: itself.slotList[0]?.id ?? "", isDone: true, holder: "alice" }];
    expect(await run("takeOverList", { ...known, body: { items } })).toMatchObject({
      refused: [],
      task: { status: "done", finishedBy: [{ login: "alice" }] },
    });
    await run("readTask", known);
    await run("readIssue", { ...bySlug, body: { address: `${github.url}/mosn/layotto/issues/1`, withComments: true } });
    await run("disconnectRepository", repository);

    // Only a browser's session can look after tokens; that is tried in the tests of sign-in.
    // Nor who is written to, and where their calendar is: that is tried in the tests of contact.
    const bySession: OperationId[] = [
      ...(["listTokens", "createToken", "deleteToken"] as const),
      ...(["readContact", "editContact", "resetCalendar"] as const),
      ...(["editMe", "deleteAccount"] as const),
    ];
    expect([...seen, ...bySession].sort()).toEqual(all.map(([id]) => id).sort());
  });
});
