import { expect, it } from "vitest";
import { startFakeGitHub } from "../../e2e/fake-github";
import { makeClock } from "../../e2e/fake-github/testing";
import { GitHubClient } from "./client";
import { countReply } from "./replies";

it.each([
  ["seconds", "secondary-limit", 403],
  ["a date", "429", 429],
] as const)("says until when GitHub wants to be left alone, told in %s", async (_, kind, status) => {
  const clock = makeClock();
  const github = await startFakeGitHub({ clock: clock.read });
  try {
    github.fault({ kind, seconds: 90 });
    const client = new GitHubClient({ api: github.apiUrl, authorization: async () => null, now: clock.read });
    const notBefore = new Date(clock.read().getTime() + 90_000);
    await expect(client.get("/search/issues?q=x", countReply)).rejects.toMatchObject({
      fault: "rate_limited",
      status,
      notBefore,
    });
    // What is over by our clock is no reason to ask again at once.
    clock.pass(1);
    github.clearFaults();
    github.fault({ kind, seconds: 0 });
    const soon = new Date(clock.read().getTime() + 1000);
    await expect(client.get("/search/issues?q=x", countReply)).rejects.toMatchObject({ notBefore: soon });
  } finally {
    await github.close();
  }
});
