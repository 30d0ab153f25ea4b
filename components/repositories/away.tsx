import type { Locale } from "../../lib/domain/words";
import { translator } from "../../lib/i18n/translator";

/** GitHub has been away for long: one calm line above what is shown of it. `at` is the instant in words, with its zone. */
export function GitHubAway({ at, locale }: { at: string; locale: Locale }) {
  return (
    <p role="status" className="mb-5 rounded-card bg-soft px-4 py-2.5 text-pretty text-second text-sm">
      {translator(locale, "repositories")("away", { at })}
    </p>
  );
}
