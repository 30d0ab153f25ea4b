import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { CreateTaskInput, EditSlotsInput, EditTaskInput } from "../domain/inputs";
import type { ChangeView, ClaimView, ConfirmedView, MeView, PersonRefView } from "../domain/views";
import type { ClaimStep, CloseReason } from "../domain/words";
import { apiFetch } from "./api";
import * as guesses from "./optimistic";
import { meQuery } from "./session";
import { taskQuery } from "./task";

/** One write about a task or a claim: how to ask for it, and what to show until the answer comes. */
export interface Change {
  /** The task it is about. */
  number: number;
  path: string;
  method?: "POST" | "PUT" | "PATCH" | "DELETE";
  body?: Record<string, unknown>;
  guess?: guesses.Guess;
  /** The same for what only the reader sees. */
  guessMe?: (me: MeView) => MeView;
}

/** A claim as far as a change needs it. */
export type ClaimRef = Pick<ClaimView, "id"> & { task: { number: number } };

/** The writes of a task's page and of its card. All of them are answered with a ChangeView. */
export const changes = {
  claim: (number: number, person: PersonRefView, slot?: string, plan?: string): Change => ({
    number,
    path: `/tasks/${number}/claims`,
    body: { ...(slot ? { slot } : {}), ...(plan ? { plan } : {}) },
    guess: guesses.claimed(person, Date.now(), slot),
  }),
  release: (claim: ClaimRef, reason?: string): Change => ({
    ...ofClaim(claim, "release"),
    body: reason ? { reason } : {},
    guess: guesses.released(claim.id, Date.now()),
  }),
  renew: (claim: ClaimRef): Change => ({
    ...ofClaim(claim, "renew"),
    guess: guesses.renewedLease(claim.id, Date.now()),
  }),
  tick: (claim: ClaimRef, step: ClaimStep, isDone: boolean): Change => ({
    ...ofClaim(claim, "steps"),
    body: { step, isDone },
    guessMe: guesses.ticked(claim.id, step, isDone),
  }),
  note: (claim: ClaimRef, note: string): Change => ({ ...ofClaim(claim, "notes"), body: { note } }),
  link: (claim: ClaimRef, url: string): Change => ({ ...ofClaim(claim, "links"), body: { url } }),
  unlink: (claim: ClaimRef, link: string): Change => ({ ...ofClaim(claim, `links/${link}`), method: "DELETE" }),
  complete: (claim: ClaimRef, merged?: boolean): Change => ({
    ...ofClaim(claim, "complete"),
    body: merged ? { merged } : {},
    guess: guesses.completed(claim.id, Date.now()),
  }),
  close: (number: number, body: { reason: CloseReason; duplicateOf?: number; comment?: string }): Change => ({
    number,
    path: `/tasks/${number}/close`,
    body,
    guess: guesses.closed(body.reason, Date.now()),
  }),
  reopen: (number: number): Change => ({
    number,
    path: `/tasks/${number}/reopen`,
    guess: guesses.reopened(Date.now()),
  }),
  except: (number: number, body: { login: string; reason: string }): Change => ({
    number,
    path: `/tasks/${number}/exceptions`,
    body,
  }),
  edit: ({ number, ...body }: EditTaskInput): Change => ({ number, path: `/tasks/${number}`, method: "PATCH", body }),
  wait: (number: number, person: PersonRefView): Change => ({
    number,
    path: `/tasks/${number}/waitlist`,
    guess: guesses.joined(person, Date.now()),
  }),
  stopWaiting: (number: number, person: PersonRefView): Change => ({
    number,
    path: `/tasks/${number}/waitlist`,
    method: "DELETE",
    guess: guesses.left(person.login, Date.now()),
  }),
  move: (claim: ClaimRef, slot: string): Change => ({
    ...ofClaim(claim, "move"),
    body: { slot },
    guess: guesses.moved(claim.id, slot, Date.now()),
  }),
  editSlots: ({ number, ...body }: EditSlotsInput): Change => ({
    number,
    path: `/tasks/${number}/slots`,
    method: "PUT",
    body,
  }),
  undo: (number: number, eventId: number): Change => ({ number, path: `/events/${eventId}/undo` }),
};

