import { json, moved, type Question, Refusal, type Reply } from "./http";
import type { State } from "./state";

export const faultKinds = [
  /** Answers rightly, `ms` later. */
  "slow",
  "500",
  /** 403 and `retry-after`. */
  "secondary-limit",
  /** 429 and a date in `retry-after`, as a proxy may write it. */
  "429",
  /** 403, nothing remaining, and when it resets. */
  "primary-limit",
  /** Does what was asked, then breaks off in the middle of the reply. */
  "truncated",
  /** 200 and a page, as a proxy would. */
  "not-json",
  /** Ends the connection without doing anything. */
  "reset",
  /** A redirect to the same thing by the repository's id, or `to`. */
  "moved",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  kind: FaultKind;
  /** Compared with the path as asked, `/api/v3/…` and `/login/…`; without, any. */
  path?: RegExp;
  method?: string;
  /** How often; without, until `clear`. */
  times?: number;
  /** For `slow`, milliseconds; 1000 unless said. */
  ms?: number;
  /** For the limits, seconds: 60, 60 and 3600 unless said. */
  seconds?: number;
  to?: string;
}

export class Faults {
  private list: Fault[] = [];

  constructor(private readonly state: State) {}

  /** What goes wrong at present. */
  get kinds(): FaultKind[] {
    return this.list.map((one) => one.kind);
  }

  add(fault: Fault): { clear(): void } {
    const own = { ...fault };
    this.list.push(own);
    return { clear: () => this.remove(own) };
  }

  clear(): void {
    this.list = [];
  }

  /** The oldest that fits this request; it counts as used. */
  take({ method, url }: Question): Fault | undefined {
    const found = this.list.find(
      (one) => (one.method === undefined || one.method === method) && (one.path?.test(url.pathname) ?? true),
    );
    if (found?.times !== undefined) {
      found.times -= 1;
      if (found.times <= 0) this.remove(found);
    }
    return found;
  }

  /** The reply that a fault gives instead of the right one. Undefined: the right one. */
  replyInstead(fault: Fault, question: Question, api: string): Reply | undefined {
    switch (fault.kind) {
      case "500":
        return json(500, { message: "Server Error" });
      case "secondary-limit":
        return new Refusal(
          403,
          "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
          {
            headers: { "retry-after": String(fault.seconds ?? 60) },
          },
        ).reply();
      case "429": {
        const until = new Date(this.state.time() + (fault.seconds ?? 60) * 1000);
        return new Refusal(429, "Too many requests.", { headers: { "retry-after": until.toUTCString() } }).reply();
      }
      case "primary-limit":
        return new Refusal(403, "API rate limit exceeded for 127.0.0.1.", {
          headers: {
            "x-ratelimit-limit": "5000",
            "x-ratelimit-remaining": "0",
            "x-ratelimit-used": "5000",
            "x-ratelimit-reset": String(Math.floor(this.state.time() / 1000) + (fault.seconds ?? 3600)),
            "x-ratelimit-resource": "core",
          },
        }).reply();
      case "not-json":
        return {
          status: 200,
          headers: { "content-type": "text/html; charset=utf-8" },
          text: "<!doctype html><title>Sign in to the network</title><p>Please sign in.",
        };
      case "moved":
        return moved(question.method, fault.to ?? this.byId(question.url, api)).reply();
      case "slow":
      case "truncated":
      case "reset":
        return undefined;
    }
  }

  private byId(url: URL, api: string): string {
    const [, fullName = "", rest = ""] = /\/repos\/([^/]+\/[^/]+)(.*)$/.exec(url.pathname) ?? [];
    const repository = this.state.findRepository(fullName);
    if (!repository) throw new TypeError(`A fault "moved" needs \`to\` for ${url.pathname}.`);
    return `${api}/repositories/${repository.id}${rest}${url.search}`;
  }

  private remove(fault: Fault): void {
    this.list = this.list.filter((one) => one !== fault);
  }
}
