import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Source } from "../../../db/database";
import { AppError, isAppError } from "../../domain/errors";
import {
  type ListRefusal,
  type ListRefusalView,
  type ListTakenView,
  takeOverListInput,
} from "../../domain/repositories";
import type { SlotView } from "../../domain/views";
import { GitHubFault } from "../../github/client";
import { claimTask } from "../claims/claim";
import { completeClaim } from "../claims/complete";
import { heldBy, holderOfSlot } from "../claims/open";
import type { ActingPerson, Context } from "../context";
import { parseInput } from "../parse";
import { asMaintainer } from "../rights";
import { finishSlot } from "../slots/finish";
import { slotsOf } from "../tasks/cards";
import { taskRow } from "../tasks/change";
import { readTask } from "../tasks/read";
import { type Access, accessOf, clientWith } from "./access";
import { asGitHub } from "./as";
import { type AskGitHub, askWith } from "./ask";
import { personHere } from "./follow-assignees";
import { withKnownList } from "./listed";
import { type GitHubSettings, gitHubSettings } from "./settings";

type Item = z.output<typeof takeOverListInput>["items"][number];

/** Questions to GitHub at once. */
const atOnce = 5;
/** Logins that GitHub is asked about for one list: a visitor has sixty requests in an hour. The rest is for another try. */
const mostAsked = { public: 20, token: 100, app: 100 };
/** A login that GitHub can have given out. */
const isLogin = /^[a-z\d][a-z\d_-]{0,99}$/i;

/** What a verb says of a slot with which something else has just happened. */
const raced: ReadonlySet<string> = new Set(["slot_taken", "slot_held", "claim_ended"]);

/** Why an item cannot be taken over: thrown and caught here. */
class Refused {
  constructor(
    readonly why: ListRefusal,
    readonly by: string | null = null,
  ) {}
}

/**
 * Makes claim state of what a list says of a task's slots; by a maintainer of its project. Whom it names holds the slot,
 * with a lease that begins now, or has finished it where it is ticked as well; what is ticked without a name is finished
 * by whoever holds it, else by nobody. Neither cap, ladder nor plan are asked about: a maintainer has looked at it. What
 * is so already stays, and nothing is taken from anyone: an item that is not ticked, or names nobody, changes nothing.
 * Each item is taken over for itself; what could not be is named in the answer, and can be tried again.
 * @throws AppError invalid, not_found (task), unauthenticated, forbidden
 */
export async function takeOverList(
  context: Context,
  input: unknown,
  given: GitHubSettings = gitHubSettings(),
): Promise<ListTakenView> {
  const { number, items } = parseInput(takeOverListInput, input);
  const { database } = context;
  const { projectId } = await taskRow(database, number);
  await asMaintainer(database, context, projectId);
  checkOnce(items);
  const slots = new Map(((await slotsOf(database, [number])).get(number) ?? []).map((one) => [one.id, one]));
  const people = await findPeople(context, number, wantedLogins(items, slots), given);
  const listed: Context = { ...context, cause: "listed" };
  const refused: ListRefusalView[] = [];
  // Nobody holds two slots at once: what they have finished comes before what they hold.
  for (const item of [...items.filter((one) => one.isDone), ...items.filter((one) => !one.isDone)]) {
    const slot = slots.get(item.slot);
    const taking = () => takeItem(listed, number, item, slot, people);
    try {
      await taking().catch(async (error: unknown) => {
        // Somebody else says the same in this moment: it is so already, or half of it.
        if (await isSoNow(database, item, people)) return;
        if (!isAppError(error) || !raced.has(error.code)) throw error;
        await taking();
      });
    } catch (error) {
      const { why, by } = await refusalOf(error, database, item);
      refused.push({ slot: item.slot, name: slot?.name ?? null, holder: item.holder, why, by });
    }
  }
  await rememberList(context, number);
  const order = items.map((one) => one.slot);
  refused.sort((a, b) => order.indexOf(a.slot) - order.indexOf(b.slot));
  return { task: await readTask(context, number), claimId: null, eventId: null, refused };
}

