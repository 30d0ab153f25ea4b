import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Database } from "../../../db/database";
import { type FakeGitHub, signature, startFakeGitHub } from "../../../e2e/fake-github";
import type { ActingPerson, Context } from "../context";
import { readTask } from "../tasks/read";
import { createClock, createWorld } from "../testing";
import { changeRepository, connectRepository } from "./connect";
import { followDeliveries, receiveDelivery } from "./deliveries";
import { personHere } from "./follow-assignees";
import { readRepositories } from "./read";
import { runErrands } from "./run-errands";
import type { GitHubSettings } from "./settings";
import { syncDue } from "./sync";

export const webhookSecret = "It's a Secret to Everybody";
const minute = 60_000;
/** Worlds that were made: each has numbers of its own for accounts and repositories, so that one database can hold many. */
let worlds = 0;

/** A board and a GitHub of one's own, with one clock for both; `repository` is connected to `slug` and followed. */
export async function createFollowing(
  database: Database,
  given: { labels?: string[]; repository?: string; access?: "public" | "token" } = {},
) {
  const clock = createClock();
  const github = await startFakeGitHub({ clock: clock.now });
  github.hooks.mode = "held";
  for (let used = 0; used < worlds * 200; used += 1) github.state.nextId();
  worlds += 1;
  const world = createWorld(database, clock);
  const host = new URL(github.url).host;
  const linkHosts = [host, "github.com"];
  // As a real clock, it is never twice the same.
  const ticking = () => {
    clock.advance(1);
    return clock.now();
  };
  const system: Context = { ...world.system, linkHosts, now: ticking };
  const name = given.repository ?? `mosn/layotto-${randomBytes(4).toString("hex")}`;
  for (const login of ["mia", "alice", "bob"]) github.addUser({ login });
  github.addRepository(name, {
    labels: given.labels ?? ["good first issue", "kind/test", "difficulty/easy", "hard"],
  });
  github.addCollaborator(name, "mia", "admin");
  github.addHook(name, { url: "http://127.0.0.1:9/", secret: webhookSecret });
  const token = github.addToken({ login: "mia", rights: "push" });
  const settings: GitHubSettings = {
    baseUrl: "https://tasks.example.org",
    web: github.url,
    api: github.apiUrl,
    app: null,
    client: null,
    webhookSecret,
    secret: "a secret of at least thirty-two characters",
  };
  const slug = await world.project();
  const access = given.access ?? "token";
  const maintainer = await world.person(`maintainer-${randomBytes(4).toString("hex")}`);
  await world.member(slug, maintainer, "maintainer");
  const asMaintainer: Context = { ...world.as(maintainer), linkHosts, now: ticking };

  const following = {
    ...world,
    database,
    clock,
    github,
    settings,
    slug,
    name,
    system,
    asMaintainer,
    maintainer,
    as: (person: ActingPerson): Context => ({ ...world.as(person), linkHosts, now: ticking }),
    /** Connects the repository and begins to follow it; returns its id. */
    async follow(): Promise<string> {
      const input = { project: slug, repository: name, access, ...(access === "token" ? { token } : {}) };
      const { repositories } = await connectRepository(asMaintainer, input, settings);
      const { id = "", revision = 0 } = repositories.find((one) => `${one.owner}/${one.name}` === name) ?? {};
      await changeRepository(asMaintainer, { id, revision, isFollowed: true }, settings);
      return id;
    },
    /** Reads what is due, a quarter of an hour later. */
    async sync(): Promise<void> {
      clock.advance(15 * minute);
      await syncDue(system, settings);
    },
    /** Does what is to be done at GitHub. */
    async run(): Promise<void> {
      // What one errand asks for is done in the next turn.
      for (let turn = 0; turn < 5; turn += 1) await runErrands(system, settings, 0);
    },
    /** What GitHub holds ready to deliver arrives, as a webhook would bring it, and is followed. */
    async deliver(pick: <One>(all: One[]) => One[] = (all) => all): Promise<void> {
      const pending = github.hooks.pending.splice(0);
      for (const one of pick(pending)) await following.receive(one);
      await followDeliveries(system, settings);
    },
    async receive(one: FakeGitHub["hooks"]["pending"][number]): Promise<void> {
      await receiveDelivery(
        database,
        {
          id: one.guid,
          event: one.event,
          signature: signature(webhookSecret, one.body),
          target: null,
          body: Buffer.from(one.body),
        },
        clock.now(),
        settings,
      );
    },
    /** The task of an issue, by the issue's number; 0 when it is none. */
    async taskOf(issueNumber: number): Promise<number> {
      const { issue, repository } = database.tables;
      const [row] = await database.db
        .select({ task: issue.taskNumber })
        .from(issue)
        .innerJoin(repository, eq(repository.id, issue.repositoryId))
        .where(and(eq(issue.number, issueNumber), eq(repository.name, name.split("/")[1] ?? "")));
      return row?.task ?? 0;
    },
    /** Who has this login at GitHub, as a person here. */
    async personOf(login: string): Promise<ActingPerson> {
      const account = github.state.account(login);
      return personHere(system, { id: String(account.id), login: account.login });
    },
    async view() {
      const { repositories } = await readRepositories(asMaintainer, { slug }, settings);
      const found = repositories.find((one) => `${one.owner}/${one.name}`.toLowerCase() === name.toLowerCase());
      if (!found) throw new Error("the repository is not connected");
      return found;
    },
    read: (number: number) => readTask(world.visitor, number),
    async close(): Promise<void> {
      await github.close();
    },
  };
  return following;
}
