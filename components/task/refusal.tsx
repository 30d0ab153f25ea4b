"use client";

import { Clock3, ScrollText } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { errorSentence } from "../../lib/client/errors";
import type { ErrorData, FreeTask } from "../../lib/domain/errors";
import { type Bilingual, inLocale } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import { useReaderLocale } from "../layout/client-messages";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useClaiming } from "./claiming";
import { FreeTasks } from "./free-tasks";
import { type ClaimRefusal, useLiveTask } from "./live";

const nobodysFault: readonly ClaimRefusal["code"][] = ["offline", "internal", "rate_limited", "busy"];

/** Why a claim was refused, what causes it, and what is free instead. */
export function Refusal({ onClose: close }: { onClose(): void }) {
  const t = useTranslations("claiming.refusal");
  const say = useTranslations("common.action");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const { task, refusal } = useLiveTask();
  const { claim } = useClaiming();
  const canRetry = refusal !== null && nobodysFault.includes(refusal.code);
  const retry = () => {
    close();
    void claim(refusal?.slot);
  };
  const { instead = [] } = (refusal?.data ?? {}) as { instead?: FreeTask[] };
  return (
    <Dialog
      isOpen={refusal !== null}
      onClose={close}
      title={t("title")}
      description={refusal ? errorSentence(errors, refusal, locale) : undefined}
      closeLabel={say("close")}
      footer={
        <>
          <Button onClick={close}>{say("close")}</Button>
          {canRetry && (
            <Button look="primary" onClick={retry}>
              {t("tryAgain")}
            </Button>
          )}
        </>
      }
    >
      {refusal && <Cause refusal={refusal} onLeave={close} />}
      {!canRetry && (
        <>
          <h3 className="mb-1 font-semibold text-second text-sm">{t("instead")}</h3>
          <FreeTasks tasks={instead.length > 0 ? instead : task.related} />
        </>
      )}
    </Dialog>
  );
}

/** Where the cause of a refusal is: the claims that use the cap, who holds it, the line for it, the rule itself. */
function Cause({ refusal, onLeave }: { refusal: ClaimRefusal; onLeave(): void }) {
  const t = useTranslations("claiming.refusal");
  const { task } = useLiveTask();
  const rules = `/projects/${task.project.slug}/rules`;
  if (refusal.code === "cap_reached") {
    const { claims } = refusal.data as ErrorData["cap_reached"];
    return (
      <div className="mt-1 mb-4">
        <h3 className="mb-1 font-semibold text-second text-sm">{t("yours")}</h3>
        <ul>
          {claims.map((one) => (
            <li key={one.id}>
              <TaskLink number={one.task} titles={one.title} />
            </li>
          ))}
        </ul>
        <Way href={`${rules}#cap`} icon={<ScrollText size={15} aria-hidden="true" />}>
          {t("capRule")}
        </Way>
      </div>
    );
  }
  if (refusal.code === "level_locked") {
    return (
      <div className="mb-4">
        <Way href={`${rules}#ladder`} icon={<ScrollText size={15} aria-hidden="true" />}>
          {t("ladderRule", { project: task.project.name })}
        </Way>
      </div>
    );
  }
  if (refusal.code === "slot_taken" || refusal.code === "slot_offered") {
    const { holder, person } = refusal.data as Partial<ErrorData["slot_taken"] & ErrorData["slot_offered"]>;
    const login = holder || person;
    const waiting =
      refusal.code === "slot_offered" ? (refusal.data as ErrorData["slot_offered"]).waiting : task.waiting;
    return (
      <div className="mb-4 flex flex-wrap gap-x-5">
        <Way href="#act" icon={<Clock3 size={15} aria-hidden="true" />} onClick={onLeave}>
          {t("wait", { count: waiting })}
        </Way>
        {login && !login.startsWith("~") && <Way href={`/people/${login}`}>@{login}</Way>}
      </div>
    );
  }
  return null;
}

interface WayProps {
  href: string;
  icon?: ReactNode;
  onClick?(): void;
  children: ReactNode;
}

function Way({ href, icon, onClick, children }: WayProps) {
  return (
    <a
      href={href}
      onClick={onClick}
      className="inline-flex min-h-11 items-center gap-1.5 text-accent text-sm underline underline-offset-2"
    >
      {icon}
      <span>{children}</span>
    </a>
  );
}

function TaskLink({ number, titles }: { number: number; titles: Bilingual }) {
  const locale = useReaderLocale();
  const title = inLocale(titles, locale);
  return (
    <a
      href={`/t/${number}`}
      lang={title.locale === locale ? undefined : languageTag[title.locale]}
      className="inline-flex min-h-11 items-center text-accent text-sm underline underline-offset-2"
    >
      #{number} {title.text}
    </a>
  );
}
