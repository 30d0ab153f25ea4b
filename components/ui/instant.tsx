"use client";

import { useTranslations } from "use-intl/react";
import { formatInstant, type InstantFormat, timeLeft } from "../../lib/i18n/time";
import { useReaderLocale } from "../layout/client-messages";
import { useNow, useTimeZone } from "./now";

interface InstantProps {
  /** ISO 8601. */
  value: string;
  /** `ago` ("3 days ago", or a date when that is long past), `date`, `dateTime` or `full`. */
  format?: InstantFormat;
  className?: string;
}

/**
 * An instant in the reader's language and zone, the whole of it on hover. The server writes it in UTC; the browser
 * corrects it. The two may spell it differently, hence no warning about a difference.
 */
export function Instant({ value, format = "ago", className }: InstantProps) {
  const locale = useReaderLocale();
  const now = useNow();
  const timeZone = useTimeZone();
  const instant = Date.parse(value);
  return (
    <time
      dateTime={value}
      title={formatInstant(instant, { locale, format: "full", now, timeZone })}
      className={className}
      suppressHydrationWarning
    >
      {formatInstant(instant, { locale, format, now, timeZone })}
    </time>
  );
}

/** "5 days left", "3 hours left", "overdue": a sentence about the time until `until` (ISO 8601). */
export function useTimeLeft(until: string): string {
  const t = useTranslations("common.time");
  const { unit, count } = timeLeft(Date.parse(until), useNow());
  return unit === "over" ? t("over") : t(`${unit}Left`, { count });
}

/** The time left until `until`, kept up to date. */
export function TimeLeft({ until, className }: { until: string; className?: string }) {
  return (
    <time dateTime={until} className={className}>
      {useTimeLeft(until)}
    </time>
  );
}
