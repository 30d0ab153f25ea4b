"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { errorCodeOf } from "../../lib/client/errors";
import { changes, useChange } from "../../lib/client/mutations";
import { meQuery, useMe } from "../../lib/client/session";
import type { TaskView } from "../../lib/domain/views";
import type { Refusal } from "../../lib/i18n/error-sentence";
import { formatInstant } from "../../lib/i18n/time";
import { useReaderLocale } from "../layout/client-messages";
import { useTimeZone } from "../ui/now";
import { showToast } from "../ui/toast";
import { useLiveTask } from "./live";

/** Where a visitor signs in, to come back with the task claimed. Works without JavaScript. */
export function signInToClaim(number: number): string {
  return `/sign-in?next=${encodeURIComponent(`/t/${number}`)}&claim=${number}`;
}

/** Claims the page's task: at once for who is signed in, by way of the sign-in page for a visitor. */
export function useClaiming() {
  const { task, setRefusal } = useLiveTask();
  const client = useQueryClient();
  const change = useChange();
  const sayClaimed = useClaimedToast();
  const [isBusy, setBusy] = useState(false);

  const claim = async (slot?: string) => {
    setBusy(true);
    try {
      const { person } = await client.ensureQueryData(meQuery);
      if (!person) return window.location.assign(signInToClaim(task.number));
      sayClaimed((await change.mutateAsync(changes.claim(task.number, person, slot))).task, person.login);
    } catch (error) {
      if (errorCodeOf(error) === "unauthenticated") return window.location.assign(signInToClaim(task.number));
      setRefusal(refusalOf(error));
      // A refused claim means that the page was behind; the next look should be true.
      void client.invalidateQueries({ queryKey: ["task", task.number] });
    } finally {
      setBusy(false);
    }
  };
  return { claim, isBusy };
}

/** Where the sign-in page leaves what became of the claim that led there. */
const resultKey = "foothold.claim";

interface ClaimResult {
  number: number;
  result: "claimed" | "refused";
  error?: Refusal;
}

/** After signing in: says what became of the claim that led there, once. */
export function useClaimResult() {
  const { task, setRefusal } = useLiveTask();
  const login = useMe().data?.person?.login;
  const sayClaimed = useClaimedToast();
  useEffect(() => {
    if (!login) return;
    const left = takeResult(task.number);
    if (left?.result === "claimed") sayClaimed(task, login);
    if (left?.result === "refused") setRefusal(left.error ?? { code: "internal" });
  }, [login, task, sayClaimed, setRefusal]);
}

function takeResult(number: number): ClaimResult | null {
  try {
    const result = JSON.parse(window.sessionStorage.getItem(resultKey) ?? "null") as ClaimResult | null;
    if (result?.number !== number) return null;
    window.sessionStorage.removeItem(resultKey);
    return result;
  } catch {
    // No storage, or not ours.
    return null;
  }
}

function refusalOf(error: unknown): Refusal {
  const code = errorCodeOf(error) ?? "internal";
  const data = typeof error === "object" && error !== null && "data" in error ? error.data : undefined;
  return { code, data };
}

function useClaimedToast() {
  const t = useTranslations("task.claimed");
  const locale = useReaderLocale();
  const timeZone = useTimeZone();
  return useCallback(
    (task: TaskView, login: string) => {
      const holder = task.slotList.find((slot) => slot.holder?.person.login === login)?.holder;
      const until = holder?.leaseEndsAt;
      const date = until && formatInstant(Date.parse(until), { locale, format: "date", now: Date.now(), timeZone });
      showToast({ title: t("title"), look: "success", ...(date ? { description: t("until", { date }) } : {}) });
    },
    [t, locale, timeZone],
  );
}
