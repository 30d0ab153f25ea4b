import { cache } from "react";
import { found } from "../../../lib/server/found";
import { pageContext } from "../../../lib/server/request";
import { readTask } from "../../../lib/server/tasks/read";

const highest = 2 ** 31 - 1;

/** The number that an address names; null when it cannot be a task's. */
export function taskNumber(text: string): number | null {
  const number = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null;
  return number !== null && number <= highest ? number : null;
}

/** The task of the page, read once for its head and its body; null when there is none. */
export const loadTask = cache(async (text: string) => {
  const number = taskNumber(text);
  if (number === null) return null;
  const { context } = await pageContext();
  return found(readTask(context, number));
});
