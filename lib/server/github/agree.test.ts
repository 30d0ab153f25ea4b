import { and, eq, isNull } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { temporaryDatabase } from "../../../db/testing";
import { isAppError } from "../../domain/errors";
import { day, hour } from "../../domain/policy";
import { claimTask } from "../claims/claim";
import { expireClaims } from "../claims/expire";
import { releaseClaim } from "../claims/release";
import { editSlots } from "../slots/edit";
import { createFollowing } from "./testing";

const people = ["alice", "bob", "carol"] as const;
const person = fc.constantFrom(...people);

/** Which of the issues; the second one's task has two slots. */
const which = fc.constantFrom(0, 1);
const done = <Verb extends string>(weight: number, ...verbs: Verb[]) => ({
  weight,
  arbitrary: fc.record({ do: fc.constantFrom(...verbs), which }),
});
const doneBy = <Verb extends string>(weight: number, ...verbs: Verb[]) => ({
  weight,
  arbitrary: fc.record({ do: fc.constantFrom(...verbs), which, who: person }),
});

/** What may happen at either end, and on the way between them. */
const step = fc.oneof(
  doneBy(5, "assign", "unassign"),
  doneBy(5, "claim", "release"),
  doneBy(2, "/claim", "/unclaim"),
  doneBy(4, "open pull request"),
  done(6, "merge", "close pull request", "draft", "ready", "reopen pull request"),
  done(1, "close", "drop task"),
  done(2, "reopen", "label", "unlabel"),
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("rename" as const), which, to: fc.constantFrom("a", "b", "c") }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("deliver" as const), order: fc.integer(), twice: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("lose" as const, "sync" as const, "errands" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("hide" as const, "show" as const, "expire" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("fault" as const),
      kind: fc.constantFrom("500", "secondary-limit", "primary-limit", "truncated", "not-json", "reset"),
      times: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), seconds: fc.integer({ min: 1, max: 90 }) }) },
);

it.each(["sqlite", "postgresql"] as const)(
  "both ends agree after one sync, whatever happened at either and got lost between them, on %s",
  async (engine) => {
    const own = await temporaryDatabase(engine);
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 16 }), async (steps) => {
          const at = await createFollowing(own.database, { labels: [label] });
          try {
            await play(at, steps);
          } finally {
            await at.close();
          }
        }),
        { numRuns: engine === "sqlite" ? 50 : 15 },
      );
    } finally {
      await own.remove();
    }
  },
  400_000,
);

const label = "good first issue";
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;
type At = Awaited<ReturnType<typeof createFollowing>>;
type Issue = ReturnType<At["github"]["openIssue"]>;

/** One issue with its task here, and the pull requests that were opened for it. */
interface Pair {
  issue: Issue;
  number: number;
  pulls: Issue[];
}

async function play(at: At, steps: readonly Step[]): Promise<void> {
  const { github, name } = at;
  github.addUser({ login: "carol" });
  for (const login of people) github.addCollaborator(name, login);
  await at.follow();
  const pairs: Pair[] = [];
  for (const title of ["a", "z"]) {
    const issue = github.openIssue(name, { author: "mia", title, labels: [label] });
    await at.sync();
    pairs.push({ issue, number: await at.taskOf(issue.number), pulls: [] });
  }
  const { revision, slotList } = await at.read(pairs[1]?.number ?? 0);
  const slots = [{ id: slotList[0]?.id, name: "One" }, { name: "Two" }];
  await editSlots(at.asMaintainer, { number: pairs[1]?.number, revision, slots });
  const here = new Map<string, Awaited<ReturnType<At["personOf"]>>>();
  for (const login of people) {
    here.set(login, await at.personOf(login));
  }

  for (const one of steps) {
    const chosen = "which" in one ? pairs[one.which] : undefined;
    // What happens to pull requests happens to one that is there.
    const pair =
      chosen && ofPulls.has(one.do) && chosen.pulls.length === 0 ? pairs.find((each) => each.pulls.length) : chosen;
    const who = "who" in one ? here.get(one.who) : undefined;
    if (pair) await happen(at, one, pair, who);
    else if (!chosen) await pass(at, one);
  }
  github.clearFaults();
  github.hooks.drop();
  // Whatever GitHub has asked to wait for is over, and so is what waits before it is tried again.
  at.clock.advance(7 * hour);
  await at.sync();
  await at.run();

  const { fault, runs } = await at.view();
  expect(runs[0]).toMatchObject({ fault, failures: [] });
  expect(fault).toBe(github.state.findRepository(name)?.isPrivate ? "private" : null);
  for (const pair of pairs) await agree(at, pair, here);
  // Nothing goes on by itself: another sync changes nothing at either end.
  const before = await standing(at, pairs);
  await at.sync();
  await at.run();
  expect(await standing(at, pairs)).toEqual(before);
}

const ofPulls: ReadonlySet<Step["do"]> = new Set([
  "merge",
  "close pull request",
  "draft",
  "ready",
  "reopen pull request",
]);