function ofClaim(claim: ClaimRef, what: string): Change {
  return { number: claim.task.number, path: `/claims/${claim.id}/${what}` };
}

/**
 * Makes changes: the guess is shown at once, the server's answer takes its place, and a refusal brings back what was
 * there. Afterwards everything that may have changed with it is asked for again.
 */
export function useChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, method = "POST", body = {} }: Change) =>
      apiFetch<ChangeView>(path, method === "DELETE" ? { method } : { method, body }),
    onMutate: async ({ number, guess, guessMe }) => {
      const { queryKey } = taskQuery(number);
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      if (before && guess) client.setQueryData(queryKey, guess(before));
      if (!guessMe) return { before };
      await client.cancelQueries({ queryKey: meQuery.queryKey });
      const me = client.getQueryData(meQuery.queryKey);
      if (me) client.setQueryData(meQuery.queryKey, guessMe(me));
      return { before, me };
    },
    onError: (_error, { number }, given) => {
      if (given?.before) client.setQueryData(taskQuery(number).queryKey, given.before);
      if (given?.me) client.setQueryData(meQuery.queryKey, given.me);
    },
    onSuccess: (change) => settle(client, change),
  });
}

/** Takes over what a change was answered with. */
export function settle(client: QueryClient, { task, claimId }: ChangeView): void {
  client.setQueryData(taskQuery(task.number).queryKey, task);
  client.setQueryData(meQuery.queryKey, (me) => (me ? withClaim(me, task, claimId) : me));
  for (const queryKey of [meQuery.queryKey, ["board"], ["tasks"], ["projects"]]) {
    void client.invalidateQueries({ queryKey });
  }
}

/** The reader's claims with a claim they have just made, until `/me` says it more exactly. */
function withClaim(me: MeView, task: ChangeView["task"], claimId: string | null): MeView {
  const slot = task.slotList.find((one) => one.holder?.claimId === claimId);
  const { holder } = slot ?? {};
  const isKnown = me.claims.some((claim) => claim.id === claimId);
  if (!slot || !holder || isKnown || holder.person.login !== me.person?.login) return me;
  const claim: ClaimView = {
    id: holder.claimId,
    task: { number: task.number, titles: task.titles, difficulty: task.difficulty },
    project: task.project,
    slot: { id: slot.id, name: slot.name },
    person: holder.person,
    state: holder.state,
    startedAt: holder.startedAt,
    leaseEndsAt: holder.leaseEndsAt,
    renewalsLeft: holder.renewalsLeft,
    renewals: 0,
    remindAt: null,
    steps: [],
    renewDays: task.rules.renewDays,
    plan: null,
    endedAt: null,
    endReason: null,
    links: task.links.filter((link) => link.claimId === claimId),
    holderMayComplete: false,
  };
  return { ...me, claims: [claim, ...me.claims] };
}

/** Adds a task. @throws ApiError invalid, forbidden, link_invalid */
export function createTask(input: CreateTaskInput): Promise<ChangeView> {
  return apiFetch<ChangeView>("/tasks", { method: "POST", body: input });
}

/** Says that tasks are still wanted: all of them or none. @throws ApiError task_not_open, not_found, forbidden */
export function confirmTasks(numbers: number[]): Promise<ConfirmedView> {
  return apiFetch<ConfirmedView>("/tasks/confirm", { method: "POST", body: { numbers } });
}

/** Deletes a task for good; only administrators may. @throws ApiError not_found, forbidden */
export function deleteTask(number: number): Promise<{ number: number }> {
  return apiFetch<{ number: number }>(`/tasks/${number}`, { method: "DELETE" });
}
