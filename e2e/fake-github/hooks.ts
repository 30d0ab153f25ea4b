import { createHmac, randomUUID } from "node:crypto";
import type { Json, Payloads } from "./payloads";
import { type Account, type App, type Hook, type Installation, type Repository, reaches, type State } from "./state";

/** Milliseconds that GitHub waits for an answer. */
const PATIENCE = 10_000;

export interface Delivery {
  /** Its own for each attempt; `guid` stays the same when a delivery is repeated. */
  id: number;
  guid: string;
  hook: Hook;
  event: string;
  action: string | null;
  body: string;
  isRedelivery: boolean;
  repositoryId: number | null;
  installationId: number | null;
  /** Null until it was sent or lost. */
  deliveredAt: string | null;
  duration: number;
  /** Of the answer; 0 when there was none. */
  statusCode: number;
  status: string;
  requestHeaders: Record<string, string>;
  responseBody: string;
}

export interface Happening {
  event: string;
  action: string;
  repository: Repository;
  sender: Account;
  payload: Json;
  /** Who listened before a change that takes a repository away from its listeners. */
  recipients?: Recipient[];
}

export interface Recipient {
  hook: Hook;
  installation: Installation | null;
}

/**
 * Webhooks: made the moment something happens, sent at once (`now`, in their order) or when a test says so (`held`).
 * As at GitHub nothing is tried a second time by itself.
 */
export class Hooks {
  mode: "now" | "held" = "now";
  /** Milliseconds to wait for an answer. */
  patience = PATIENCE;
  /** Made and not yet sent, in their order. */
  readonly pending: Delivery[] = [];
  /** Sent, failed and lost ones, in the order in which they went. */
  readonly deliveries: Delivery[] = [];
  private forged = 0;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly end = new AbortController();

  constructor(
    private readonly state: State,
    private readonly payloads: Payloads,
  ) {}

  recipients(repository: Repository): Recipient[] {
    return this.state.hooks.flatMap((hook): Recipient[] => {
      if (hook.repository) return hook.repository === repository ? [{ hook, installation: null }] : [];
      return this.state.installations
        .filter((one) => one.app.hook === hook && !one.isSuspended && reaches(one, repository))
        .map((installation) => ({ hook, installation }));
    });
  }

  /** Tells those who listen what happened in a repository. */
  tell({ event, action, repository, sender, payload, recipients }: Happening): void {
    for (const { hook, installation } of recipients ?? this.recipients(repository)) {
      if (!hook.isActive || !(hook.events.includes(event) || hook.events.includes("*"))) continue;
      const body = {
        action,
        ...payload,
        repository: this.payloads.repository(repository),
        ...(repository.owner.type === "Organization" ? { organization: this.organization(repository.owner) } : {}),
        sender: this.payloads.account(sender),
        ...(installation ? { installation: { id: installation.id, node_id: `INST_${installation.id}` } } : {}),
      };
      this.make(hook, event, action, body, repository.id, installation?.id ?? null);
    }
  }

  /** Tells a GitHub App of its own installation; this cannot be switched off. */
  tellApp(app: App, event: string, action: string, installation: Installation, payload: Json, sender: Account): void {
    if (!app.hook.url) return;
    const body = {
      action,
      installation: this.payloads.installation(installation),
      ...payload,
      sender: this.payloads.account(sender),
    };
    this.make(app.hook, event, action, body, null, installation.id);
  }

  /** Sends what is held: the oldest `count`, or all; resolves when they are answered. */
  deliver(count = this.pending.length): Promise<Delivery[]> {
    return this.sendAll(this.pending.splice(0, count));
  }

  /** Sends all that is held in an order that the seed gives. */
  deliverShuffled(seed: number): Promise<Delivery[]> {
    return this.sendAll(shuffled(this.pending.splice(0), seed));
  }

  /** Loses what is held: the oldest `count`, or all. They stay in the list of deliveries, as failed. */
  drop(count = this.pending.length): Delivery[] {
    const lost = this.pending.splice(0, count);
    for (const one of lost) Object.assign(one, { deliveredAt: this.state.now(), status: "failed to connect to host" });
    this.deliveries.push(...lost);
    return lost;
  }

  /** Sends one again, now, under the same guid. @param id Of the delivery, or its guid. */
  async repeat(id: number | string): Promise<Delivery> {
    const copy = this.copy(id);
    if (!copy) throw new TypeError(`There is no delivery ${id}.`);
    await this.sendAll([copy]);
    return copy;
  }

  /** As `repeat`, but it waits its turn as any other. Null: there is no such delivery. */
  redeliver(id: number): Delivery | null {
    const copy = this.copy(id);
    if (copy) this.queueUp(copy);
    return copy;
  }

