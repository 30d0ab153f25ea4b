import { afterEach, beforeAll, expect, it, vi } from "vitest";
import * as healthRoute from "@/app/api/health/route";
import { onBothEngines, temporaryDatabase } from "@/db/testing";
import { ask, expectProblem, useDatabase } from "./route.testing";

onBothEngines("health", ({ database, engine }) => {
  beforeAll(() => useDatabase(database()));
  afterEach(() => vi.restoreAllMocks());

  it("is fine while the database answers, and is never kept", async () => {
    const answer = await ask(healthRoute, "/api/health");
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ status: "ok", database: "ok", version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(answer.headers.get("etag")).toBeNull();
  });

  it("is not, once the database is gone", async () => {
    const gone = await temporaryDatabase(engine);
    await gone.remove();
    useDatabase(gone.database);
    const answer = await ask(healthRoute, "/api/health");
    expectProblem(answer, 503, "internal");
    expect(Object.keys(answer.json.data)).toEqual(["requestId"]);
    useDatabase(database());
  });
});
