import { type Caller, canRead, etagOf, identify, isAuthenticated, type Limits, limitKey } from "./access";
import type { Actions, World } from "./actions";
import { answerGraphQL } from "./graphql";
import { json, moved, notFound, type Question, Refusal, type Reply, readJson } from "./http";
import type { Json } from "./payloads";
import type { AdministratorActions } from "./repositories";
import { appRoutes } from "./rest-app";
import { issueRoutes } from "./rest-issues";
import { repositoryRoutes } from "./rest-repositories";
import { searchRoutes } from "./rest-search";
import type { Repository } from "./state";

export interface Api extends World {
  actions: Actions;
  settings: AdministratorActions;
  limits: Limits;
  /** The REST base. */
  address: string;
}

export interface Ask {
  api: Api;
  method: string;
  caller: Caller;
  query: URLSearchParams;
  body: Json;
  /** What the `:names` of the route's path stand for. */
  parameters: Record<string, string>;
}

export interface AskOfRepository extends Ask {
  repository: Repository;
  /** The same place by the repository's id, without a query: what `link` and redirects name. */
  address: string;
}

/** Method and path; `:number` is digits, any other `:name` one segment. */
export type Route<A extends Ask> = [method: string, path: string, answer: (ask: A) => Reply];

const versions = ["2022-11-28", "2026-03-10"];

const rootRoutes: Route<Ask>[] = [
  ["GET", "/rate_limit", rateLimit],
  ["GET", "/user", ({ api, caller }) => json(200, api.payloads.self(person(caller).account))],
  ["GET", "/user/emails", emails],
  ["GET", "/user/:number", ({ api, parameters }) => account(api, (one) => one.id === Number(parameters.number))],
  ["GET", "/users/:login", ({ api, parameters }) => account(api, (one) => one.login === parameters.login)],
  ...appRoutes,
  ...searchRoutes,
];

const routesOfRepository: Route<AskOfRepository>[] = [...repositoryRoutes, ...issueRoutes];

/** REST below its base, and GraphQL: who asks, how often they may, what changed since they last asked. */
export function answerApi(api: Api, question: Question, path: string): { reply: Reply; caller: Caller } {
  let caller: Caller = { kind: "anonymous" };
  try {
    refuseStrangers(question);
    caller = identify(api.state, question.headers.authorization);
    const isGraphQL = path === "/graphql";
    const resource = isGraphQL ? "graphql" : path.startsWith("/search/") ? "search" : "core";
    const key = limitKey(caller) + (resource === "core" ? "" : ` ${resource}`);
    const isFree = path === "/rate_limit";
    if (!isFree && api.limits.of(key).remaining === 0)
      throw new Refusal(403, `API rate limit exceeded for ${key}.`, { headers: api.limits.headers(key, resource) });
    const reply = conditional(question, caller, () =>
      isGraphQL ? answerGraphQL(api, caller, question) : route(api, caller, question, path),
    );
    // An unchanged answer is free, but only for those who say who they are.
    if (!isFree && !(reply.status === 304 && isAuthenticated(caller))) api.limits.count(key);
    Object.assign(reply.headers, api.limits.headers(key, resource), scopesOf(caller), {
      "x-github-media-type": "github.v3; format=json",
      "x-github-api-version-selected": versionOf(question),
    });
    return { reply, caller };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { reply: error.reply(), caller };
  }
}

function refuseStrangers(question: Question): void {
  if (!question.headers["user-agent"])
    throw new Refusal(
      403,
      "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.",
    );
  if (!versions.includes(versionOf(question)))
    throw new Refusal(400, `The API version ${versionOf(question)} is not supported.`);
}

function versionOf(question: Question): string {
  return String(question.headers["x-github-api-version"] ?? versions[0]);
}

function conditional(question: Question, caller: Caller, answer: () => Reply): Reply {
  const reply = refused(answer);
  if (versionOf(question) === "2026-03-10") reply.text = withoutRetired(reply.text);
  if (question.method !== "GET" || reply.status !== 200) return reply;
  const etag = etagOf(caller, reply.text);
  const headers = { ...reply.headers, etag, "cache-control": "private, max-age=60, s-maxage=60" };
  const known = (question.headers["if-none-match"] ?? "").split(/\s*,\s*/).map(weak);
  return known.includes(weak(etag)) ? { status: 304, headers: { etag }, text: "" } : { ...reply, headers };
}

