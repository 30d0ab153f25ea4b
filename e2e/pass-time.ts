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
for (let at = Date.parse(from); ; at = Math.min(end, at + tolerance - 60_000)) {
  const now = new Date(at);
  await runDue({ ...systemContext(database, "clock"), now: () => now }, jobs);
  if (at >= end) break;
}
await database.close();
