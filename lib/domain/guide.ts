import type { ProjectView } from "./views";
import { inLocale, type Locale } from "./words";

/** Where a newcomer reads how a project is worked on: its guide on this board, its guide elsewhere, or ours for any. */
export type Guide =
  | { kind: "own"; markdown: string; locale: Locale }
  | { kind: "elsewhere"; url: string }
  | { kind: "default" };

/** The guide of a project for a reader: in their language if it is there, else in the other one. */
export function guideOf({ guides, guideUrl }: Pick<ProjectView, "guides" | "guideUrl">, locale: Locale): Guide {
  const own = inLocale(guides, locale);
  if (own.text) return { kind: "own", markdown: own.text, locale: own.locale };
  return guideUrl ? { kind: "elsewhere", url: guideUrl } : { kind: "default" };
}
