"use client";

import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import type { EventView, PersonRefView } from "../../lib/domain/views";
import { inLocale } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import { useReaderLocale } from "../layout/client-messages";
import { Instant } from "../ui/instant";
import { PersonLink } from "./person-link";

/** Events after which something ends on a day that is worth saying. */
const dated: EventView["kind"][] = [
  "claim.started",
  "claim.reminded",
  "claim.renewed",
  "claim.extended",
  "waitlist.offered",
];

/** Events of one slot, whose name stands beside the sentence. */
const ofSlot: EventView["kind"][] = ["claim.started", "claim.completed"];

interface EventLineProps {
  event: EventView;
  /** `task`: on the task's own page, which need not name it. */
  place: "task" | "project";
}

const linkClass = "break-words text-ink underline decoration-line-strong underline-offset-2 hover:text-accent";

/** One event as a sentence, with what was said. Needs the area `events`. */
export function EventLine({ event, place }: EventLineProps) {
  const t = useTranslations("events");
  const locale = useReaderLocale();
  const list = new Intl.ListFormat(useLocale(), { type: "conjunction" });
  const { details } = event;

  const person = (ref: PersonRefView | null | undefined, isFirst = false): ReactNode =>
    ref ? (
      <PersonLink key={ref.login} person={ref} look="word" isFirst={isFirst} />
    ) : (
      t(details.cause ? "github" : "someone")
    );
  const task = (): ReactNode => {
    if (place === "task") return t("thisTask");
    if (!event.task) return t("deletedTask");
    const title = inLocale(event.task.titles, locale);
    return (
      <a
        href={`/t/${event.task.number}`}
        lang={title.locale === locale ? undefined : languageTag[title.locale]}
        className={linkClass}
      >
        {title.text || `#${event.task.number}`}
      </a>
    );
  };
  const link = (): ReactNode => {
    if (!details.link) return null;
    return (
      <a href={details.link.url} className="break-all font-mono text-[0.9em] text-ink hover:text-accent">
        {details.link.label}
      </a>
    );
  };
  const fields = list.format([
    ...new Set(
      (details.fields ?? []).map((name) =>
        t.has(`fields.${name}` as "fields.other") ? t(`fields.${name}` as "fields.other") : t("fields.other"),
      ),
    ),
  ]);
  const key = sentenceOf(event);
  const values = {
    who: () => person(event.actor, true),
    person: () => person(details.person ?? event.actor, key === "kind.person.left"),
    task,
    link,
    fields,
    source: details.source ?? "",
    title: details.title ?? "",
    role: details.role ?? "maintainer",
    reason: details.closeReason ?? "done",
    slots: details.slots ?? 1,
    slot: details.slot ?? "",
    freshness: details.freshness ?? "ask_first",
    repository: details.repository ?? "",
  };
  return (
    <div className="min-w-0">
      <p className="text-second">
        {t.rich(key, values as never)}
        <EventAside event={event} place={place} />{" "}
        <Instant value={event.at} className="whitespace-nowrap text-sm text-third" />
      </p>
      {details.note && <Said label={t("note")}>{details.note}</Said>}
      {details.reason && <Said label={t("quote")}>{details.reason}</Said>}
      {details.listedHolder && (
        <p className="text-sm text-third">{t("listedHolder", { name: details.listedHolder })}</p>
      )}
    </div>
  );
}

/** Some sentences say more when there is more to say. */
function sentenceOf({ kind, details }: EventView) {
  if (kind === "claim.completed" && details.person) return "kind.claim.completedFor" as const;
  if (kind === "task.imported" && details.source) return "kind.task.importedFrom" as const;
  if (kind === "task.slot_finished" && details.slot) return "kind.task.slot_finishedNamed" as const;
  if (kind === "repository.changed" && details.cause === "renamed") return "kind.repository.renamed" as const;
  if (kind === "claim.link_closed" && details.cause === "pull_request_merged") return "kind.claim.link_merged" as const;
  if (kind === "claim.moved" && details.slot) return "kind.claim.movedTo" as const;
  return `kind.${kind}` as const;
}

function EventAside({ event, place }: EventLineProps) {
  const t = useTranslations("events");
  const { details, kind } = event;
  const { duplicateOf } = details;
  if (kind === "task.closed" && duplicateOf !== undefined) {
    return t.rich("duplicateOf", {
      other: () => (
        <a key="other" href={`/t/${duplicateOf}`} className={linkClass}>
          #{duplicateOf}
        </a>
      ),
    });
  }
  const until = place === "task" && dated.includes(kind) ? details.leaseEndsAt : null;
  const slot = ofSlot.includes(kind) ? details.slot : null;
  if (!details.cause && !until && !slot) return null;
  return (
    <span className="text-third">
      {slot && ` · ${slot}`}
      {details.cause && ` · ${t(`cause.${details.cause}`)}`}
      {until && (
        <>
          {" · "}
          {t.rich("untilDate", { date: () => <Instant key="date" value={until} format="date" /> })}
        </>
      )}
    </span>
  );
}

function Said({ label, children }: { label: string; children: ReactNode }) {
  return (
    <blockquote className="mt-1 max-w-prose whitespace-pre-line border-line border-s-2 ps-3 text-second text-sm">
      <span className="sr-only">{label}: </span>
      {children}
    </blockquote>
  );
}
