import type { ContributorMonthView, ContributorsView, ContributorView, ProjectRefView } from "../../lib/domain/views";
import { inLocale, type Locale } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import { daysBetween, monthName } from "../../lib/i18n/time";
import { translator } from "../../lib/i18n/translator";
import { PersonLink } from "../task/person-link";
import { LinkButton } from "../ui/button";
import { classNames } from "../ui/class-names";
import { EmptyState } from "../ui/empty-state";
import { ProjectMark } from "../ui/project-mark";
import { WhileNew } from "./contributors-week";

const week = 7 * 24 * 60 * 60 * 1000;

interface ContributorsProps {
  list: ContributorsView;
  projects: readonly ProjectRefView[];
  /** Whether this is not the first page. */
  isContinued: boolean;
  locale: Locale;
}

/** Who finished what: a welcome for first-timers, then month by month. */
export function Contributors({ list, projects, isContinued, locale }: ContributorsProps) {
  const t = translator(locale, "contributors");
  return (
    <div className="flex flex-col gap-8">
      {projects.length > 1 && <ProjectFilter projects={projects} current={list.project} locale={locale} />}
      {list.week && <FirstTimers week={list.week} locale={locale} />}
      {list.months.map((month) => (
        <Month key={month.month} month={month} isOfProject={list.project !== null} locale={locale} />
      ))}
      {list.months.length === 0 && <Nobody project={list.project} isContinued={isContinued} locale={locale} />}
      {(isContinued || list.nextCursor) && (
        <nav className="flex flex-wrap gap-2">
          {list.nextCursor && (
            <LinkButton rel="next" href={address(list.project?.slug, list.nextCursor)}>
              {t("older")}
            </LinkButton>
          )}
          {isContinued && (
            <LinkButton look="quiet" href={address(list.project?.slug)}>
              {t("newest")}
            </LinkButton>
          )}
        </nav>
      )}
    </div>
  );
}

function address(project?: string, cursor?: string): string {
  const search = new URLSearchParams({ ...(project ? { project } : {}), ...(cursor ? { cursor } : {}) });
  return search.size > 0 ? `/contributors?${search}` : "/contributors";
}

interface ProjectFilterProps {
  projects: readonly ProjectRefView[];
  current: ProjectRefView | null;
  locale: Locale;
}