/** @throws AppError invalid when a list speaks of a slot twice */
function checkOnce(items: readonly Item[]): void {
  const issues = items.flatMap(({ slot }, index) =>
    items.findIndex((one) => one.slot === slot) < index ? [{ path: `items.${index}.slot`, code: "slot_repeated" }] : [],
  );
  if (issues.length > 0) throw new AppError("invalid", { issues });
}

/** The logins, in lower case, of whom something is to be taken over. */
function wantedLogins(items: readonly Item[], slots: ReadonlyMap<string, SlotView>): Set<string> {
  return new Set(
    items.flatMap(({ slot, holder }) => {
      const isOver = slots.get(slot)?.isFinished ?? true;
      return holder === null || isOver ? [] : holder.toLowerCase();
    }),
  );
}

type People = ReadonlyMap<string, ActingPerson | Refused>;

async function takeItem(
  context: Context,
  number: number,
  { slot: slotId, isDone, holder }: Item,
  slot: SlotView | undefined,
  people: People,
): Promise<void> {
  if (!slot) throw new Refused("gone");
  if (slot.isFinished || (!isDone && holder === null)) return;
  if (slot.isClosed) throw new Refused("not_wanted");
  const person = holder === null ? null : (people.get(holder.toLowerCase()) ?? new Refused("nobody"));
  if (person instanceof Refused) throw person;
  const own = await holderOfSlot(context.database, slotId);
  if (own !== null && person !== null && own.personId !== person.id) throw new Refused("held", own.login);
  if (!isDone) {
    if (own === null && person !== null) await claimFor(context, number, slotId, person);
    return;
  }
  if (own !== null) {
    await completeClaim(context, { id: own.claimId });
  } else if (person === null || (await heldBy(context.database, number, person.id)) !== null) {
    // Who holds another slot cannot claim this one as well, but has done it.
    await finishSlot(context, { number, slot: slotId }, { person });
  } else {
    await completeClaim(context, { id: await claimFor(context, number, slotId, person) });
  }
}

/** Claims the slot for a person. @returns the claim's id */
async function claimFor(context: Context, number: number, slot: string, person: ActingPerson): Promise<string> {
  const rules = { beyondRules: true, isQuiet: true };
  const { claimId } = await claimTask(asGitHub(context, person, "listed"), { number, slot }, rules);
  const own = await holderOfSlot(context.database, slot);
  // Claiming what one holds already changes nothing: they hold another slot, and keep it.
  if (claimId === null || own?.claimId !== claimId) throw new Refused("holds_other");
  return claimId;
}

/** Whether the board says what an item says, whoever did it. */
async function isSoNow(source: Source, { slot: slotId, isDone, holder }: Item, people: People): Promise<boolean> {
  const { slot } = source.tables;
  const [row] = await source.db.select({ finishedAt: slot.finishedAt }).from(slot).where(eq(slot.id, slotId));
  if (row?.finishedAt) return true;
  const person = people.get(holder?.toLowerCase() ?? "");
  if (isDone || !person || person instanceof Refused) return false;
  return (await holderOfSlot(source, slotId))?.personId === person.id;
}

/** Why, of what was thrown. @throws what is no refusal */
async function refusalOf(error: unknown, source: Source, item: Item): Promise<Refused> {
  if (error instanceof Refused) return error;
  if (!isAppError(error)) throw error;
  const { code, data } = error as AppError;
  if (code === "slot_taken" || code === "slot_held") {
    return new Refused("held", (await holderOfSlot(source, item.slot))?.login ?? null);
  }
  if (code === "slot_offered") return new Refused("offered", (data as AppError<"slot_offered">["data"]).person);
  if (code === "task_not_open") return new Refused("over");
  if (code === "not_found") return new Refused("gone");
  return new Refused("other");
}

