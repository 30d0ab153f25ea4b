/** The day of an instant in a time zone (IANA name): `2026-03-01`. */
export function dayOf(instant: number, timeZone: string): string {
  // The Swedish way to write a date is ISO 8601.
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(instant);
}

/** What happened on one day. */
export interface Day<Item> {
  day: string;
  items: Item[];
}

/** Groups what stands in order of time by its days; `at` is ISO 8601. */
export function byDay<Item extends { at: string }>(items: readonly Item[], timeZone: string): Day<Item>[] {
  const days: Day<Item>[] = [];
  for (const item of items) {
    const day = dayOf(Date.parse(item.at), timeZone);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}
