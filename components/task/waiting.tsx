"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type MouseEvent, useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { isPlainClick } from "../../lib/client/address";
import { errorCodeOf } from "../../lib/client/errors";
import { changes, useChange } from "../../lib/client/mutations";
import { meQuery, useMe } from "../../lib/client/session";
import { signAddress } from "../../lib/domain/next";
import type { WaitingView } from "../../lib/domain/views";
import { placeInLine } from "../../lib/domain/waitlist";
import { LinkButton } from "../ui/button";
import { Spinner } from "../ui/spinner";
import { showToast } from "../ui/toast";
import { useLiveTask } from "./live";
import { withMessages } from "./with-messages";

/** A refusal in the corner of the screen; its sentences are loaded with it. */
const Fault = withMessages<{ error: unknown }>(["errors"], () => import("./fault").then((loaded) => loaded.FaultToast));

/** Where a visitor signs in, to come back in line. Works without JavaScript. */
export function signInToWait(number: number): string {
  return signAddress("sign-in", `/t/${number}`, number, "wait");
}

/** The reader's place in line for the page's task, from 1, and what is held for them; null: they do not wait. */
export interface MyPlace {
  place: number;
  waiting: number;
  offer: WaitingView["offer"];
}

export function useMyPlace(): MyPlace | null {
  const { task } = useLiveTask();
  const login = useMe().data?.person?.login;
  const own = task.waitlist.find((one) => one.person.login === login);
  return own && login ? { ...placeInLine(task.waitlist, login), offer: own.offer } : null;
}

/** A refusal of something that was tried here, to be said once. `said` has to stand on the page. */
export function useFault() {
  const [fault, setFault] = useState<unknown>(null);
  return { setFault, said: fault !== null && <Fault error={fault} /> };
}

/** Joins and leaves the waitlist of the page's task; a visitor goes by way of the sign-in page. */
export function useWaiting() {
  const t = useTranslations("waitlist");
  const { task } = useLiveTask();
  const client = useQueryClient();
  const change = useChange();
  const { setFault, said } = useFault();
  const [isBusy, setBusy] = useState(false);
  const { number } = task;

  const run = async (what: "wait" | "stopWaiting", done: string | null) => {
    setBusy(true);
    try {
      const { person } = await client.ensureQueryData(meQuery);
      if (!person) return window.location.assign(signInToWait(number));
      await change.mutateAsync(changes[what](number, person));
      if (done) showToast({ title: done });
    } catch (error) {
      if (errorCodeOf(error) === "unauthenticated") return window.location.assign(signInToWait(number));
      setFault(error);
      // It was refused because the page was behind; the next look should be true.
      void client.invalidateQueries({ queryKey: ["task", number] });
    } finally {
      setBusy(false);
    }
  };
  return {
    join: () => run("wait", null),
    leave: () => run("stopWaiting", t("left")),
    pass: () => run("stopWaiting", t("offer.passed")),
    isBusy,
    said,
  };
}

/** Joins in one tap. In the HTML it is a link to the sign-in page, which comes back with the reader in line. */
export function WaitButton({ waiting }: { waiting: Pick<ReturnType<typeof useWaiting>, "join" | "isBusy"> }) {
  const t = useTranslations("waitlist");
  const { task } = useLiveTask();
  const { join, isBusy } = waiting;
  const onClick = (event: MouseEvent<HTMLAnchorElement>) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    if (!isBusy) void join();
  };
  return (
    <LinkButton
      href={signInToWait(task.number)}
      rel="nofollow"
      look="primary"
      size="large"
      isWide
      aria-disabled={isBusy || undefined}
      onClick={onClick}
      icon={isBusy ? <Spinner /> : undefined}
    >
      {isBusy ? t("joining") : t("join")}
    </LinkButton>
  );
}

/** Where the sign-in page leaves what became of the wish to wait that led there. */
const wordKey = "foothold.wait";

/** After signing in: says what became of the wish to wait that led there, once. */
export function WaitWord() {
  const t = useTranslations("waitlist");
  const { task } = useLiveTask();
  const login = useMe().data?.person?.login;
  const { setFault, said } = useFault();
  useEffect(() => {
    const word = login ? takeWord(task.number) : null;
    if (word?.error) setFault(word.error);
    else if (word) showToast({ title: t("joined"), look: "success" });
  }, [login, task.number, t, setFault]);
  return said;
}

function takeWord(number: number): { number: number; error: unknown } | null {
  try {
    const word = JSON.parse(window.sessionStorage.getItem(wordKey) ?? "null") as ReturnType<typeof takeWord>;
    if (word?.number !== number) return null;
    window.sessionStorage.removeItem(wordKey);
    return word;
  } catch {
    // No storage, or not ours.
    return null;
  }
}
