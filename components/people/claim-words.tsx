"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import type { ClaimView } from "../../lib/domain/views";
import { inLocale } from "../../lib/domain/words";
import { type InstantFormat, shareLeft } from "../../lib/i18n/time";
import { useReaderLocale } from "../layout/client-messages";
import { DifficultyMark } from "../ui/difficulty-mark";
import { Instant, useTimeLeft } from "../ui/instant";
import { useNow } from "../ui/now";
import { ProjectMark } from "../ui/project-mark";
import { StatusPill } from "../ui/status-pill";

interface ClaimedTaskProps {
  /** A claim, or what is as good as one: a place in line. */
  claim: Pick<ClaimView, "task" | "project" | "slot">;
  level: 2 | 3;
  aside?: ReactNode;
}

/** The task of a claim: project, difficulty, number, and its title as the link. */
export function ClaimedTask({ claim, level, aside }: ClaimedTaskProps) {
  const t = useTranslations("common.difficulty");
  const slot = useTranslations("people.me");
  const locale = useReaderLocale();
  const { task, project } = claim;
  const title = inLocale(task.titles, locale);
  const Heading = `h${level}` as const;
  return (
    <div className="min-w-0">
      <div className="mb-1.5 flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 text-second text-sm">
          <ProjectMark project={project} size={18} />
          <a
            href={`/projects/${project.slug}`}
            className="inline-flex min-h-6 items-center no-underline hover:underline pointer-coarse:-my-2.5 pointer-coarse:min-h-11"
          >
            {project.name}
          </a>
          <DifficultyMark difficulty={task.difficulty} label={t(task.difficulty ?? "unrated")} size={14} />
          <span className="text-third">#{task.number}</span>
          {claim.slot.name && <span className="text-third">{slot("slot", { name: claim.slot.name })}</span>}
        </div>
        {aside}
      </div>
      <Heading lang={title.locale} className="font-semibold text-lg leading-snug">
        <a
          href={`/t/${task.number}`}
          className="relative inline-flex min-h-6 items-center no-underline hover:underline pointer-coarse:after:absolute pointer-coarse:after:inset-x-0 pointer-coarse:after:-inset-y-2.5"
        >
          {title.text}
        </a>
      </Heading>
    </div>
  );
}

/** The links of a claim, in a row. */
export function ClaimLinks({ claim }: { claim: ClaimView }) {
  if (claim.links.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {claim.links.map((link) => (
        <li key={link.id} className="min-w-0 break-all">
          <a
            href={link.url}
            rel="nofollow ugc noopener"
            className="inline-flex min-h-6 items-center font-mono text-second hover:text-ink pointer-coarse:min-h-11"
          >
            {link.label}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Time left and ring of a claim whose clock runs; else that it is in review. */
export function ClaimClock({ claim }: { claim: ClaimView }) {
  const t = useTranslations("common.status");
  if (claim.leaseEndsAt === null) return <StatusPill status="in_review" label={t("in_review")} />;
  return <Running startedAt={claim.startedAt} endsAt={claim.leaseEndsAt} />;
}

function Running({ startedAt, endsAt }: { startedAt: string; endsAt: string }) {
  const left = shareLeft(Date.parse(startedAt), Date.parse(endsAt), useNow());
  return <StatusPill status="claimed" label={useTimeLeft(endsAt)} leaseLeft={left} />;
}

/** Until when a claim whose clock runs is held. */
export function ClaimUntil({ claim }: { claim: ClaimView }) {
  const t = useTranslations("people.me");
  if (claim.leaseEndsAt === null) return null;
  return <p className="text-sm text-third">{t.rich("until", timeTag(claim.leaseEndsAt, "date"))}</p>;
}

/** How and when a claim ended, and why if someone said so. */
export function ClaimEnd({ claim }: { claim: ClaimView }) {
  const t = useTranslations("people.me");
  const states = useTranslations("common.claimState");
  return (
    <p className="text-sm text-third">
      <span className={claim.state === "completed" ? "text-easy" : undefined}>{states(claim.state)}</span>
      {claim.endedAt && (
        <>
          {" · "}
          <Instant value={claim.endedAt} />
        </>
      )}
      {claim.endReason && <> · {t("reason", { reason: claim.endReason })}</>}
    </p>
  );
}

/** Since when a person is here. */
export function Joined({ at }: { at: string }) {
  const t = useTranslations("people.person");
  return <>{t.rich("joined", timeTag(at, "date"))}</>;
}

/** For `t.rich`: puts an instant where the sentence has `<time></time>`. */
export function timeTag(value: string, format: InstantFormat = "ago") {
  return { time: () => <Instant key="time" value={value} format={format} /> };
}