/** A refusal still counts against the limit and carries its headers. */
function refused(answer: () => Reply): Reply {
  try {
    return answer();
  } catch (error) {
    if (error instanceof Refusal) return error.reply();
    throw error;
  }
}

function weak(etag: string): string {
  return etag.replace(/^W\//, "");
}

/** What version 2026-03-10 no longer sends. */
function withoutRetired(text: string): string {
  if (text === "") return text;
  const isRetired = (holder: Json, name: string) =>
    (name === "assignee" && "assignees" in holder) ||
    (name === "merge_commit_sha" && "merged_at" in holder) ||
    (name === "rate" && "resources" in holder);
  return JSON.stringify(JSON.parse(text), function (this: Json, name, value) {
    return isRetired(this, name) ? undefined : value;
  });
}

function route(api: Api, caller: Caller, question: Question, path: string): Reply {
  const { method, url } = question;
  const ask = { api, method, caller, query: url.searchParams };
  const body = () => (method === "GET" ? {} : readJson(question.body));
  const [, id, byId = ""] = /^\/repositories\/(\d+)(.*)$/.exec(path) ?? [];
  const [, owner, name, byName = ""] = /^\/repos\/([^/]+)\/([^/]+)(.*)$/.exec(path) ?? [];
  if (id === undefined && owner === undefined) {
    const found = find(rootRoutes, method, path);
    return found.answer({ ...ask, body: body(), parameters: found.parameters });
  }
  const rest = id === undefined ? byName : byId;
  const fullName = decodeURIComponent(`${owner}/${name}`);
  const former = api.state.formerNames.get(fullName.toLowerCase());
  const repository =
    id === undefined
      ? (api.state.findRepository(fullName) ?? former)
      : api.state.repositories.find((one) => one.id === Number(id));
  if (!repository || !mayKnow(caller, repository, rest)) throw notFound();
  const address = `${api.address}/repositories/${repository.id}${rest}`;
  if (id === undefined && repository === former && !api.state.findRepository(fullName))
    throw moved(method, `${address}${url.search}`);
  const found = find(routesOfRepository, method, rest);
  return found.answer({ ...ask, body: body(), parameters: found.parameters, repository, address });
}

/** An app asks with its JWT whether it is installed, also in a private repository. */
function mayKnow(caller: Caller, repository: Repository, rest: string): boolean {
  return canRead(caller, repository) || (caller.kind === "app" && rest === "/installation" && !repository.isDeleted);
}

function find<A extends Ask>(routes: Route<A>[], method: string, path: string) {
  for (const [verb, pattern, answer] of routes) {
    if (verb !== method) continue;
    const source = pattern.replace(
      /:(\w+)/g,
      (_, name) => `(?<${name}>${/^(number|id|attempt)$/.test(name) ? "\\d+" : "[^/]+"})`,
    );
    const match = new RegExp(`^${source}$`).exec(path);
    if (!match) continue;
    const decoded = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
    return { answer, parameters: Object.fromEntries(decoded) as Record<string, string> };
  }
  throw notFound();
}

/** @throws Refusal 401 when it is not a person who asks. */
function person(caller: Caller) {
  if (caller.kind === "person") return caller.token;
  if (caller.kind === "installation") throw new Refusal(403, "Resource not accessible by integration");
  throw new Refusal(401, "Requires authentication");
}

function emails({ caller }: Ask): Reply {
  const token = person(caller);
  const maySee = token.kind === "personal" || token.scopes.some((one) => one === "user" || one === "user:email");
  if (!maySee) throw notFound();
  return json(200, token.account.emails);
}

function account(api: Api, fits: (one: { id: number; login: string }) => boolean): Reply {
  const found = api.state.accounts.find((one) => !one.isDeleted && fits(one));
  if (!found) throw notFound();
  return json(200, api.payloads.self(found));
}

function rateLimit({ api, caller }: Ask): Reply {
  const key = limitKey(caller);
  const core = api.limits.of(key);
  return json(200, {
    resources: { core, graphql: api.limits.of(`${key} graphql`), search: api.limits.of(`${key} search`) },
    rate: core,
  });
}

function scopesOf(caller: Caller): Record<string, string> {
  if (caller.kind !== "person" || caller.token.kind !== "oauth") return {};
  return { "x-oauth-scopes": caller.token.scopes.join(", "), "x-oauth-client-id": caller.token.app.clientId };
}