  /** The next ones that are sent are signed with a secret that is not the hook's. */
  wrongSignature(count = 1): void {
    this.forged = count;
  }

  /** What GitHub sends first to a new hook. */
  ping(hook: Hook): Delivery {
    const body = {
      zen: "Practicality beats purity.",
      hook_id: hook.id,
      hook: this.payloads.hook(hook),
      ...(hook.repository
        ? {
            repository: this.payloads.repository(hook.repository),
            sender: this.payloads.account(hook.repository.owner),
          }
        : {}),
    };
    return this.make(hook, "ping", null, body, hook.repository?.id ?? null, null);
  }

  /** Resolves when all that was sent has been answered; what is held stays held. */
  async settled(): Promise<void> {
    for (let last: unknown; last !== this.queue; ) {
      last = this.queue;
      await last;
    }
  }

  close(): void {
    this.pending.length = 0;
    this.end.abort();
  }

  private organization(account: Account): Json {
    const { login, id, node_id, avatar_url } = this.payloads.account(account);
    return { login, id, node_id, avatar_url, description: null };
  }

  private make(
    hook: Hook,
    event: string,
    action: string | null,
    payload: Json,
    repositoryId: number | null,
    installationId: number | null,
  ): Delivery {
    const text = JSON.stringify(payload);
    const delivery: Delivery = {
      id: this.state.nextId(),
      guid: randomUUID(),
      hook,
      event,
      action,
      // Written now: it shows the state at this moment, however late it arrives.
      body: hook.contentType === "form" ? new URLSearchParams({ payload: text }).toString() : text,
      isRedelivery: false,
      repositoryId,
      installationId,
      deliveredAt: null,
      duration: 0,
      statusCode: 0,
      status: "pending",
      requestHeaders: {},
      responseBody: "",
    };
    this.queueUp(delivery);
    return delivery;
  }

  private copy(id: number | string): Delivery | null {
    const found = this.deliveries.find((one) => one.id === id || one.guid === id);
    return found
      ? { ...found, id: this.state.nextId(), isRedelivery: true, deliveredAt: null, statusCode: 0, status: "pending" }
      : null;
  }

  private queueUp(delivery: Delivery): void {
    if (this.mode === "held") this.pending.push(delivery);
    else void this.sendAll([delivery]);
  }

  private sendAll(deliveries: Delivery[]): Promise<Delivery[]> {
    const sent = this.queue.then(async () => {
      for (const one of deliveries) await this.send(one);
      return deliveries;
    });
    this.queue = sent;
    return sent;
  }

  private async send(delivery: Delivery): Promise<void> {
    const { hook } = delivery;
    const secret = this.forged > 0 ? `not ${hook.secret}` : hook.secret;
    this.forged = Math.max(0, this.forged - 1);
    delivery.requestHeaders = {
      accept: "*/*",
      "content-type": hook.contentType === "form" ? "application/x-www-form-urlencoded" : "application/json",
      "user-agent": "GitHub-Hookshot/fa4e000",
      "x-github-delivery": delivery.guid,
      "x-github-event": delivery.event,
      "x-github-hook-id": String(hook.id),
      "x-github-hook-installation-target-id": String(hook.repository?.id ?? delivery.installationId ?? hook.id),
      "x-github-hook-installation-target-type": hook.repository ? "repository" : "integration",
      ...(secret ? { "x-hub-signature-256": signature(secret, delivery.body) } : {}),
    };
    this.deliveries.push(delivery);
    const started = performance.now();
    try {
      const answer = await fetch(hook.url, {
        method: "POST",
        headers: delivery.requestHeaders,
        body: delivery.body,
        redirect: "manual",
        signal: AbortSignal.any([this.end.signal, AbortSignal.timeout(this.patience)]),
      });
      delivery.statusCode = answer.status;
      delivery.status = answer.ok ? "OK" : `Invalid HTTP Response: ${answer.status}`;
      delivery.responseBody = await answer.text();
    } catch (error) {
      const isLate = error instanceof DOMException && error.name === "TimeoutError";
      delivery.status = isLate ? "timed out" : "failed to connect to host";
    }
    delivery.deliveredAt = this.state.now();
    delivery.duration = (performance.now() - started) / 1000;
  }
}

/** The value of `X-Hub-Signature-256`. */
export function signature(secret: string, body: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

function shuffled<T>(list: T[], seed: number): T[] {
  const random = generator(seed);
  return list
    .map((value) => ({ value, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value);
}

/** Mulberry32: the same numbers for the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
