"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import { refusalSentence } from "../../lib/i18n/error-sentence";
import { useReaderLocale } from "../layout/client-messages";

/** Too many attempts: counts down to the next one. Said once to screen readers, not every second. */
export function WaitNotice({ until, onOver }: { until: number; onOver(): void }) {
  const t = useTranslations("errors");
  const locale = useReaderLocale();
  const [seconds, setSeconds] = useState(() => secondsTo(until));
  const over = useEffectEvent(onOver);
  useEffect(() => {
    const timer = setInterval(() => {
      const left = secondsTo(until);
      setSeconds(left);
      if (left === 0) over();
    }, 1000);
    return () => clearInterval(timer);
  }, [until]);
  const [first] = useState(seconds);
  const sentence = (retryAfterSeconds: number) =>
    refusalSentence(t, { code: "rate_limited", data: { retryAfterSeconds } }, locale);
  return (
    <div className="rounded-control bg-warn-soft px-3 py-2 text-ink text-sm tabular-nums">
      <p role="alert" className="sr-only">
        {sentence(first)}
      </p>
      <p aria-hidden="true">{sentence(seconds)}</p>
    </div>
  );
}

function secondsTo(until: number): number {
  return Math.max(0, Math.ceil((until - Date.now()) / 1000));
}
