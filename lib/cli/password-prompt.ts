import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { UsageError } from "./terminal";

/** Longest line that is read from standard input, in characters. */
const longest = 1024;

/**
 * A new password: the first line of standard input, or typed twice at a terminal without being shown.
 * @throws UsageError when there is no terminal to ask at, the two differ, or nothing came.
 */
export async function readPassword(fromStandardInput: boolean): Promise<string> {
  if (fromStandardInput) return firstLine();
  if (!process.stdin.isTTY) throw new UsageError("There is no terminal to ask for a password; use --password-stdin.");
  const [one = "", other = ""] = await askHidden(["Password: ", "Once more: "]);
  if (!one) throw new Error("No password was given; nothing was changed.");
  if (one !== other) throw new Error("The two passwords differ; nothing was changed.");
  return one;
}

async function firstLine(): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) {
    text += chunk;
    if (text.includes("\n") || text.length > longest) break;
  }
  process.stdin.destroy();
  const line = (text.split("\n")[0] ?? "").replace(/\r$/, "");
  if (!line) throw new UsageError("No password came from standard input.");
  return line;
}

/**
 * Asks for a word to be typed once more before something that cannot be undone.
 * @throws UsageError when there is no terminal to ask at; Error when something else was typed.
 */
export async function askToRepeat(word: string, warning: string): Promise<void> {
  if (!process.stdin.isTTY) throw new UsageError("There is no terminal to ask at; use --yes.");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await new Promise<string>((resolve) => {
    terminal.question(`${warning}\nType ${word} to go on: `, resolve);
    terminal.once("close", () => resolve(""));
  });
  terminal.close();
  if (answer.trim() !== word) throw new Error("Nothing was changed.");
}

/** Asks on standard error, so that the output of a command can go to a file. The answers are not shown. */
async function askHidden(questions: string[]): Promise<string[]> {
  let isHidden = false;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!isHidden) process.stderr.write(chunk);
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 });
  terminal.on("SIGINT", () => {
    terminal.close();
    process.stderr.write("\n");
    process.exit(130);
  });
  const answers: string[] = [];
  for (const question of questions) {
    isHidden = false;
    const answer = await new Promise<string>((resolve) => {
      terminal.question(question, resolve);
      isHidden = true;
      terminal.once("close", () => resolve(""));
    });
    process.stderr.write("\n");
    // Nothing, or the end of the input: there is nothing to repeat.
    if (answer === "") break;
    answers.push(answer);
  }
  terminal.close();
  return answers;
}
