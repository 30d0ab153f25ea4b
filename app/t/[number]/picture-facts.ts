import { createHash } from "node:crypto";
import type { TaskPictureInput } from "../../../components/share/picture";
import { statusWord } from "../../../lib/domain/status";
import type { TaskCardView } from "../../../lib/domain/views";
import { inLocale, type Locale } from "../../../lib/domain/words";
import { settings } from "../../../lib/env";
import { translator } from "../../../lib/i18n/translator";

/** Everything that a task's picture shows, but for the instant at which it was true. */
export type PictureFacts = Omit<TaskPictureInput, "asOf" | "labels"> & {
  labels: Omit<TaskPictureInput["labels"], "asOf">;
};

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
      status: common(`status.${statusWord(task)}`),
    },
  };
}

/** A short name for what a picture shows: chat apps keep pictures by address, so what changed needs a new one. */
export function pictureVersion(facts: PictureFacts): string {
  return createHash("sha256").update(JSON.stringify(facts)).digest("base64url").slice(0, 10);
}
