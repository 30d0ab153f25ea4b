import { expect, it } from "vitest";
import { startFakeGitHub } from "../fake-github";
import { fillWithSample, sampleRepository } from "./sample";
import { type Answer, ask } from "./testing";

it("has something of everything that the board follows", async () => {
  const github = await startFakeGitHub();
  fillWithSample(github);
  const { body } = await ask(github, `/repos/${sampleRepository}/issues?state=all&per_page=100`);
  await github.close();
  const count = (fits: (one: Answer) => boolean) => body.filter(fits).length;
  expect({
    labelled: count((one) => one.labels.some(({ name }: Answer) => name === "good first issue")),
    pulls: count((one) => one.pull_request),
    merged: count((one) => one.pull_request?.merged_at),
    assigned: count((one) => one.assignees.length > 0),
    completed: count((one) => one.state_reason === "completed"),
    checklists: count((one) => one.body?.includes("- [x]")),
  }).toEqual({ labelled: 12, pulls: 3, merged: 1, assigned: 1, completed: 1, checklists: 1 });
});
