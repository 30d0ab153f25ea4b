import type { ReactNode } from "react";
import type { ClaimView, PersonView } from "../../lib/domain/views";
import { inLocale, type Locale } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import { monthName } from "../../lib/i18n/time";
import { translator } from "../../lib/i18n/translator";
import { DifficultyMark } from "../ui/difficulty-mark";
import { ProjectMark } from "../ui/project-mark";
import { ClaimLinks } from "./claim-words";

/** So many tasks are open to read at once; the months before are folded. */
const unfolded = 24;

/** What a person finished: how much in which project, then month by month. */
export function FinishedWork({ person, locale }: { person: PersonView; locale: Locale }) {
  const t = translator(locale, "people");
  const { finished, completions } = person;
  const months = byMonth(finished);
  return (
    <section aria-labelledby="finished">
      <SectionTitle id="finished" count={completions}>
        {t("person.finished")}
      </SectionTitle>
      {finished.length === 0 && <Nothing>{t("person.nothingFinished")}</Nothing>}
      <ByProject finished={finished} locale={locale} />
      <div className="flex flex-col gap-5">
        {months.map(({ month, claims, before }) => {
          const name = monthName(month, locale);
          const title = (
            <>
              {name} <span className="font-normal text-third tabular-nums">{claims.length}</span>
            </>
          );
          // The first month is always open, however much it holds.
          if (before < unfolded) {
            return (
              <div key={month}>
                <h3 className="mb-2 font-semibold text-second text-sm">{title}</h3>
                <FinishedTasks claims={claims} locale={locale} />
              </div>
            );
          }
          return (
            <details key={month}>
              <summary className="min-h-6 cursor-pointer font-semibold text-second text-sm pointer-coarse:py-2.5">
                <h3 className="inline">{title}</h3>
              </summary>
              <div className="mt-2">
                <FinishedTasks claims={claims} locale={locale} />
              </div>
            </details>
          );
        })}
      </div>
      {completions > finished.length && (
        <p className="mt-4 text-sm text-third">
          {t("person.shownNewest", { shown: finished.length, count: completions })}
        </p>
      )}
    </section>
  );
}

/** The months of these claims, newest first, and how many claims come before each. */
function byMonth(finished: readonly ClaimView[]): { month: string; claims: ClaimView[]; before: number }[] {
  const months: ReturnType<typeof byMonth> = [];
  for (const [before, claim] of finished.entries()) {
    const month = (claim.endedAt ?? claim.startedAt).slice(0, 7);
    const last = months.at(-1);
    if (last?.month === month) last.claims.push(claim);
    else months.push({ month, claims: [claim], before });
  }
  return months;
}

function ByProject({ finished, locale }: { finished: readonly ClaimView[]; locale: Locale }) {
  const t = translator(locale, "people");
  const counts = new Map<string, { project: ClaimView["project"]; count: number }>();
  for (const { project } of finished) {
    const known = counts.get(project.slug);
    if (known) known.count += 1;
    else counts.set(project.slug, { project, count: 1 });
  }
  if (counts.size < 2) return null;
  return (
    <ul aria-label={t("person.byProject")} className="-mt-1 mb-4 flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {[...counts.values()]
        .sort((a, b) => b.count - a.count)
        .map(({ project, count }) => (
          <li key={project.slug} className="flex items-center gap-2">
            <ProjectMark project={project} size={18} />
            <a
              href={`/projects/${project.slug}`}
              className="inline-flex min-h-6 items-center no-underline hover:underline pointer-coarse:min-h-11"
            >
              {project.name}
            </a>
            <span className="text-third tabular-nums">{count}</span>
          </li>
        ))}
    </ul>
  );
}

/** Tasks in one line each where there is room: two hundred of them can be looked through. */
function FinishedTasks({ claims, locale }: { claims: readonly ClaimView[]; locale: Locale }) {
  const words = translator(locale, "common");
  return (
    <ul className="divide-y divide-soft rounded-card border border-line bg-surface shadow-lift">
      {claims.map((claim) => {
        const { task, project } = claim;
        const title = inLocale(task.titles, locale);
        return (
          <li key={claim.id} className="flex flex-col gap-x-4 px-4 py-3 sm:flex-row sm:items-baseline">
            <div className="min-w-0 flex-1">
              <a
                href={`/t/${task.number}`}
                lang={title.locale === locale ? undefined : languageTag[title.locale]}
                className="inline-flex min-h-6 items-center break-words font-semibold text-ink no-underline hover:underline pointer-coarse:min-h-11"
              >
                {title.text || `#${task.number}`}
              </a>
              <ClaimLinks claim={claim} />
            </div>
            <p className="flex shrink-0 items-center gap-2 text-sm text-third sm:w-44">
              <ProjectMark project={project} size={16} />
              <span className="min-w-0 truncate">{project.name}</span>
              <DifficultyMark
                difficulty={task.difficulty}
                label={words(`difficulty.${task.difficulty ?? "unrated"}`)}
                size={12}
              />
            </p>
          </li>
        );
      })}
    </ul>
  );
}

export function SectionTitle({ id, count, children }: { id: string; count: number; children: ReactNode }) {
  return (
    <h2 id={id} className="mb-3 font-semibold text-lg">
      {children} {count > 0 && <span className="font-normal text-third tabular-nums">{count}</span>}
    </h2>
  );
}

/** Says in the place of a list that it is empty. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className="rounded-card border border-line border-dashed px-4 py-5 text-second text-sm">{children}</p>;
}
