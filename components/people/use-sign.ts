"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { apiFetch } from "../../lib/client/api";
import { errorCodeOf, errorSentence, fieldSentences } from "../../lib/client/errors";
import { dropPlan, keptPlan, planLine, sendPlan } from "../../lib/client/plan";
import { signIn, signUp, useMe } from "../../lib/client/session";
import { ACT_COOKIE } from "../../lib/domain/github";
import type { SignAct } from "../../lib/domain/next";
import { useReaderLocale } from "../layout/client-messages";

export type SignMode = "in" | "up";
export interface SignFields {
  login: string;
  password: string;
  name: string;
}

/** What is wrong, each beside its field; `form` is about the whole. */
export interface SignFaults extends Partial<Record<keyof SignFields, string>> {
  form?: string;
  /** The login is someone's: perhaps the reader's own. */
  taken?: string;
  /** Too many attempts: when the next one counts, in milliseconds since the epoch. */
  waitUntil?: number;
}

export type SignStep = "signing" | "claiming" | "leaving" | null;

/** Where the task's page looks for what became of the claim (`components/task/claiming.ts`), or the place in line. */
const resultKey = "foothold.claim";
const waitKey = "foothold.wait";

/** Signs in or up, makes the claim that led here, and goes on to `next`. Who is signed in already is sent on. */
export function useSign({ next, claim }: { next: string; claim: { number: number; act: SignAct } | null }) {
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const [step, setStep] = useState<SignStep>(null);
  const [faults, setFaults] = useState<SignFaults>({});
  const person = useMe().data?.person;
  const isUsed = useRef(false);

  useEffect(() => {
    // Without a claim, unless one comes from GitHub for it: a link that someone sends must not claim by being opened.
    if (!person || isUsed.current) return;
    isUsed.current = true;
    const goOn = async () => {
      if (claim && isMeant(claim)) {
        setStep("claiming");
        await act(claim);
      }
      setStep("leaving");
      window.location.replace(next);
    };
    void goOn();
  }, [person, next, claim]);

  useEffect(() => {
    // A page that comes back from the browser's memory must not stand still in the middle of its work.
    const wake = (event: PageTransitionEvent) => event.persisted && window.location.reload();
    window.addEventListener("pageshow", wake);
    return () => window.removeEventListener("pageshow", wake);
  }, []);

  const explain = (mode: SignMode, error: unknown, fields: SignFields): SignFaults => {
    const code = errorCodeOf(error);
    if (code === "invalid") {
      const { login, password, name } = fieldSentences(errors, error);
      if (login || password || name) return given({ login, password, name });
    }
    if (code === "unauthenticated" && mode === "in") return { password: errors("sign_in_failed") };
    if (code === "login_taken") return { taken: fields.login };
    if (code === "rate_limited") return { waitUntil: Date.now() + secondsOf(error) * 1000 };
    return { form: errorSentence(errors, error, locale) };
  };

  const sign = async (mode: SignMode, fields: SignFields): Promise<SignFaults> => {
    const missing = check(mode, fields, errors);
    if (Object.keys(missing).length > 0) {
      setFaults(missing);
      return missing;
    }
    setFaults({});
    setStep("signing");
    isUsed.current = true;
    const { login, password, name } = fields;
    try {
      if (mode === "in") await signIn({ login, password });
      else await signUp({ login, password, ...(name.trim() ? { name } : {}) });
    } catch (error) {
      isUsed.current = false;
      const found = explain(mode, error, fields);
      setFaults(found);
      setStep(null);
      return found;
    }
    if (claim !== null) {
      setStep("claiming");
      await act(claim);
    }
    setStep("leaving");
    window.location.replace(next);
    return {};
  };

  /** Forgets these faults, or all of them. */
  const forgive = (...names: (keyof SignFaults)[]) => {
    if (names.length === 0) return setFaults({});
    const left = Object.entries(faults).filter(([name]) => !names.includes(name as keyof SignFaults));
    if (left.length < Object.keys(faults).length) setFaults(Object.fromEntries(left));
  };
  return { sign, step, faults, forgive };
}

/** What can be said without asking: an attempt that cannot succeed should not count as one. */
function check(
  mode: SignMode,
  { login, password }: SignFields,
  errors: ReturnType<typeof useTranslations<"errors">>,
): SignFaults {
  const shortest = mode === "up" ? 8 : 1;
  const short = password === "" ? errors("field.required") : errors("field.too_small", { minimum: shortest });
  return given({
    login: login.trim() === "" ? errors("field.required") : undefined,
    password: password.length < shortest ? short : undefined,
  });
}

function given(faults: Record<string, string | undefined>): SignFaults {
  return Object.fromEntries(Object.entries(faults).filter(([, sentence]) => sentence !== undefined));
}

/** Whether the reader has just signed in through GitHub for this very claim. It says so once. */
function isMeant({ number, act }: { number: number; act: SignAct }): boolean {
  const isMarked = document.cookie.split("; ").includes(`${ACT_COOKIE}=${act}-${number}`);
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not there on plain http
  document.cookie = `${ACT_COOKIE}=; Path=/sign-in; Max-Age=0`;
  return isMarked;
}

function act({ number, act }: { number: number; act: SignAct }): Promise<void> {
  return act === "wait" ? joinWaitlist(number) : claimTask(number);
}

/** Joins the waitlist and leaves word of it for the task's page (`components/task/waiting.tsx`). */
async function joinWaitlist(number: number): Promise<void> {
  const error = await apiFetch(`/tasks/${number}/waitlist`, { method: "POST", body: {} }).then(
    () => null,
    (cause: unknown) => ({ code: errorCodeOf(cause) ?? "internal", data: (cause as { data?: unknown }).data }),
  );
  leaveWord(waitKey, { number, error });
}

/** Makes the claim and leaves word of it for the task's page. */
async function claimTask(number: number): Promise<void> {
  let result: object = { number, result: "claimed" };
  try {
    const claim = (plan?: string) =>
      apiFetch(`/tasks/${number}/claims`, { method: "POST", body: plan ? { plan } : {} });
    await sendPlan(planLine(keptPlan(number)), claim);
    dropPlan(number);
  } catch (error) {
    const data = typeof error === "object" && error !== null && "data" in error ? error.data : {};
    result = { number, result: "refused", error: { code: errorCodeOf(error) ?? "internal", data } };
  }
  leaveWord(resultKey, result);
}

function leaveWord(key: string, word: object): void {
  try {
    window.sessionStorage.setItem(key, JSON.stringify(word));
  } catch {
    // Without storage the task's page shows what became of it all the same, only without a word about it.
  }
}

function secondsOf(error: unknown): number {
  const { data } = error as { data?: { retryAfterSeconds?: number } };
  return data?.retryAfterSeconds ?? 60;
}
