import { createHash, verify } from "node:crypto";
import { notFound, Refusal } from "./http";
import {
  type Account,
  type App,
  type OAuthApp,
  type Permission,
  permissionOf,
  type Repository,
  reaches,
  type State,
  type Token,
} from "./state";

export type Caller =
  | { kind: "anonymous" }
  | { kind: "person"; token: Extract<Token, { account: Account }> }
  | { kind: "installation"; token: Extract<Token, { kind: "installation" }> }
  | { kind: "app"; app: App }
  /** Client id and secret as Basic authentication: public data at the high limit. */
  | { kind: "oauth-app"; app: OAuthApp };

/** Who asks. @throws Refusal 401 for a token that is unknown, revoked or expired. */
export function identify(state: State, authorization: string | undefined): Caller {
  if (!authorization) return { kind: "anonymous" };
  const [, scheme = "", value = ""] = /^(\w+) +(.+)$/.exec(authorization) ?? [];
  if (/^basic$/i.test(scheme)) {
    const [id, secret] = Buffer.from(value, "base64").toString().split(":");
    const app = state.oauthApps.find((one) => one.clientId === id && one.clientSecret === secret);
    if (app) return { kind: "oauth-app", app };
  } else if (/^(bearer|token)$/i.test(scheme)) {
    if (value.split(".").length === 3) return { kind: "app", app: appOf(state, value) };
    const token = state.tokens.find((one) => one.value === value && !one.isRevoked);
    if (token && token.kind !== "installation") return { kind: "person", token };
    if (token?.kind === "installation" && Date.parse(token.expiresAt) > state.time())
      return { kind: "installation", token };
  }
  throw new Refusal(401, "Bad credentials");
}

/** Reads a GitHub App's JWT: RS256, not from the future, for ten minutes at most. @throws Refusal */
function appOf(state: State, jwt: string): App {
  const [header = "", claims = "", signature = ""] = jwt.split(".");
  const undecodable = new Refusal(401, "A JSON web token could not be decoded");
  const { alg } = decode(header, undecodable);
  const { iss, iat, exp } = decode(claims, undecodable);
  const app = state.apps.find((one) => String(one.id) === String(iss) || iss === `Iv1.${one.id}`);
  if (!app) throw new Refusal(401, "Integration not found");
  const isSigned = verify(
    "RSA-SHA256",
    Buffer.from(`${header}.${claims}`),
    app.publicKey,
    Buffer.from(signature, "base64url"),
  );
  if (alg !== "RS256" || !isSigned) throw undecodable;
  const now = Math.floor(state.time() / 1000);
  if (typeof exp !== "number" || exp <= now)
    throw new Refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (exp > now + 600) throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
  if (typeof iat !== "number" || iat > now)
    throw new Refusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  return app;
}

function decode(part: string, refusal: Refusal): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString()) as Record<string, unknown>;
  } catch {
    throw refusal;
  }
}

export function isAuthenticated(caller: Caller): boolean {
  return caller.kind !== "anonymous";
}

/** Whose limit a request counts against; a person's is one over all of their tokens. */
export function limitKey(caller: Caller): string {
  switch (caller.kind) {
    case "anonymous":
      return "anonymous";
    case "person":
      return `person ${caller.token.account.id}`;
    case "installation":
      return `installation ${caller.token.installation.id}`;
    case "app":
      return `app ${caller.app.id}`;
    case "oauth-app":
      return `oauth-app ${caller.app.clientId}`;
  }
}

/** GitHub's ETags differ from token to token, so that an hourly installation token starts again from nothing. */
export function etagOf(caller: Caller, text: string): string {
  const salt = "token" in caller ? caller.token.value : limitKey(caller);
  return `W/"${createHash("sha256").update(salt).update(text).digest("hex")}"`;
}

export function canRead(caller: Caller, repository: Repository): boolean {
  if (repository.isDeleted) return false;
  if (!repository.isPrivate) return true;
  if (caller.kind === "installation") return isInside(caller.token, repository);
  if (caller.kind !== "person") return false;
  const { token } = caller;
  if (permissionOf(token.account, repository) === null) return false;
  if (token.kind === "oauth") return token.scopes.includes("repo");
  return token.repositories?.includes(repository) ?? true;
}

