import { Cron } from "croner";
import type { Context } from "../context";
import { log } from "../log";
import type { Job } from "./list";

/** What runs by itself, until it is stopped. */
export interface Schedule {
  /** Starts nothing more, and waits for what is under way. */
  stop(): Promise<void>;
}

/**
 * Runs jobs at their times, one after the other. What was due while the process was down is done at once.
 * @param context makes a context in which the system acts now.
 */
export function startJobs(context: () => Context, jobs: readonly Job[]): Schedule {
  const lanes = [...new Set(jobs.map((job) => job.lane))].map((lane) =>
    startLane(
      context,
      jobs.filter((job) => job.lane === lane),
    ),
  );
  return {
    async stop() {
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
  };
}

/** Jobs that run one after the other. What a job has not done when its time comes again, it goes on with. */
function startLane(context: () => Context, all: readonly Job[]): Schedule {
  let underWay = runDue(context(), all);
  const waiting = new Set<string>();
  const patterns = new Set(all.map((job) => job.pattern));
  const crons = [...patterns].map(
    (pattern) =>
      new Cron(pattern, { timezone: "UTC", unref: true }, () => {
        // A reading that takes minutes must not leave a queue of turns behind it.
        if (waiting.has(pattern)) return;
        waiting.add(pattern);
        underWay = underWay.then(() => {
          waiting.delete(pattern);
          return runDue(
            context(),
            all.filter((job) => job.pattern === pattern),
          );
        });
      }),
  );
  return {
    async stop() {
      for (const cron of crons) cron.stop();
      await underWay;
    },
  };
}

/** Runs jobs in their order. One that fails is logged and does not keep the others from running. */
export async function runDue(context: Context, due: readonly Job[]): Promise<void> {
  for (const job of due) {
    try {
      const done = await job.run(context);
      if (done > 0) log().info({ job: job.name, done }, "A job did something.");
    } catch (error) {
      log().error({ err: error, job: job.name }, "A job failed.");
    }
  }
}
