import { afterEach, beforeEach, expect, it } from "vitest";
import { ask, startWithLayotto } from "./testing";

type Started = Awaited<ReturnType<typeof startWithLayotto>>;

const repository = "mosn/layotto";
let github: Started["github"];
let keeper: string;

beforeEach(async () => {
  ({ github, keeper } = await startWithLayotto());
  for (const name of ["one", "two"]) github.openIssue(repository, { author: "bob", title: name });
  github.addRepository("mosn/runtime");
  github.openIssue("mosn/runtime", { author: "bob", title: "far" });
});

afterEach(() => github.close());

function query(text: string, variables?: unknown, token: string | undefined = keeper) {
  return ask(github, github.graphqlUrl, { token, body: { query: text, variables } });
}

const closing = "closingIssuesReferences(first: 10) { nodes { number repository { nameWithOwner } } }";

it("says for many pull requests at once which issues they close", async () => {
  github.openPullRequest(repository, {
    author: "alice",
    title: "a",
    body: "Fixes #1\nresolves: mosn/runtime#1, see #2",
  });
  github.openPullRequest(repository, { author: "alice", title: "b", body: "`fixes #1` <!-- closes #2 --> refixes #1" });
  const { body } = await query(
    `query($owner: String!, $name: String!) {
    repository(owner: $owner, name: $name) {
      p3: pullRequest(number: 3) { ${closing} }
      p4: pullRequest(number: 4) { ${closing} }
    }
  }`,
    { owner: "mosn", name: "layotto" },
  );
  expect(body).toEqual({
    data: {
      repository: {
        p3: {
          closingIssuesReferences: {
            nodes: [
              { number: 1, repository: { nameWithOwner: "mosn/layotto" } },
              { number: 1, repository: { nameWithOwner: "mosn/runtime" } },
            ],
          },
        },
        p4: { closingIssuesReferences: { nodes: [] } },
      },
    },
  });
});

it("counts keywords on the default branch only, and links made by hand anywhere", async () => {
  const pull = github.openPullRequest(repository, { author: "alice", title: "a", body: "Fixes #1", base: "v1" });
  github.linkPullRequest(pull, `${repository}#2`);
  const text = `{ repository(owner: "mosn", name: "layotto") { pullRequest(number: 3) { ${closing} } } }`;
  const numbers = async () =>
    (await query(text)).body.data.repository.pullRequest.closingIssuesReferences.nodes.map(
      (one: { number: number }) => one.number,
    );
  expect(await numbers()).toEqual([2]);
  github.editPullRequest(pull, { base: "main" });
  expect(await numbers()).toEqual([1, 2]);
});

it("leaves out what the token may not read", async () => {
  github.openPullRequest(repository, { author: "alice", title: "a", body: "Fixes mosn/runtime#1" });
  github.makePrivate("mosn/runtime");
  const { body } = await query(
    `{ repository(owner: "mosn", name: "layotto") { pullRequest(number: 3) { ${closing} } } }`,
  );
  expect(body.data.repository.pullRequest.closingIssuesReferences.nodes).toEqual([]);
});

it("wants a token", async () => {
  expect((await ask(github, github.graphqlUrl, { body: { query: "{ x }" } })).status).toBe(401);
});

it("answers faults with 200 and errors", async () => {
  const { status, body } = await query(
    `{ repository(owner: "mosn", name: "layotto") { p1: pullRequest(number: 1) { number } } }`,
  );
  expect(status).toBe(200);
  expect(body).toMatchObject({
    data: { repository: { p1: null } },
    errors: [{ type: "NOT_FOUND", path: ["repository", "p1"] }],
  });
  expect((await query(`{ repository(owner: "mosn", name: "gone") { id } }`)).body.errors[0].type).toBe("NOT_FOUND");
  expect((await query(`{ repository(owner: "mosn", name: "layotto") { stars } }`)).body).toEqual({
    errors: [{ message: "Field 'stars' doesn't exist on type 'Repository'" }],
  });
  expect((await query(`{ repository(owner: "mosn"`)).body.errors).toHaveLength(1);
});
