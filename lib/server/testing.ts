import { randomUUID } from "node:crypto";
import type { Database } from "../../db/database";
import type { CreateTaskInput } from "../domain/inputs";
import type { TaskView } from "../domain/views";
import type { MemberRole } from "../domain/words";
import { type ActingPerson, type Actor, type Context, systemContext } from "./context";
import { createProject } from "./projects/create";
import { createTask } from "./tasks/create";

/** A clock that tests move. */
export interface TestClock {
  now(): Date;
  /** Moves the clock on, in milliseconds. */
  advance(milliseconds: number): void;
}

/** A clock that stands at `start` until it is moved. */
export function createClock(start = "2026-03-01T08:00:00.000Z"): TestClock {
  let time = new Date(start).getTime();
  return {
    now: () => new Date(time),
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
}

/** People, projects and tasks in a test's database. */
export function createWorld(database: Database, clock: TestClock = createClock()) {
  const contextOf = (actor: Actor): Context => ({
    actor,
    now: clock.now,
    requestId: randomUUID(),
    database,
    linkHosts: ["github.com", "git.example.org"],
    signUp: "open",
  });
  const system: Context = { ...systemContext(database, "test"), now: clock.now };
  return {
    clock,
    system,
    visitor: contextOf({ kind: "visitor" }),
    as: (person: ActingPerson) => contextOf({ kind: "person", person }),

    /** A person with an account, by login. */
    async person(login: string, options: { isAdmin?: boolean } = {}): Promise<ActingPerson> {
      const person = { id: randomUUID(), login, name: login.toUpperCase(), isAdmin: options.isAdmin ?? false };
      await database.transaction(async (tx) => {
        await tx.db.insert(tx.tables.person).values({
          ...person,
          email: `${login}@people.invalid`,
          createdAt: clock.now(),
          updatedAt: clock.now(),
        });
      });
      return person;
    },

    /** A project; returns its slug. */
    async project(slug: string = `p${randomUUID().slice(0, 8)}`): Promise<string> {
      await createProject(system, { slug, name: slug, repositoryUrl: `https://github.com/example/${slug}` });
      return slug;
    },

    async member(slug: string, person: ActingPerson, role: MemberRole): Promise<void> {
      const { grantMember } = await import("./projects/members");
      await grantMember(system, { project: slug, login: person.login, role });
    },

    /** A task of a project. */
    async task(project: string, fields: Partial<CreateTaskInput> = {}): Promise<TaskView> {
      const { task } = await createTask(system, {
        project,
        difficulty: "easy",
        texts: { zh: { title: `任务 ${randomUUID().slice(0, 8)}` } },
        ...fields,
      });
      return task;
    },
  };
}

export type World = ReturnType<typeof createWorld>;
