"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorCodeOf, errorSentence } from "../../lib/client/errors";
import { changes } from "../../lib/client/mutations";
import { linkQuery } from "../../lib/client/task";
import type { ClaimView } from "../../lib/domain/views";
import type { LinkKind } from "../../lib/domain/words";
import { useReaderLocale } from "../layout/client-messages";
import { Button } from "../ui/button";
import { Field, Input } from "../ui/field";
import { Spinner } from "../ui/spinner";
import { LinkIcon } from "./link-icon";
import type { RunChange } from "./use-claim-change";
import { useKeptText } from "./use-kept-text";

/** What is typed, once the typing pauses. */
export function useSettled(value: string, milliseconds = 300): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

/** Whether a text can be read without knowing the project: `#12` belongs to its repository. */
export function canBeRead(text: string): boolean {
  return text !== "" && !/^#\d+$/.test(text);
}

/** Whether the clock of a claim runs on when something of this kind is linked: only a pull request stops it. */
function runsOn(claim: ClaimView, kind: LinkKind): boolean {
  return claim.leaseEndsAt !== null && kind !== "pull_request";
}

/** The id of the field in which a claim's pull request is linked. */
export function linkFieldId(claim: ClaimView): string {
  return `link-${claim.id}`;
}

/** Where a claim's pull request is linked; says while one types what the address is. */
export function LinkForm({ claim, run }: { claim: ClaimView; run: RunChange }) {
  const t = useTranslations("task.claim");
  const kinds = useTranslations("common.linkKind");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const [url, setUrl] = useKeptText(`link.${claim.id}`);
  const text = url.trim();
  const settled = useSettled(text);
  const parsed = useQuery({ ...linkQuery(settled), enabled: canBeRead(settled) });
  const isSettled = settled === text && text !== "";
  const refusal = run.error ?? (isSettled && errorCodeOf(parsed.error) === "link_invalid" ? parsed.error : null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text && (await run("linked", changes.link(claim, text)))) setUrl("");
  };

  return (
    <form onSubmit={submit} noValidate>
      <Field
        id={linkFieldId(claim)}
        label={t("linkLabel")}
        hint={t("linkHint")}
        error={refusal && text ? errorSentence(errors, refusal, locale) : undefined}
      >
        <div className="flex gap-2">
          <Input
            value={url}
            onChange={(event) => {
              setUrl(event.target.value);
              run.reset();
            }}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            maxLength={2000}
            placeholder={t("linkPlaceholder")}
            className="min-w-0"
          />
          <Button type="submit" look={text ? "primary" : "secondary"} isBusy={run.busy === "linked"} disabled={!text}>
            {t("linkSubmit")}
          </Button>
        </div>
      </Field>
      <p aria-live="polite" className="-mb-1 flex min-h-5 items-center gap-1.5 text-second text-xs">
        {isSettled && parsed.isFetching && <Spinner size={12} />}
        {isSettled && parsed.data && !refusal && (
          <>
            <LinkIcon kind={parsed.data.kind} size={13} />
            <span className="min-w-0 truncate">
              {t("linkReads", { kind: kinds(parsed.data.kind), label: parsed.data.label })}
            </span>
          </>
        )}
      </p>
      <p aria-live="polite" className="mt-1 text-second text-xs empty:hidden">
        {isSettled && parsed.data && !refusal && runsOn(claim, parsed.data.kind) && t("linkRuns")}
      </p>
    </form>
  );
}

/** What a claim has linked so far, each with a way to take it off again. */
export function LinkList({ claim, run }: { claim: ClaimView; run: RunChange }) {
  const t = useTranslations("task.claim");
  const kinds = useTranslations("common.linkKind");
  if (claim.links.length === 0) return null;
  return (
    <ul aria-label={t("links")} className="-mt-1 flex flex-col">
      {claim.links.map((link) => (
        <li
          key={link.id}
          className="flex min-h-control items-center gap-2 border-soft border-t text-sm first:border-t-0"
        >
          <LinkIcon kind={link.kind} />
          <a
            href={link.url}
            title={kinds(link.state ?? link.kind)}
            className="min-w-0 flex-1 break-all font-mono text-ink text-xs hover:text-accent"
          >
            {link.label}
          </a>
          {link.state && <span className="shrink-0 text-third text-xs">{kinds(link.state)}</span>}
          <Button
            look="quiet"
            size="small"
            isSquare
            aria-label={t("unlink", { label: link.label })}
            title={t("unlink", { label: link.label })}
            disabled={run.busy === "unlinked"}
            onClick={() => run("unlinked", changes.unlink(claim, link.id))}
            icon={<X size={15} aria-hidden="true" />}
          />
        </li>
      ))}
    </ul>
  );
}
