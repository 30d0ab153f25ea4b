import type { ProjectView } from "../../lib/domain/views";
import type { ListedStatus, Locale } from "../../lib/domain/words";
import { translator } from "../../lib/i18n/translator";

const parts: { status: Exclude<ListedStatus, "closed">; color: string }[] = [
  { status: "done", color: "var(--easy)" },
  { status: "in_review", color: "var(--review)" },
  { status: "claimed", color: "var(--accent-line)" },
  { status: "open", color: "var(--line)" },
  { status: "dormant", color: "var(--warn-soft)" },
];

interface ProjectProgressProps {
  project: Pick<ProjectView, "slug" | "counts">;
  locale: Locale;
  /** Each number as a way to these tasks on the board. */
  hasLinks?: boolean;
}

/** How far a project's tasks are: one bar, and every part of it in words and numbers. Closed tasks do not count. */
export function ProjectProgress({ project, locale, hasLinks = false }: ProjectProgressProps) {
  const t = translator(locale, "projects");
  const { counts, slug } = project;
  const total = parts.reduce((sum, { status }) => sum + counts[status], 0);
  if (total === 0) return null;
  return (
    <div>
      <div aria-hidden="true" className="flex h-2 gap-0.5 overflow-hidden rounded-full">
        {parts
          .filter(({ status }) => counts[status] > 0)
          .map(({ status, color }) => (
            <span key={status} style={{ flexGrow: counts[status], backgroundColor: color }} className="min-w-1" />
          ))}
      </div>
      <p className="sr-only">{t("progressText", { done: counts.done, total })}</p>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-second text-sm">
        {parts
          .filter(({ status }) => counts[status] > 0)
          .map(({ status, color }) => {
            const words = (
              <>
                <span aria-hidden="true" className="size-2 rounded-full" style={{ backgroundColor: color }} />
                <span className="font-semibold text-ink tabular-nums">{counts[status]}</span> {t(`status.${status}`)}
              </>
            );
            return (
              <li key={status} className="inline-flex items-center gap-1.5">
                {hasLinks ? (
                  <a
                    href={status === "open" ? `/?project=${slug}` : `/?project=${slug}&status=${status}`}
                    className="inline-flex min-h-control items-center gap-1.5 no-underline hover:underline"
                  >
                    {words}
                  </a>
                ) : (
                  words
                )}
              </li>
            );
          })}
      </ul>
    </div>
  );
}