function ProjectFilter({ projects, current, locale }: ProjectFilterProps) {
  const t = translator(locale, "contributors");
  const entries = [{ slug: undefined, name: t("all") }, ...projects];
  return (
    <nav aria-label={t("filter")}>
      <ul className="flex flex-wrap gap-2">
        {entries.map((project) => {
          const isCurrent = current?.slug === project.slug;
          return (
            <li key={project.slug ?? ""}>
              <a
                href={address(project.slug)}
                aria-current={isCurrent ? "page" : undefined}
                className={classNames(
                  "inline-flex min-h-control items-center gap-2 rounded-control border px-3 text-sm no-underline transition-colors",
                  isCurrent
                    ? "border-accent bg-accent-soft font-semibold text-ink"
                    : "border-line bg-surface text-second hover:border-line-strong hover:text-ink",
                )}
              >
                {"letter" in project && <ProjectMark project={project} size={18} />}
                {project.name}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function FirstTimers({
  week: { from, to, firstTimers },
  locale,
}: {
  week: NonNullable<ContributorsView["week"]>;
  locale: Locale;
}) {
  const t = translator(locale, "contributors");
  // A week longer than it lasts: who finished on a Sunday is welcomed on Monday too.
  const until = new Date(Date.parse(to) + week).toISOString();
  return (
    <WhileNew until={until}>
      <section aria-labelledby="first-timers" className="rounded-card border border-accent bg-accent-soft p-4 sm:p-5">
        <h2 id="first-timers" className="font-semibold text-lg">
          {t("firstTitle", { count: firstTimers.length })}
        </h2>
        <p className="mt-0.5 text-second text-sm">{t("firstLead", { days: daysBetween(from, to, locale) })}</p>
        <ul className="mt-3 flex flex-col gap-2">
          {firstTimers.map(({ person, tasks }) => (
            <li key={person.login} className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
              <PersonLink person={person} avatar={28} />
              {tasks[0] && <TaskLine task={tasks[0]} isOfProject={false} locale={locale} />}
            </li>
          ))}
        </ul>
      </section>
    </WhileNew>
  );
}

function Month({ month, isOfProject, locale }: { month: ContributorMonthView; isOfProject: boolean; locale: Locale }) {
  const t = translator(locale, "contributors");
  const { people, unnamed, counts } = month;
  return (
    <section aria-labelledby={`month-${month.month}`}>
      <h2
        id={`month-${month.month}`}
        className="mb-3 flex flex-wrap items-baseline gap-x-3 font-semibold text-lg tabular-nums"
      >
        {monthName(month.month, locale)}
        <span className="font-normal text-sm text-third">{t("counts", counts)}</span>
      </h2>
      <div className="rounded-card border border-line bg-surface shadow-lift">
        <ul className="divide-y divide-soft">
          {people.map((one) => (
            <Contributor key={one.person.login} contributor={one} isOfProject={isOfProject} locale={locale} />
          ))}
        </ul>
        {unnamed.people > 0 && (
          <p className={classNames("px-4 py-3.5 text-second text-sm", people.length > 0 && "border-soft border-t")}>
            {t("unnamed", unnamed)}
          </p>
        )}
      </div>
    </section>
  );
}

interface ContributorProps {
  contributor: ContributorView;
  isOfProject: boolean;
  locale: Locale;
}

function Contributor({ contributor: { person, tasks }, isOfProject, locale }: ContributorProps) {
  const t = translator(locale, "contributors");
  return (
    <li className="grid gap-x-6 gap-y-1.5 px-4 py-3.5 sm:grid-cols-[16rem_minmax(0,1fr)]">
      <div className="flex min-w-0 items-center gap-2 self-start">
        <PersonLink person={person} avatar={28} />
        {tasks.length > 1 && (
          <span className="ms-auto shrink-0 text-sm text-third tabular-nums sm:ms-0">
            {t("personCount", { count: tasks.length })}
          </span>
        )}
      </div>
      <ul className="flex min-w-0 flex-col gap-1 sm:pt-0.5">
        {tasks.map((task) => (
          <li key={`${task.number} ${task.at}`} className="flex min-w-0">
            <TaskLine task={task} isOfProject={isOfProject} locale={locale} />
          </li>
        ))}
      </ul>
    </li>
  );
}

interface TaskLineProps {
  task: ContributorView["tasks"][number];
  isOfProject: boolean;
  locale: Locale;
}

/** A task's title as its link; before it the project, where it may be any. */
function TaskLine({ task, isOfProject, locale }: TaskLineProps) {
  const title = inLocale(task.titles, locale);
  return (
    <span className="flex min-w-0 items-start gap-2">
      {!isOfProject && (
        <span className="flex h-6 items-center pointer-coarse:h-11">
          <ProjectMark project={task.project} size={18} />
          <span className="sr-only">{task.project.name} </span>
        </span>
      )}
      <a
        href={`/t/${task.number}`}
        lang={title.locale === locale ? undefined : languageTag[title.locale]}
        className="inline-flex min-h-6 min-w-0 items-center break-words text-ink no-underline hover:underline pointer-coarse:min-h-11"
      >
        {title.text || `#${task.number}`}
      </a>
    </span>
  );
}

function Nobody({
  project,
  isContinued,
  locale,
}: Omit<ProjectFilterProps, "projects" | "current"> & { project: ProjectRefView | null; isContinued: boolean }) {
  const t = translator(locale, "contributors");
  if (isContinued) return <EmptyState title={t("emptyOlder")}>{t("emptyOlderText")}</EmptyState>;
  const action = project
    ? { href: `/?project=${project.slug}`, label: t("free", { project: project.name }) }
    : { href: "/?difficulty=easy", label: t("easy") };
  return (
    <EmptyState
      title={project ? t("emptyProject", { project: project.name }) : t("empty")}
      actions={
        <LinkButton look="primary" href={action.href}>
          {action.label}
        </LinkButton>
      }
    >
      {t("emptyText")}
    </EmptyState>
  );
}
