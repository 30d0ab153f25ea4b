"use client";

import {
  type FormEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { useTranslations } from "use-intl/react";
import { isPlainClick, replaceAddress } from "../../lib/client/address";
import type { GitHubSignFault } from "../../lib/domain/github";
import { type SignAct, signAddress } from "../../lib/domain/next";
import type { Locale } from "../../lib/domain/words";
import { PageTitle } from "../layout/page";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Field, Input } from "../ui/field";
import { focusSoon } from "../ui/focus";
import { TabLinks } from "../ui/tabs";
import { GitHubFaultNotice, GitHubSign } from "./github-sign";
import { PasswordInput } from "./password-input";
import { type SignFaults, type SignMode, useSign } from "./use-sign";
import { WaitNotice } from "./wait-notice";

interface SignFormProps {
  /** The page that was opened; the tabs change it without losing what was typed. */
  initialMode: SignMode;
  /** Where to go after it: a path of this site (`safeNext`). */
  next: string;
  /** The task that is claimed after it, or waited for. */
  claim: { number: number; act: SignAct; title: string; titleLocale: Locale } | null;
  isSignUpOpen: boolean;
  /** Whether this instance offers signing in with GitHub; `fault` is why the last time did not end as wished. */
  github: { isOffered: boolean; fault: GitHubSignFault | null };
}

const never = () => () => {};

