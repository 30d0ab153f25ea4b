import { expireClaims } from "../claims/expire";
import { remindHolders } from "../claims/remind";
import type { Context } from "../context";
import { followDeliveries, forgetDeliveries } from "../github/deliveries";
import { runErrands } from "../github/run-errands";
import { syncDue } from "../github/sync";
import { forgetMails } from "../mail/forget";
import { makeMails } from "../mail/make";
import { sendMails } from "../mail/send";
import { forgetNotices } from "../notices/forget";
import { flagQuestions } from "../questions/flag";
import { lapseOffers } from "../waitlist/lapse";
import { markTasks } from "./mark";
import { resumeClocks } from "./resume";

/** Something that happens by itself as time passes. Done twice, late, or on two machines at once it is done once. */
export interface Job {
  name: string;
  /** A cron pattern, in UTC. */
  pattern: string;
  /** Jobs of one lane run one after the other; what waits for another machine must not keep the clock's own waiting. */
  lane?: "github" | "readings";
  /** Does what is due. Returns how much it did, for the log. */
  run(context: Context): Promise<number>;
}

const everyTenSeconds = "*/10 * * * * *";
const everyMinute = "* * * * *";
const everyQuarter = "*/15 * * * *";
const everyNight = "20 3 * * *";

/**
 * What every server does, also one that leaves the jobs to a worker: while it runs people can act, so the board is not
 * away, however seldom the worker is called.
 */
export const serverJobs: readonly Job[] = [{ name: "resume clocks", pattern: everyMinute, run: resumeClocks }];

/** All jobs, in their order within a minute: time that was lost is given back before anything ends by it. */
export const jobs: readonly Job[] = [
  ...serverJobs,
  { name: "remind holders", pattern: everyMinute, run: remindHolders },
  { name: "expire claims", pattern: everyMinute, run: expireClaims },
  { name: "lapse offers", pattern: everyMinute, run: lapseOffers },
  { name: "flag questions", pattern: everyQuarter, run: flagQuestions },
  { name: "follow deliveries", pattern: everyTenSeconds, lane: "github", run: (context) => followDeliveries(context) },
  { name: "run errands", pattern: everyTenSeconds, lane: "github", run: (context) => runErrands(context) },
  { name: "read repositories", pattern: everyTenSeconds, lane: "readings", run: (context) => syncDue(context) },
  { name: "make mails", pattern: everyMinute, run: (context) => makeMails(context) },
  { name: "send mails", pattern: everyMinute, run: (context) => sendMails(context) },
  { name: "forget deliveries", pattern: everyNight, run: forgetDeliveries },
  { name: "forget notices", pattern: everyNight, run: forgetNotices },
  { name: "forget mails", pattern: everyNight, run: forgetMails },
  { name: "mark tasks", pattern: everyQuarter, run: markTasks },
];
