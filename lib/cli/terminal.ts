import { existsSync } from "node:fs";
import { type AppError, type ErrorData, isAppError } from "../domain/errors";
import { SettingsError } from "../env";
import { issueSentence, refusalSentence } from "../i18n/error-sentence";
import { translator } from "../i18n/translator";

/** The command was called wrongly. Its message says how; the exit code is 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/**
 * Runs a command of the terminal and ends the process with the code that `main` returns: 0 done, 1 not done, 2 called
 * wrongly. A thrown error becomes one sentence on standard error. `main` closes what it opened; a reader that goes away
 * (`| head`) does not interrupt its work, and Ctrl-C ends it at once: what was not committed never happened.
 */
export function runCommand(main: (argv: string[]) => Promise<number>): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  process.once("SIGINT", () => process.exit(130));
  // The same settings as the server's, from the same files.
  for (const file of [".env.local", ".env"]) if (existsSync(file)) process.loadEnvFile(file);
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      const { sentence, code } = explain(error);
      process.stderr.write(`${sentence}\n`);
      process.exitCode = code;
    },
  );
}

/** One sentence for the terminal, and the exit code. */
export function explain(error: unknown): { sentence: string; code: number } {
  if (error instanceof UsageError) return { sentence: `${error.message} (--help says more.)`, code: 2 };
  if (isArgumentError(error)) return { sentence: `${error.message} (--help says more.)`, code: 2 };
  if (error instanceof SettingsError) return { sentence: error.message, code: 1 };
  if (isAppError(error)) return { sentence: refusal(error), code: 1 };
  return { sentence: error instanceof Error ? error.message : String(error), code: 1 };
}

/** The sentence of a refusal; of an invalid input each field with what is wrong. */
function refusal(error: AppError): string {
  const t = translator("en", "errors");
  if (error.code !== "invalid") return refusalSentence(t, error, "en");
  const { issues } = error.data as ErrorData["invalid"];
  return issues.map((issue) => `${issue.path || "input"}: ${issueSentence(t, issue)}`).join("\n");
}

/** What `parseArgs` of node:util throws for an unknown option or a missing value. */
function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && String((error as NodeJS.ErrnoException).code ?? "").startsWith("ERR_PARSE_ARGS");
}
