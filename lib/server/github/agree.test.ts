import { and, eq, isNull } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { temporaryDatabase } from "../../../db/testing";
import { isAppError } from "../../domain/errors";
import { claimTask } from "../claims/claim";
import { releaseClaim } from "../claims/release";
import { personHere } from "./follow-assignees";
import { createFollowing } from "./testing";

const people = ["alice", "bob", "carol"] as const;
const person = fc.constantFrom(...people);

/** What may happen at either end, and on the way between them. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("assign" as const), who: person }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("unassign" as const), who: person }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("claim" as const), who: person }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("release" as const), who: person }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("/claim" as const, "/unclaim" as const), who: person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("close" as const, "drop task" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("reopen" as const, "label" as const, "unlabel" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("rename" as const), to: fc.constantFrom("one", "two", "three") }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("deliver" as const), order: fc.integer(), twice: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("lose" as const, "sync" as const, "errands" as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), seconds: fc.integer({ min: 1, max: 90 }) }) },
);

it.each(["sqlite", "postgresql"] as const)(
  "both ends agree after one sync, whatever happened at either and got lost between them, on %s",
  async (engine) => {
    const own = await temporaryDatabase(engine);
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
          const at = await createFollowing(own.database, { labels: ["good first issue"] });
          try {
            await play(at, steps);
          } finally {
            await at.close();
          }
        }),
        { numRuns: engine === "sqlite" ? 40 : 12 },
      );
    } finally {
      await own.remove();
    }
  },
  300_000,
);

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;
type At = Awaited<ReturnType<typeof createFollowing>>;

async function play(at: At, steps: readonly Step[]): Promise<void> {
  const { github, name } = at;
  github.addUser({ login: "carol" });
  for (const login of people) github.addCollaborator(name, login);
  const issue = github.openIssue(name, { author: "mia", title: "one", labels: ["good first issue"] });
  await at.follow();
  await at.sync();
  const { issue: issues, repository, claim } = at.database.tables;
  const { db } = at.database;
  const [row] = await db
    .select({ task: issues.taskNumber })
    .from(issues)
    .innerJoin(repository, eq(repository.id, issues.repositoryId))
    .where(eq(repository.name, name.split("/")[1] ?? ""));
  const number = row?.task ?? 0;
  const here = new Map<string, Awaited<ReturnType<typeof personHere>>>();
  for (const login of people) {
    const { id } = github.state.account(login);
    here.set(login, await personHere(at.system, { id: String(id), login }));
  }
  const held = (personId?: string) =>
    db
      .select({ id: claim.id, personId: claim.personId })
      .from(claim)
      .where(
        and(eq(claim.taskNumber, number), isNull(claim.endedAt), ...(personId ? [eq(claim.personId, personId)] : [])),
      );

  for (const one of steps) {
    const who = "who" in one ? here.get(one.who) : undefined;
    switch (one.do) {
      case "assign":
        github.assign(issue, one.who, "mia");
        break;
      case "unassign":
        github.unassign(issue, one.who, "mia");
        break;
      case "claim":
        if (who) await allowed(claimTask(at.as(who), { number }));
        break;
      case "release": {
        const [mine] = await held(who?.id);
        if (mine && who) await allowed(releaseClaim(at.as(who), { id: mine.id }));
        break;
      }
      case "/claim":
      case "/unclaim":
        github.comment(issue, one.who, one.do);
        break;
      case "close":
        github.closeIssue(issue, "completed");
        break;
      case "drop task":
        github.closeIssue(issue, "not_planned");
        break;
      case "reopen":
        github.reopenIssue(issue);
        break;
      case "label":
        github.label(issue, "good first issue");
        break;
      case "unlabel":
        github.unlabel(issue, "good first issue");
        break;
      case "rename":
        github.editIssue(issue, { title: one.to });
        break;
      case "deliver":
        await at.deliver((all) => {
          const mixed = all
            .map((each, index) => ({ each, key: Math.sin(index * 7.3 + one.order) }))
            .sort((a, b) => a.key - b.key)
            .map(({ each }) => each);
          return one.twice ? [...mixed, ...mixed] : mixed;
        });
        break;
      case "lose":
        github.hooks.pending.length = 0;
        break;
      case "sync":
        await at.sync();
        break;
      case "errands":
        await at.run();
        break;
      default:
        at.clock.advance(one.seconds * 1000);
    }
  }
  github.hooks.pending.length = 0;
  await at.sync();
  await at.run();

  const task = await at.read(number);
  expect((await at.view()).runs[0]).toMatchObject({ fault: null, failures: [] });
  const isLabelled = issue.labels.some((label) => label.name === "good first issue");
  const holders = (await held()).map((one) => one.personId);
  if (issue.state === "closed") {
    expect(task.status).toBe(issue.stateReason === "completed" ? "done" : "closed");
    expect(holders).toEqual([]);
    return;
  }
  if (!isLabelled && holders.length === 0) {
    expect(task.status).toBe("closed");
    return;
  }
  expect(["open", "claimed"]).toContain(task.status);
  expect(task.titles.en).toBe(issue.title);
  const assigned = issue.assignees.map((one) => here.get(one.login)?.id ?? "");
  expect(assigned).toEqual(expect.arrayContaining(holders));
  // Who is assigned and does not hold it came together with the holder when the issue came, and never held it.
  for (const extra of assigned.filter((id) => !holders.includes(id))) {
    const claims = await db
      .select({ state: claim.state })
      .from(claim)
      .where(and(eq(claim.taskNumber, number), eq(claim.personId, extra)));
    expect(claims.filter((one) => one.state !== "completed")).toEqual([]);
  }
  // Nothing goes on by itself: another sync changes nothing at either end.
  const before = JSON.stringify([issue.assignees.map((one) => one.login), issue.comments.length, holders]);
  await at.sync();
  await at.run();
  const after = [
    issue.assignees.map((one) => one.login),
    issue.comments.length,
    (await held()).map((one) => one.personId),
  ];
  expect(JSON.stringify(after)).toBe(before);
}

/** What a rule refuses is no fault. */
async function allowed(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!isAppError(error)) throw error;
  });
}