/** What the caller may do there: the person's own role, or what the installation was given. */
export function roleOf(caller: Caller, repository: Repository): Permission | null {
  if (caller.kind === "person") return permissionOf(caller.token.account, repository);
  if (caller.kind === "installation" && isInside(caller.token, repository))
    return caller.token.permissions.issues === "write" ? "write" : "read";
  return null;
}

/**
 * Whether the token may write at all; what the person may do is another question.
 * @param permission As in `X-Accepted-GitHub-Permissions`: `issues`, `repository_hooks`.
 * @throws Refusal
 */
export function requireWriting(caller: Caller, repository: Repository, permission: string): void {
  const headers = { "x-accepted-github-permissions": `${permission}=write` };
  switch (caller.kind) {
    case "anonymous":
    case "oauth-app":
      throw new Refusal(401, "Requires authentication");
    case "app":
      throw new Refusal(403, "Resource not accessible by integration", { headers });
    case "installation":
      if (!isInside(caller.token, repository) || caller.token.permissions[permission] !== "write")
        throw new Refusal(403, "Resource not accessible by integration", { headers });
      break;
    case "person":
      requirePerson(caller.token, repository, permission, headers);
  }
  if (repository.isArchived) throw new Refusal(403, "Repository was archived so is read-only.");
}

function requirePerson(
  token: Extract<Caller, { kind: "person" }>["token"],
  repository: Repository,
  permission: string,
  headers: Record<string, string>,
): void {
  if (token.kind === "oauth") {
    const wanted = permission === "repository_hooks" ? ["repo", "write:repo_hook", "admin:repo_hook"] : ["repo"];
    const enough = repository.isPrivate ? wanted : [...wanted, "public_repo"];
    // An OAuth app that lacks the scope is told that there is nothing.
    if (!token.scopes.some((one) => enough.includes(one))) throw notFound();
    return;
  }
  if (token.rights !== "push" || !(token.repositories?.includes(repository) ?? true))
    throw new Refusal(403, "Resource not accessible by personal access token", { headers });
}

function isInside(token: Extract<Token, { kind: "installation" }>, repository: Repository): boolean {
  return reaches(token.installation, repository) && (token.repositories?.includes(repository) ?? true);
}

/** The primary limits: so many requests in each hour, or searches in each minute, that begins with somebody's first. */
export class Limits {
  /** Requests in an hour. */
  anonymous = 60;
  authenticated = 5000;
  /** Searches in a minute. */
  anonymousSearches = 10;
  authenticatedSearches = 30;
  private readonly used = new Map<string, { count: number; resetAt: number }>();

  constructor(private readonly state: State) {}

  of(key: string): { limit: number; used: number; remaining: number; reset: number } {
    const [visitors, others] = isSearch(key)
      ? [this.anonymousSearches, this.authenticatedSearches]
      : [this.anonymous, this.authenticated];
    const limit = key.startsWith("anonymous") ? visitors : others;
    const { count, resetAt } = this.window(key);
    return { limit, used: count, remaining: Math.max(0, limit - count), reset: Math.ceil(resetAt / 1000) };
  }

  count(key: string): void {
    const window = this.window(key);
    this.used.set(key, { ...window, count: window.count + 1 });
  }

  headers(key: string, resource: string): Record<string, string> {
    const { limit, remaining, used, reset } = this.of(key);
    return {
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-remaining": String(remaining),
      "x-ratelimit-used": String(used),
      "x-ratelimit-reset": String(reset),
      "x-ratelimit-resource": resource,
    };
  }

  /** Everybody starts again. */
  reset(): void {
    this.used.clear();
  }

  private window(key: string): { count: number; resetAt: number } {
    const known = this.used.get(key);
    if (known && known.resetAt > this.state.time()) return known;
    return { count: 0, resetAt: this.state.time() + (isSearch(key) ? 60_000 : 3_600_000) };
  }
}

function isSearch(key: string): boolean {
  return key.endsWith(" search");
}
