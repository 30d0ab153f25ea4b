"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorCodeOf, errorSentence, fieldSentences } from "../../lib/client/errors";
import { readIssue, waitsUntil } from "../../lib/client/repositories";
import type { IssueDraftView } from "../../lib/domain/repositories";
import { useReaderLocale } from "../layout/client-messages";
import { Button } from "../ui/button";
import { Field, Input } from "../ui/field";
import { Instant } from "../ui/instant";

interface FromIssueProps {
  /** The slug of the project it is for; empty until one is chosen. */
  project: string;
  /** What the button says that reads it. */
  action: string;
  /** Whether comments can be wanted as well. */
  hasComments?: boolean;
  onRead(issue: IssueDraftView): void;
  /** What came of the last one. */
  children?: ReactNode;
}

/** Reads an issue by its address. What is wrong stands at the field. */
export function FromIssue({ project, action, hasComments, onRead, children }: FromIssueProps) {
  const t = useTranslations("fromIssue");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const [address, setAddress] = useState("");
  const [withComments, setComments] = useState(false);
  const [hasNoProject, setNoProject] = useState(false);
  const read = useMutation({
    mutationFn: () => readIssue({ project, address, withComments }),
    onSuccess: onRead,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setNoProject(project === "");
    if (project !== "" && address.trim() !== "") read.mutate();
  };
  const isNoAddress = errorCodeOf(read.error) === "link_invalid" || "address" in fieldSentences(errors, read.error);
  const until = waitsUntil(read.error);
  const fault = read.error && (
    <>
      {isNoAddress ? t("invalid") : errorSentence(errors, read.error, locale)}
      {until && (
        <span className="block">
          {t.rich("until", { time: () => <Instant key="time" value={until} format="dateTime" /> })}
        </span>
      )}
    </>
  );
  return (
    <form onSubmit={submit} noValidate className="rounded-card border border-line bg-surface p-4">
      <Field
        label={t("label")}
        hint={t("hint")}
        error={hasNoProject && project === "" ? t("projectFirst") : (fault ?? undefined)}
      >
        <div className="flex gap-2">
          <Input
            value={address}
            inputMode="url"
            maxLength={2000}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder={t("placeholder")}
            className="min-w-0 font-mono"
            onChange={(event) => {
              setAddress(event.target.value);
              setNoProject(false);
              read.reset();
            }}
          />
          <Button type="submit" isBusy={read.isPending} disabled={!address.trim()}>
            {action}
          </Button>
        </div>
      </Field>
      {hasComments && (
        <label className="mt-1 flex min-h-control w-fit cursor-pointer items-center gap-2.5 text-sm">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={withComments}
            onChange={(event) => setComments(event.target.checked)}
          />
          {t("comments")}
        </label>
      )}
      <div role="status" className="text-sm">
        {children}
      </div>
    </form>
  );
}

/** What is worth knowing of an issue before it is made use of: a task follows it already, it is closed, or assigned. */
export function IssueFacts({ issue }: { issue: IssueDraftView }) {
  const t = useTranslations("fromIssue");
  const { task, isOpen, assignees } = issue;
  return (
    <>
      {task !== null && (
        <p className="font-medium text-medium">
          {t.rich("known", {
            task: () => (
              <a key="task" href={`/t/${task}`} className="underline underline-offset-2">
                {t("task", { number: task })}
              </a>
            ),
          })}
        </p>
      )}
      {!isOpen && <p className="text-medium">{t("closed")}</p>}
      {assignees.length > 0 && (
        <p className="text-second">{t("assigned", { people: assignees.map((one) => `@${one}`).join(", ") })}</p>
      )}
    </>
  );
}
