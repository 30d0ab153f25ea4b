"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CalendarPlus, Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { contactQuery } from "../../lib/client/contact";
import { Button, LinkButton } from "../ui/button";
import { Field, Input } from "../ui/field";
import { lateDialog } from "../ui/late";
import { showToast } from "../ui/toast";
import { ListFailure } from "./list-failure";
import { Shape } from "./signed-in-only";

const CalendarReset = lateDialog(() => import("./calendar-reset").then((loaded) => loaded.CalendarReset));

/** The reader's private calendar address: copy it, open it, or make it anew. */
export function Calendar() {
  const t = useTranslations("contact.calendar");
  const client = useQueryClient();
  const contact = useQuery(contactQuery);
  const [copied, setCopied] = useState("");
  const [isAsking, setAsking] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  if (contact.isError) return <ListFailure query={contact} />;
  if (!contact.data) return <Shape className="h-28" />;
  const { calendarUrl } = contact.data;
  const isCopied = copied === calendarUrl;

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(calendarUrl);
      setCopied(calendarUrl);
    } catch {
      // Plain http, or the browser said no: the text is marked for the reader's own copying.
      box.current?.querySelector("input")?.select();
      showToast({ title: t("copyFailed") });
    }
  };
  return (
    <div ref={box} className="flex max-w-prose flex-col gap-3">
      <Field label={t("address")} hint={t("addressHint")}>
        <Input
          readOnly
          value={calendarUrl}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          onFocus={(event) => event.target.select()}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button
          onClick={copy}
          icon={isCopied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
        >
          {t(isCopied ? "copied" : "copy")}
        </Button>
        <LinkButton
          href={calendarUrl.replace(/^https?:/, "webcal:")}
          icon={<CalendarPlus size={16} aria-hidden="true" />}
        >
          {t("open")}
        </LinkButton>
        <Button look="quiet" onClick={() => setAsking(true)}>
          {t("reset")}
        </Button>
      </div>
      {isAsking && (
        <CalendarReset
          onClose={() => setAsking(false)}
          onReset={(view) => {
            client.setQueryData(contactQuery.queryKey, view);
            showToast({ title: t("resetDone"), look: "success" });
            setAsking(false);
          }}
        />
      )}
    </div>
  );
}
