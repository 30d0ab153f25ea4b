import { createHash } from "node:crypto";
import type { TaskPictureInput } from "../../../components/share/picture";
import { statusWord } from "../../../lib/domain/status";
import type { TaskCardView } from "../../../lib/domain/views";
import { inLocale, type ListedStatus, type Locale } from "../../../lib/domain/words";
import { settings } from "../../../lib/env";
import { translator } from "../../../lib/i18n/translator";

/** Everything that a task's picture shows, but for the instant at which it was true. */
export type PictureFacts = Omit<TaskPictureInput, "asOf" | "labels"> & {
  labels: Omit<TaskPictureInput["labels"], "asOf">;
};

/** How far a task is, as far as one line says it: which sentence fits (`task.meta`), and the words of its pill. */
export function statusWords(
  task: Pick<TaskCardView, "status" | "freshness" | "slots" | "holders" | "offer">,
  locale: Locale,
): { key: ListedStatus | "offered" | "openSlots"; label: string } {
  const { status, slots, holders, offer } = task;
  // As on the card: where nobody's time runs, what is held for the next in line is what there is to say.
  if (status === "claimed" && offer && holders.every((holder) => holder.leaseEndsAt === null)) {
    return { key: "offered", label: translator(locale, "slots")("heldForNext") };
  }
  const common = translator(locale, "common");
  const word = statusWord(task);
  if (word === "open" && slots.total > 1) return { key: "openSlots", label: common("status.openSlots", slots) };
  return { key: word, label: common(`status.${word}`) };
}

/** What the picture of a task shows in one language. */
export function pictureFacts(task: TaskCardView, locale: Locale): PictureFacts {
  const common = translator(locale, "common");
  const title = inLocale(task.titles, locale);
  return {
    title: title.text,
    secondTitle: title.locale === locale ? task.titles[locale === "zh" ? "en" : "zh"] : null,
    projectName: task.project.name,
    projectMark: { letter: task.project.letter, color: task.project.color },
    difficulty: task.difficulty,
    status: statusWord(task),
    locale,
    siteName: common("siteName"),
    shortAddress: `${new URL(settings().BASE_URL).host}/t/${task.number}`,
    labels: {
      difficulty: common(`difficulty.${task.difficulty ?? "unrated"}`),
      status: statusWords(task, locale).label,
    },
  };
}

/** A short name for what a picture shows: chat apps keep pictures by address, so what changed needs a new one. */
export function pictureVersion(facts: PictureFacts): string {
  return createHash("sha256").update(JSON.stringify(facts)).digest("base64url").slice(0, 10);
}
