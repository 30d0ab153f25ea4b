import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type FakeGitHub, startFakeGitHub } from "../fake-github";
import { readBody } from "./http";

/** What a reply says; the tests read into it as they like. */
// biome-ignore lint/suspicious/noExplicitAny: replies of a foreign API, looked at field by field
export type Answer = any;

export interface Answered {
  status: number;
  headers: Headers;
  body: Answer;
}

/** Asks the REST API, without following redirects. */
export async function ask(
  github: FakeGitHub,
  path: string,
  given: { token?: string; method?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answered> {
  const answer = await fetch(path.startsWith("http") ? path : github.apiUrl + path, {
    method: given.method ?? (given.body === undefined ? "GET" : "POST"),
    redirect: "manual",
    headers: {
      accept: "application/vnd.github+json",
      "user-agent": "foothold-test",
      ...(given.token ? { authorization: `Bearer ${given.token}` } : {}),
      ...given.headers,
    },
    ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : null };
}

/** A clock that stands until it is moved. */
export function makeClock(start = "2026-11-01T08:00:00Z") {
  let now = Date.parse(start);
  return {
    read: () => new Date(now),
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

/** A GitHub with a repository of an organization, its maintainer `mia`, and two people: `alice` and `bob`. */
export async function startWithLayotto() {
  const clock = makeClock();
  const github = await startFakeGitHub({ clock: clock.read });
  for (const login of ["mia", "alice", "bob"]) github.addUser({ login });
  github.addRepository("mosn/layotto", { labels: ["good first issue", "kind/test"] });
  github.addCollaborator("mosn/layotto", "mia", "admin");
  return { github, clock, keeper: github.addToken({ login: "mia", rights: "push" }) };
}

/** Somebody who listens to webhooks, and answers as told. */
export async function startListener() {
  const heard: { headers: Record<string, string | string[] | undefined>; text: string; body: Answer }[] = [];
  const listener = { url: "", heard, status: 200, close };
  const server = createServer((request, response) => {
    void readBody(request).then((text) => {
      heard.push({ headers: request.headers, text, body: text.startsWith("{") ? JSON.parse(text) : null });
      response.writeHead(listener.status).end("heard");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  listener.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return listener;

  async function close(): Promise<void> {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  }
}
