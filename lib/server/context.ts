import { randomUUID } from "node:crypto";
import type { Database } from "../../db/database";

/** Who acts. It comes from the door (session, token, terminal), never from input. */
export type Actor =
  | { kind: "visitor" }
  | { kind: "person"; person: ActingPerson }
  | { kind: "token"; person: ActingPerson; tokenId: string }
  | { kind: "system"; name: string };

export interface ActingPerson {
  id: string;
  login: string;
  name: string;
  isAdmin: boolean;
}

/** What every verb gets. */
export interface Context {
  actor: Actor;
  /** The clock; tests move it. */
  now(): Date;
  requestId: string;
  database: Database;
  /** Hosts whose issue and pull request addresses are understood, `github.com` first. */
  linkHosts: readonly string[];
  signUp: "open" | "closed";
}

/** A context in which the system itself acts: seed, terminal, jobs. */
export function systemContext(
  database: Database,
  name: string,
  linkHosts: readonly string[] = ["github.com"],
): Context {
  return {
    actor: { kind: "system", name },
    now: () => new Date(),
    requestId: randomUUID(),
    database,
    linkHosts,
    signUp: "open",
  };
}

/** The person who acts; null for visitors and the system. */
export function actingPerson(context: Context): ActingPerson | null {
  return context.actor.kind === "person" || context.actor.kind === "token" ? context.actor.person : null;
}
