import { notFound } from "next/navigation";
import { cache } from "react";
import { isAppError } from "../../../lib/domain/errors";
import { pageContext } from "../../../lib/server/request";
import { readTask } from "../../../lib/server/tasks/read";

const highest = 2 ** 31 - 1;

/** The number that an address names; null when it cannot be a task's. */
export function taskNumber(text: string): number | null {
  const number = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null;
  return number !== null && number <= highest ? number : null;
}

/** The task of the page, read once for its head and its body. Without one, the page is not found (404). */
export const loadTask = cache(async (text: string) => {
  const number = taskNumber(text);
  if (number === null) notFound();
  const { context } = await pageContext();
  try {
    return await readTask(context, number);
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  }
});
