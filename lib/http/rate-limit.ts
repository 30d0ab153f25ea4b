import { AppError } from "../domain/errors";
import type { Actor } from "../server/context";
import { ADDRESS_HEADER } from "./client-address";

export interface LimiterOptions {
  /** Requests in one window. */
  quota: number;
  /** Seconds. */
  window: number;
  /** Clients that are remembered; the one whose window began first is forgotten first. */
  capacity: number;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

export interface Limiter {
  /** Counts one request. `seconds` until the window ends; `remaining` is -1 when the quota was used up before. */
  take(client: string): { remaining: number; seconds: number };
  readonly quota: number;
  readonly window: number;
}

/** Counts requests by client in fixed windows, in bounded memory. */
export function createLimiter({ quota, window, capacity, now = Date.now }: LimiterOptions): Limiter {
  const windows = new Map<string, { endsAt: number; used: number }>();
  function take(client: string) {
    const at = now();
    let current = windows.get(client);
    if (!current || current.endsAt <= at) {
      // Deleted first, so that the map stays in the order in which windows began.
      windows.delete(client);
      current = { endsAt: at + window * 1000, used: 0 };
      windows.set(client, current);
      const oldest = windows.size > capacity ? windows.keys().next().value : undefined;
      if (oldest !== undefined) windows.delete(oldest);
    }
    current.used = Math.min(current.used + 1, quota + 1);
    return { remaining: quota - current.used, seconds: Math.max(1, Math.ceil((current.endsAt - at) / 1000)) };
  }
  return { take, quota, window };
}

/** Requests a minute, far above what a person or a careful script does. A preview is asked for as one types. */
const limits = { writes: 120, previews: 240 };
const key = Symbol.for("foothold.limits");
type Holder = { [key]?: Map<string, Limiter> };

/**
 * Counts a request of this kind by this client in this process and says in `headers` how many are left.
 * @throws AppError rate_limited
 */
export function limitRequests(kind: keyof typeof limits, request: Request, actor: Actor, headers: Headers): void {
  const holder = globalThis as Holder;
  holder[key] ??= new Map();
  const limiter = holder[key].get(kind) ?? createLimiter({ quota: limits[kind], window: 60, capacity: 20_000 });
  holder[key].set(kind, limiter);
  const { remaining, seconds } = limiter.take(clientOf(request, actor));
  headers.set("RateLimit-Policy", `"${kind}";q=${limiter.quota};w=${limiter.window}`);
  headers.set("RateLimit", `"${kind}";r=${Math.max(0, remaining)};t=${seconds}`);
  if (remaining < 0) throw new AppError("rate_limited", { retryAfterSeconds: seconds });
}

function clientOf(request: Request, actor: Actor): string {
  if (actor.kind === "token") return `token ${actor.tokenId}`;
  if (actor.kind === "person") return `person ${actor.person.id}`;
  return `address ${network(request.headers.get(ADDRESS_HEADER) ?? "")}`;
}

/** An IPv6 client has a whole /64 to itself. */
function network(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.split("::");
  const groups = head ? head.split(":") : [];
  const rest = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - rest.length }, () => "0");
  return [...groups, ...zeros, ...rest].slice(0, 4).join(":");
}
