/**
 * Why GitHub gave no answer of use: `unreachable` (no connection, too slow, an error of its own), `nonsense` (an answer
 * that is none of GitHub's), `used` (the code of a sign-in is wrong, used or too old), `refused` (it does not know this
 * app as it is set up here).
 */
export type GitHubFault = "unreachable" | "nonsense" | "used" | "refused";

/** Says which fault it was and never what was sent or answered: there may be a code, a token or a secret in it. */
export class GitHubError extends Error {
  override name = "GitHubError";
  constructor(readonly fault: GitHubFault) {
    super(`GitHub: ${fault}`);
  }
}

/**
 * Milliseconds for all that is asked of GitHub while a person waits: they have an answer within ten seconds, of which
 * their way here and the page that says so, on a slow line and a busy machine, need the rest.
 */
export const PATIENCE = 7000;
/** Bytes of an answer. */
const largestAnswer = 1024 * 1024;

/** What every request to the REST API says. */
export const restHeaders = {
  Accept: "application/vnd.github+json",
  "User-Agent": "Foothold",
  "X-GitHub-Api-Version": "2022-11-28",
};

export interface GitHubAnswer {
  status: number;
  headers: Headers;
  /** The JSON that it is; undefined when it is none. */
  json: unknown;
}

/**
 * Asks GitHub, without following redirects: they would carry codes and tokens elsewhere.
 * @throws GitHubError unreachable; nonsense (a redirect, more than 1 MB)
 */
export async function askGitHub(url: string, request: RequestInit & { signal: AbortSignal }): Promise<GitHubAnswer> {
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, { ...request, redirect: "manual", cache: "no-store" });
    text = await readBounded(answer);
  } catch (error) {
    throw error instanceof GitHubError ? error : new GitHubError("unreachable");
  }
  const { status, headers } = answer;
  if (status >= 500) throw new GitHubError("unreachable");
  if (status >= 300 && status < 400) throw new GitHubError("nonsense");
  return { status, headers, json: parsed(text) };
}

async function readBounded(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  if (!reader) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > largestAnswer) {
      await reader.cancel().catch(() => undefined);
      throw new GitHubError("nonsense");
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks, size).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