/** Signing in and up in one form: what was typed stays, whatever happens. */
export function SignForm({ initialMode, next, claim, isSignUpOpen, github }: SignFormProps) {
  const t = useTranslations("people.sign");
  const throughGitHub = useTranslations("github");
  const common = useTranslations("common");
  const [mode, setMode] = useState(initialMode);
  const { sign, step, faults, forgive } = useSign({ next, claim });
  const form = useRef<HTMLFormElement>(null);
  // Until the page is alive, its button does nothing: the browser itself would send the password as a form.
  const isAlive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const isClosed = mode === "up" && !isSignUpOpen;
  const isUp = mode === "up";

  useEffect(() => {
    // On a phone the keyboard would cover half of the page before it was read.
    if (!window.matchMedia("(pointer: fine)").matches || document.activeElement !== document.body) return;
    control(form.current, "username")?.focus();
  }, []);

  const address = (page: "sign-in" | "sign-up") => signAddress(page, next, claim?.number ?? null, claim?.act);
  const isWait = claim?.act === "wait";

  const turn = (to: SignMode) => (event: MouseEvent<HTMLAnchorElement>) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    if (to === mode) return;
    replaceAddress(address(to === "in" ? "sign-in" : "sign-up"));
    document.title = `${t(to === "in" ? "titleIn" : "titleUp")} · ${common("siteName")}`;
    forgive();
    setMode(to);
  };

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (step) return;
    const typed = new FormData(event.currentTarget);
    const read = (name: string) => String(typed.get(name) ?? "");
    const found = await sign(mode, {
      login: read("username"),
      password: read("password"),
      name: isUp ? read("name") : "",
    });
    focusFirst(form.current, found);
  };

  const taken = faults.taken
    ? t.rich("taken", {
        login: faults.taken,
        link: (text: ReactNode) => (
          <a href={address("sign-in")} onClick={turn("in")} className="font-semibold underline underline-offset-2">
            {text}
          </a>
        ),
      })
    : undefined;

  return (
    <>
      <PageTitle lead={claim ? undefined : t(isUp ? "leadUp" : "leadIn")}>{t(isUp ? "titleUp" : "titleIn")}</PageTitle>
      {claim && (
        <div className="mb-5 rounded-card border border-accent-line bg-accent-soft px-4 py-3">
          <p className="text-second text-sm">
            {t(isWait ? (isUp ? "waitUp" : "waitIn") : isUp ? "claimUp" : "claimIn")}
          </p>
          <p lang={claim.titleLocale} className="mt-0.5 font-semibold">
            {claim.title} <span className="whitespace-nowrap font-normal text-third text-sm">#{claim.number}</span>
          </p>
        </div>
      )}
      <Card>
        <TabLinks
          label={t("tabs")}
          look="calm"
          isWide
          className="mb-5"
          items={[
            { key: "in", href: address("sign-in"), isCurrent: !isUp, label: t("in"), onClick: turn("in") },
            { key: "up", href: address("sign-up"), isCurrent: isUp, label: t("up"), onClick: turn("up") },
          ]}
        />
        <noscript>
          <p className="mb-4 text-second">{github.isOffered ? throughGitHub("script") : t("script")}</p>
        </noscript>
        {github.fault && (
          <div className="mb-5">
            <GitHubFaultNotice fault={github.fault} />
          </div>
        )}
        {github.isOffered && !isClosed && <GitHubSign mode={mode} next={next} claim={claim} />}
        {isClosed && (
          <div className="rounded-control bg-soft px-4 py-3">
            <p className="font-semibold">{t("closed")}</p>
            <p className="mt-0.5 text-second text-sm">{t("closedText")}</p>
          </div>
        )}
        <form
          ref={form}
          method="post"
          noValidate
          data-needs-script
          hidden={isClosed}
          onSubmit={submit}
          className="flex flex-col gap-4"
        >
          <Field
            label={t("login")}
            hint={isUp ? t("loginHint") : undefined}
            error={taken ?? faults.login}
            // That name and password do not match may be the name's fault.
            onChange={() => (isUp ? forgive("login", "taken") : forgive("login", "password"))}
            isRequired
          >
            <Input
              name="username"
              autoComplete="username"
              autoCapitalize="none"
              autoCorrect="off"
              spellCheck={false}
              maxLength={40}
              enterKeyHint="next"
            />
          </Field>
          {/* Only out of sight while signing in, so that a name that was typed is still there. */}
          <Field
            label={t("name")}
            hint={t("nameHint")}
            error={faults.name}
            onChange={() => forgive("name")}
            aside={common("action.optional")}
            className={isUp ? undefined : "hidden"}
          >
            <Input name="name" autoComplete="nickname" maxLength={60} enterKeyHint="next" />
          </Field>
          <Field
            label={t("password")}
            hint={isUp ? t("passwordHint") : undefined}
            error={faults.password}
            onChange={() => forgive("password")}
            isRequired
          >
            <PasswordInput
              name="password"
              autoComplete={isUp ? "new-password" : "current-password"}
              enterKeyHint="go"
            />
          </Field>
          {faults.form && (
            <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-danger text-sm">
              {faults.form}
            </p>
          )}
          {faults.waitUntil !== undefined && (
            <WaitNotice key={faults.waitUntil} until={faults.waitUntil} onOver={() => forgive()} />
          )}
          <Button type={isAlive ? "submit" : "button"} look="primary" size="large" isWide isBusy={step !== null}>
            {t(submitKey(mode, claim?.act ?? null))}
          </Button>
          <p role="status" className="sr-only">
            {step === "claiming" && t(isWait ? "waiting" : "claiming")}
            {step === "leaving" && t("leaving")}
          </p>
        </form>
      </Card>
      <div className="mt-5 flex flex-col items-center gap-2 text-center text-second text-sm">
        <a href={next} className="inline-flex min-h-control items-center underline underline-offset-2 hover:text-ink">
          {t("without")}
        </a>
        {!isUp && <p className="text-third">{t("forgot")}</p>}
      </div>
    </>
  );
}

const submitKeys = {
  in: { claim: "submitClaimIn", wait: "submitWaitIn", none: "submitIn" },
  up: { claim: "submitClaimUp", wait: "submitWaitUp", none: "submitUp" },
} as const;

function submitKey(mode: SignMode, act: SignAct | null) {
  return submitKeys[mode][act ?? "none"];
}

function control(form: HTMLFormElement | null, name: string): HTMLInputElement | null {
  const found = form?.elements.namedItem(name);
  return found instanceof HTMLInputElement ? found : null;
}

/** Takes the reader to what is to be put right; a wrong password is selected, to be typed over. */
function focusFirst(form: HTMLFormElement | null, faults: SignFaults) {
  const name = faults.login || faults.taken ? "username" : faults.name ? "name" : faults.password ? "password" : null;
  const field = name && control(form, name);
  if (!field) return;
  // After the busy state has gone: a disabled form takes no focus.
  focusSoon(
    () => field,
    (focused) => focused.select(),
  );
}
