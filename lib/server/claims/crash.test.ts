import { spawn } from "node:child_process";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { openDatabase } from "../../../db/database";
import { onBothEngines } from "../../../db/testing";
import { createWorld } from "../testing";

const taskCount = 250;

onBothEngines("a crash under load", ({ database, url }) => {
  it("loses no acknowledged claim and leaves none half written", { timeout: 180_000 }, async () => {
    const world = createWorld(database());
    const slug = await world.project();
    const numbers: number[] = [];
    for (let index = 0; index < taskCount; index += 1) {
      const { number } = await world.task(slug);
      numbers.push(number);
      await world.person(`p${String(index).padStart(4, "0")}`);
    }
    const [first = 0] = numbers;
    let from = first;
    // Killed again and again, each time at another moment, until all is claimed or enough crashes were seen.
    for (const [round, patience] of [5, 40, 17, 3].entries()) {
      const acknowledged = await runUntilKilled([url(), String(from), String(first + taskCount - 1)], patience);
      expect(acknowledged.length, `claims before crash ${round}`).toBeGreaterThan(0);
      const reopened = await openDatabase(url());
      try {
        const { claim, event, task, version } = reopened.tables;
        const claims = await reopened.db.select().from(claim);
        const events = await reopened.db.select().from(event).where(eq(event.kind, "claim.started"));
        const tasks = await reopened.db.select().from(task);
        const claimed = claims.map((row) => row.taskNumber).sort((a, b) => a - b);
        for (const number of acknowledged) expect(claimed).toContain(number);
        // Every claim is whole: its event, and its task's derived status and counts.
        expect(events.map((row) => row.claimId).sort()).toEqual(claims.map((row) => row.id).sort());
        for (const row of tasks) {
          const isClaimed = claimed.includes(row.number);
          expect([row.number, row.status]).toEqual([row.number, isClaimed ? "claimed" : "open"]);
          expect(row.counted?.status).toBe(row.status);
        }
        const [counter] = await reopened.db.select().from(version).where(eq(version.id, 1));
        expect(counter?.value).toBeGreaterThan(claims.length);
        from = Math.max(...claimed) + 1;
      } finally {
        await reopened.close();
      }
    }
  });
});

/** Runs the child until it has acknowledged `patience` claims, then kills it. Returns what it acknowledged. */
function runUntilKilled(parameters: string[], patience: number): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", "lib/server/claims/crash.child.ts", ...parameters], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let faults = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (acknowledgedIn(output).length >= patience) child.kill("SIGKILL");
    });
    child.stderr.on("data", (chunk: Buffer) => {
      faults += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (signal === "SIGKILL") resolve(acknowledgedIn(output));
      else reject(new Error(`the child ended by itself (${code ?? signal}): ${faults}`));
    });
  });
}

/** The numbers on whole lines; a line cut off by the kill was not acknowledged. */
function acknowledgedIn(output: string): number[] {
  return output
    .split("\n")
    .slice(0, -1)
    .filter((line) => /^\d+$/.test(line))
    .map(Number);
}