/**
 * The people of these logins at GitHub: those that are known here, and for the rest GitHub is asked. A bot, a login that
 * nobody has, and a GitHub that does not answer are refusals, each for whom it concerns.
 */
async function findPeople(
  context: Context,
  number: number,
  logins: ReadonlySet<string>,
  given: GitHubSettings,
): Promise<People> {
  const people = new Map<string, ActingPerson | Refused>();
  for (const one of await knownPeople(context.database, logins)) people.set(one.at.toLowerCase(), one.person);
  const unknown = [...logins].filter((login) => !people.has(login));
  if (unknown.length === 0) return people;
  let ask: AskGitHub | null = null;
  let left = 0;
  try {
    const { access, place } = await accessFor(context.database, number, given);
    ask = askWith(clientWith(given, access, context.now), place);
    left = mostAsked[access.kind];
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
  }
  for (let at = 0; at < unknown.length; at += atOnce) {
    const some = unknown.slice(at, at + atOnce);
    const asked = at < left ? ask : null;
    const answers = await Promise.all(some.map((login) => askFor(asked, login)));
    for (const [index, login] of some.entries()) {
      const answer = answers[index] as Awaited<ReturnType<typeof askFor>>;
      if (answer instanceof Refused) {
        // Who does not answer now is not asked for everyone else.
        if (answer.why === "github_away") ask = null;
        people.set(login, answer);
      } else people.set(login, await personHere(context, answer));
    }
  }
  return people;
}

async function askFor(ask: AskGitHub | null, login: string) {
  if (!isLogin.test(login)) return new Refused("nobody");
  if (!ask) return new Refused("github_away");
  try {
    const account = await ask.account(login);
    if (account?.isBot) return new Refused("bot");
    return account ?? new Refused("nobody");
  } catch (error) {
    if (error instanceof GitHubFault) return new Refused("github_away");
    throw error;
  }
}

async function knownPeople(source: Source, logins: ReadonlySet<string>) {
  const { githubAccount, person } = source.tables;
  if (logins.size === 0) return [];
  return (
    source.db
      .select({
        at: githubAccount.login,
        person: { id: person.id, login: person.login, name: person.name, isAdmin: person.isAdmin },
      })
      .from(githubAccount)
      .innerJoin(person, eq(person.id, githubAccount.personId))
      .where(inArray(sql`lower(${githubAccount.login})`, [...logins]))
      // Of two who had the login one after the other, the one who has it: the last one is set last.
      .orderBy(githubAccount.seenAt)
  );
}

/** By what right GitHub is asked about a task: as the repository that it follows, else another of its project, else anyone. */
async function accessFor(source: Source, number: number, given: GitHubSettings) {
  const { repository, issue, task } = source.tables;
  const [row] = await source.db
    .select({ repository })
    .from(task)
    .innerJoin(repository, eq(repository.projectId, task.projectId))
    .leftJoin(issue, and(eq(issue.repositoryId, repository.id), eq(issue.taskNumber, task.number)))
    .where(eq(task.number, number))
    .orderBy(desc(sql`${issue.id} is not null`), desc(repository.isFollowed), repository.connectedAt);
  const access: Access = row ? accessOf(given, row.repository) : { kind: "public" };
  return { access, place: row?.repository ?? { githubId: "" } };
}

/** What the list of the task's issue says and the board does as well need not be decided any more. */
export async function rememberList(context: Context, number: number): Promise<void> {
  await context.database.transaction(async (tx) => {
    const { issue } = tx.tables;
    const rows = await tx.db.select().from(issue).where(eq(issue.taskNumber, number));
    for (const row of rows) {
      if (row.taken === null) continue;
      const taken = await withKnownList(tx, row, row.taken);
      if (JSON.stringify(taken) === JSON.stringify(row.taken)) continue;
      await tx.db.update(issue).set({ taken }).where(eq(issue.id, row.id));
    }
  });
}
