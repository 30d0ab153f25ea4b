import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FakeGitHub, startFakeGitHub } from "./fake-github";
import { test as base, expect, type Person, personMaker, startServer, stopServer } from "./fixtures";

export interface Following {
  address: string;
  github: FakeGitHub;
  keeper: Person;
  /** A project of this test's own with a repository of the same name at GitHub; returns both. */
  project(labels?: string[]): Promise<{ slug: string; repository: string; token: string }>;
  /** Such a project with its repository followed: it may write there, and is told of what happens at once. */
  followed(): Promise<{ slug: string; repository: string; id: string }>;
  person(name: string): Promise<Person>;
  /** Moves the clocks of the board and of GitHub on, in milliseconds. */
  pass(milliseconds: number): Promise<void>;
}

/** A board and a GitHub of this test's own. */
export const test = base.extend<{ following: Following }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
  following: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "foothold-github-"));
    const databaseUrl = `file:${join(folder, "foothold.db")}`;
    let offset = 0;
    const github = await startFakeGitHub({ clock: () => new Date(Date.now() + offset) });
    for (const login of ["mia", "alice"]) github.addUser({ login });
    const settings = {
      DATABASE_URL: databaseUrl,
      DATA_DIR: folder,
      GITHUB_URL: github.webUrl,
      GITHUB_API_URL: github.apiUrl,
    };
    const { child, address, setupPath } = await startServer(settings, ["./e2e/clock.mjs"]);
    const person = personMaker(address);
    const keeper = await person("keeper");
    const token = new URL(setupPath, address).searchParams.get("token");
    expect((await keeper.api.post("/api/v1/set-up", { data: { token } })).ok()).toBe(true);
    const ask = async (method: "post" | "patch", path: string, data: object) => {
      const answer = await keeper.api[method](`/api/v1${path}`, { data });
      expect(answer.ok(), await answer.text()).toBe(true);
      return answer.json();
    };
    const following: Following = {
      address,
      github,
      keeper,
      async project(labels = ["good first issue", "help wanted", "easy", "hard", "kind/test", "kind/doc"]) {
        const slug = `p${Date.now().toString(36)}`;
        const repository = `mosn/${slug}`;
        github.addRepository(repository, { labels });
        github.addCollaborator(repository, "mia", "admin");
        const repositoryUrl = `https://github.com/${repository}`;
        await ask("post", "/projects", { slug, name: slug, repositoryUrl });
        return { slug, repository, token: github.addToken({ login: "mia", rights: "push" }) };
      },
      async followed() {
        const { slug, repository, token } = await following.project();
        const { repositories } = await ask("post", `/projects/${slug}/repositories`, {
          repository,
          access: "token",
          token,
        });
        const [{ id, revision }] = repositories;
        const { secret } = await ask("post", `/repositories/${id}/hook`, {});
        github.addHook(repository, { url: `${address}/api/github/webhook`, secret });
        await ask("patch", `/repositories/${id}`, { revision, isFollowed: true });
        return { slug, repository, id };
      },
      person,
      async pass(milliseconds) {
        offset += milliseconds;
        const moved = once(child, "message");
        child.send({ offset });
        await moved;
      },
    };
    await use(following);
    await stopServer(child);
    await github.close();
    rmSync(folder, { recursive: true, force: true });
  },
  baseURL: async ({ following }, use) => use(following.address),
});

export { expect };
