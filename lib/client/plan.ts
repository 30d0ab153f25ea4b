import { dropDraft, keepDraft, readDraft } from "./drafts";
import { errorCodeOf } from "./errors";

const nameOf = (number: number) => `plan.${number}`;

/** What was typed as the plan for a task and not sent yet: it survives signing in, a refusal and a closed tab. */
export function keptPlan(number: number): string {
  return readDraft<string>(nameOf(number))?.value ?? "";
}

/** Keeps what was typed so far; nothing is kept of nothing. */
export function keepPlan(number: number, text: string): void {
  if (text.trim() === "") dropPlan(number);
  else keepDraft(nameOf(number), text);
}

export function dropPlan(number: number): void {
  dropDraft(nameOf(number));
}

/** A plan as it is sent: one line, since a line break is only how it was typed. Undefined when nothing was. */
export function planLine(text: string): string | undefined {
  return text.replace(/\s+/g, " ").trim() || undefined;
}

/** Sends a claim with its plan, and without it where the project has meanwhile stopped asking for one. */
export async function sendPlan<Answer>(
  plan: string | undefined,
  send: (plan: string | undefined) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await send(plan);
  } catch (error) {
    if (plan === undefined || !isUnwanted(error)) throw error;
    return send(undefined);
  }
}

function isUnwanted(error: unknown): boolean {
  if (errorCodeOf(error) !== "invalid") return false;
  const { issues = [] } = (error as { data?: { issues?: { code: string }[] } }).data ?? {};
  return issues.some((issue) => issue.code === "plan_off");
}
