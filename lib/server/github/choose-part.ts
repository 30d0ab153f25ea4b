import { eq } from "drizzle-orm";
import type { Source } from "../../../db/database";
import { namedPart } from "../../github/commands";
import type { ActingPerson } from "../context";
import { slotsOf } from "../tasks/cards";
import { isFreeSlot } from "./stand";

/**
 * Which part of a task a command claims: `slot`, or the only one there is a choice of. `refused` is null when the task has
 * no part of the name that was given, the part when it is over, and absent when none was named where several are free:
 * which one is everyone's own choice.
 */
export type ChosenPart = { slot?: string } | { refused: string | null | undefined };

/**
 * Finds the part that a command names. A task without parts has none to choose, and whoever holds one already, or is
 * offered one, has chosen.
 * @param said what stood after the command, if anything
 * @param options.mayBeAny no part need be named: the first free one will do
 */
export async function choosePart(
  source: Source,
  number: number,
  person: Pick<ActingPerson, "login">,
  said: string | undefined,
  { mayBeAny = false }: { mayBeAny?: boolean } = {},
): Promise<ChosenPart> {
  const { task } = source.tables;
  const [row] = await source.db.select({ closeReason: task.closeReason }).from(task).where(eq(task.number, number));
  const slots = (await slotsOf(source, [number])).get(number) ?? [];
  const parts = slots.flatMap((one) => (one.name === null ? [] : [{ ...one, name: one.name }]));
  const isOver = row?.closeReason !== null || parts.every((one) => one.isFinished || one.isClosed);
  if (parts.length < 2 || isOver || parts.some((one) => one.holder?.person.login === person.login)) return {};
  if (said !== undefined) {
    const found = namedPart(parts, said);
    if (!found) return { refused: null };
    return found.isFinished || found.isClosed ? { refused: found.id } : { slot: found.id };
  }
  const isOffered = parts.some((one) => one.offer?.person.login === person.login);
  const isChoice = parts.filter(isFreeSlot).length > 1;
  return isChoice && !isOffered && !mayBeAny ? { refused: undefined } : {};
}
