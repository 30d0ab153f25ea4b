import { openDatabase } from "../db/database";
import { tolerance } from "../lib/domain/policy";
import { systemContext } from "../lib/server/context";
import { jobs } from "../lib/server/jobs/list";
import { runDue } from "../lib/server/jobs/schedule";

/**
 * `pass-time.ts DATABASE_URL FROM TO` (ISO instants): lets the clock strike from one instant to the other, as it does
 * while a server runs, so that the time is not taken for downtime.
 */
const [url = "", from = "", to = ""] = process.argv.slice(2);
const database = await openDatabase(url);
const end = Date.parse(to);
const everyMinute = jobs.filter((job) => job.pattern === "* * * * *");
for (let at = Date.parse(from); ; at = Math.min(end, at + tolerance - 60_000)) {
  const now = new Date(at);
  // What runs seldom does not move leases and offers; once at the end is enough.
  await runDue({ ...systemContext(database, "clock"), now: () => now }, at < end ? everyMinute : jobs);
  if (at >= end) break;
}
await database.close();
