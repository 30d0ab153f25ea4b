import { randomUUID } from "node:crypto";
import type { Database } from "../../db/database";
import type { GitHubCause } from "../domain/words";

/** Who acts. It comes from the door (session, token, terminal), never from input. */
export type Actor =
  | { kind: "visitor" }
  | { kind: "person"; person: ActingPerson }
  | { kind: "token"; person: ActingPerson; tokenId: string }
  /** GitHub says so: a person acted there (a command, a pull request), or nobody in particular. */
  | { kind: "github"; person: ActingPerson | null }
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
  /** What happened at GitHub that is followed here; it stands in the events and notices of the change. */
  cause?: GitHubCause;
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

/** The person who acts; null for visitors, the system, and GitHub when it speaks for nobody in particular. */
export function actingPerson({ actor }: Context): ActingPerson | null {
  return actor.kind === "visitor" || actor.kind === "system" ? null : actor.person;
}

/** Whether nobody in particular acts, but what may do everything with tasks: the system, or a connected repository. */
export function actsByItself({ actor }: Context): boolean {
  return actor.kind === "system" || (actor.kind === "github" && actor.person === null);
}
