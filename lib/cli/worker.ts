import { parseArgs } from "node:util";
import { sharedDatabase } from "../../db/database";
import { settings } from "../env";
import { type Context, systemContext } from "../server/context";
import { jobs } from "../server/jobs/list";
import { runDue, startJobs } from "../server/jobs/schedule";
import { runCommand } from "./terminal";

const help = `Usage: npm run worker [-- --once]

Does what happens by itself as time passes (reminders, leases, offers) in a process of its own. Start the server with
JOBS=off then. Any number of workers and servers may do it at the same time: each thing happens once.

  --once   Do what is due now, and end; for cron. What is due waits for the next call: every minute is best, every hour
           will do while a server runs. Without one (see docs/claims.md), at least every ten minutes.
  --help   Show this.
`;

runCommand(async (argv) => {
  const { values } = parseArgs({ args: argv, options: { once: { type: "boolean" }, help: { type: "boolean" } } });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const database = await sharedDatabase();
  await database.migrate();
  const context = () => systemContext(database, "clock", settings().LINK_HOSTS);
  if (values.once) await runDue(context(), jobs);
  else await runUntilTold(context);
  await database.close();
  return 0;
});

/** Runs the jobs at their times until the process is told to end; what is under way then still ends. */
async function runUntilTold(context: () => Context): Promise<void> {
  const schedule = startJobs(context, jobs);
  process.stdout.write("The worker runs. End it with Ctrl-C.\n");
  // The schedule's own timers do not keep a process alive.
  const alive = setInterval(() => undefined, 60_000);
  process.removeAllListeners("SIGINT");
  await new Promise((told) => process.once("SIGTERM", told).once("SIGINT", told));
  clearInterval(alive);
  await schedule.stop();
}