/** Something happens to an issue, its task or its pull request. */
async function happen(
  at: At,
  step: Step,
  pair: Pair,
  who: Awaited<ReturnType<At["personOf"]>> | undefined,
): Promise<void> {
  const { github, name } = at;
  const { issue, number, pulls } = pair;
  const login = "who" in step ? step.who : "mia";
  switch (step.do) {
    case "assign":
      return void github.assign(issue, login, "mia");
    case "unassign":
      return github.unassign(issue, login, "mia");
    case "claim":
      return who && allowed(claimTask(at.as(who), { number }));
    case "release": {
      const [mine] = await held(at, number, who?.id);
      return mine && who && allowed(releaseClaim(at.as(who), { id: mine.id }));
    }
    case "/claim":
    case "/unclaim":
      return void github.comment(issue, login, step.do);
    case "open pull request":
      pulls.push(github.openPullRequest(name, { author: login, title: "Work", body: `Fixes #${issue.number}` }));
      return;
    case "close":
      return github.closeIssue(issue, "completed");
    case "drop task":
      return github.closeIssue(issue, "not_planned");
    case "reopen":
      return github.reopenIssue(issue);
    case "label":
      return github.label(issue, label);
    case "unlabel":
      return github.unlabel(issue, label);
    case "rename":
      return github.editIssue(issue, { title: step.to });
  }
  const pull = pulls.at(-1);
  if (!pull || pull.pull?.mergedAt) return;
  if (step.do === "merge" && pull.state === "open") github.merge(pull, "mia");
  if (step.do === "close pull request" && pull.state === "open") github.closePullRequest(pull);
  if (step.do === "draft" && pull.state === "open") github.convertToDraft(pull);
  if (step.do === "ready" && pull.state === "open") github.readyForReview(pull);
  if (step.do === "reopen pull request" && pull.state === "closed") github.reopenIssue(pull);
}

/** Time passes, and what is on its way arrives, or does not. */
async function pass(at: At, step: Step): Promise<void> {
  const { github, name } = at;
  switch (step.do) {
    case "deliver":
      return at.deliver((all) => {
        const mixed = all
          .map((each, index) => ({ each, key: Math.sin(index * 7.3 + step.order) }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        return step.twice ? [...mixed, ...mixed] : mixed;
      });
    case "lose":
      return void github.hooks.drop();
    case "sync":
      return at.sync();
    case "errands":
      return at.run();
    case "hide":
      return github.makePrivate(name);
    case "show":
      return github.makePublic(name);
    case "expire":
      at.clock.advance(30 * day);
      return void (await expireClaims(at.system));
    case "fault":
      return void github.fault({ kind: step.kind, times: step.times });
    case "wait":
      return void at.clock.advance(step.seconds * 1000);
  }
}

async function held(at: At, number: number, personId?: string) {
  const { claim } = at.database.tables;
  const whose = personId ? [eq(claim.personId, personId)] : [];
  return at.database.db
    .select({ id: claim.id, personId: claim.personId })
    .from(claim)
    .where(and(eq(claim.taskNumber, number), isNull(claim.endedAt), ...whose));
}

/** What of both ends must not change by itself. */
function standing(at: At, pairs: readonly Pair[]) {
  return Promise.all(
    pairs.map(async ({ issue, number }) => ({
      assignees: issue.assignees.map((one) => one.login),
      comments: issue.comments.length,
      holders: (await held(at, number)).map((one) => one.personId),
      status: (await at.read(number)).status,
    })),
  );
}

async function agree(
  at: At,
  { issue, number, pulls }: Pair,
  here: ReadonlyMap<string, { id: string; login: string }>,
): Promise<void> {
  const task = await at.read(number);
  const holders = (await held(at, number)).map((one) => one.personId);
  if (at.github.state.findRepository(at.name)?.isPrivate) {
    expect(["closed", "done"]).toContain(task.status);
    expect(holders).toEqual([]);
    return;
  }
  if (issue.state === "closed") {
    expect(task.status).toBe(issue.stateReason === "completed" ? "done" : "closed");
    expect(holders).toEqual([]);
    return;
  }
  if (!issue.labels.some((one) => one.name === label) && holders.length === 0) {
    expect(task.status).toBe("closed");
    return;
  }
  expect(["open", "claimed", "in_review"]).toContain(task.status);
  expect(task.titles.en).toBe(issue.title);
  // The clock of a claim stands only while a pull request is open.
  if (task.status === "in_review") expect(pulls.map((one) => one.state)).toContain("open");
  for (const { state, person: holder } of task.holders) {
    const isTheirs = pulls.some((one) => one.state === "open" && here.get(one.author.login)?.login === holder.login);
    if (state === "in_review") expect(isTheirs).toBe(true);
  }
  const assigned = issue.assignees.map((one) => here.get(one.login)?.id ?? "");
  expect(assigned).toEqual(expect.arrayContaining(holders));
  // Who is assigned and does not hold it came together with the holder when the issue came, and never held it.
  const { claim } = at.database.tables;
  for (const extra of assigned.filter((id) => !holders.includes(id))) {
    const claims = await at.database.db
      .select({ state: claim.state })
      .from(claim)
      .where(and(eq(claim.taskNumber, number), eq(claim.personId, extra)));
    expect(claims.filter((one) => one.state !== "completed")).toEqual([]);
  }
}

/** What a rule refuses is no fault. */
async function allowed(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!isAppError(error)) throw error;
  });
}
