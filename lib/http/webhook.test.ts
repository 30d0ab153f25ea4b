import { beforeAll, expect, it } from "vitest";
import { onBothEngines } from "../../db/testing";
import { useDatabase } from "./route.testing";
import { answerWebhook } from "./webhook";

onBothEngines("the webhook's door", ({ database }) => {
  beforeAll(() => useDatabase(database()));

  const deliver = (body: string) =>
    answerWebhook(
      new Request("http://localhost/api/github/webhook", {
        method: "POST",
        headers: { "x-github-delivery": "1", "x-github-event": "issues", "x-hub-signature-256": "sha256=00" },
        body,
      }),
    );

  it("reads all of a large delivery before it says that nobody we know has signed it", async () => {
    const repository = { id: 1, name: "layotto", owner: { login: "mosn" } };
    const answer = await deliver(JSON.stringify({ repository, diff: "x".repeat(8_000_000) }));
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: "forbidden" });
  });

  it("refuses what is no delivery", async () => {
    expect((await deliver("no JSON")).status).toBe(400);
  });
});
