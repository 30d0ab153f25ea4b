"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { type BoardFilters, taskSorts } from "../../lib/domain/filters";
import type { BoardCounts } from "../../lib/domain/views";
import { inLocale, type Locale } from "../../lib/domain/words";
import { useReaderLocale } from "../layout/client-messages";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";
import { Menu, MenuLink } from "../ui/menu";
import { ProjectMark } from "../ui/project-mark";
import { TabLinks } from "../ui/tabs";
import { isFiltered, withFilters, withoutFilters } from "./links";
import { countText } from "./words";

/** So many projects stand as chips; the rest is in a menu. */
const chipLimit = 6;

interface PartProps {
  filters: BoardFilters;
  counts: BoardCounts;
}

/**
 * The filters. All of them are links; each says what a click on it would give. A phone has the projects as chips and
 * the rest in two menus.
 */
export function FilterBar({ filters, counts }: PartProps) {
  const t = useTranslations("board");
  return (
    <section
      aria-label={t("filters.label")}
      className="contents md:flex md:w-full md:flex-wrap md:items-center md:gap-2.5"
    >
      <ProjectChips filters={filters} counts={counts} />
      <span aria-hidden="true" className="hidden h-5 w-px bg-line md:block" />
      <StatusFilter filters={filters} counts={counts} />
      <div className="hidden gap-2.5 md:contents">
        <MentorChip filters={filters} counts={counts} />
        <TagMenu filters={filters} counts={counts} />
      </div>
      <MoreFilters filters={filters} counts={counts} />
    </section>
  );
}

/** How the tasks are shown, order and view, and the way back to all of them. It may grow without moving the filters. */
export function DisplayBar({ filters }: { filters: BoardFilters }) {
  const t = useTranslations("board");
  return (
    <>
      <div className="hidden items-center gap-2 md:flex">
        {isFiltered(filters) && (
          <a
            href={withoutFilters(filters)}
            className="inline-flex min-h-control items-center px-2 text-second text-sm underline underline-offset-2 hover:text-ink"
          >
            {t("clear")}
          </a>
        )}
        <SortMenu filters={filters} />
        <ViewSwitch filters={filters} />
      </div>
      <div className="md:hidden">
        <Menu
          align="end"
          title={t("display")}
          className={classNames(square, "w-control")}
          label={<Icon name="sliders" />}
        >
          <SortLinks filters={filters} />
          <hr className="my-1 border-soft" />
          {views.map((view) => (
            <MenuLink key={view} href={withFilters(filters, { view })} isCurrent={filters.view === view}>
              {t(`view.${view}`)}
            </MenuLink>
          ))}
        </Menu>
      </div>
    </>
  );
}

const chip =
  "inline-flex min-h-control shrink-0 items-center gap-2 whitespace-nowrap rounded-full border px-3 text-sm no-underline transition-colors";

function chipLook(isCurrent: boolean, count: number): string {
  if (isCurrent) return "border-accent bg-accent-soft font-semibold text-accent";
  return classNames("border-line bg-surface hover:border-line-strong", count > 0 ? "text-second" : "text-third");
}

function Count({ of, isCapped }: { of: number; isCapped?: boolean }) {
  const locale = useReaderLocale();
  return <span className="font-normal text-xs tabular-nums">{countText(of, locale, isCapped)}</span>;
}

function ProjectChips({ filters, counts }: PartProps) {
  const t = useTranslations("board");
  const [all, ...projects] = counts.project;
  const shown = projects.filter((facet, index) => index < chipLimit || facet.value === filters.project);
  const rest = projects.filter((facet) => !shown.includes(facet));
  return (
    <div className="flex w-full min-w-0 items-center gap-2 md:w-auto">
      <nav
        aria-label={t("filters.project")}
        className="-mx-4 -my-1 flex min-w-0 flex-1 gap-2 overflow-x-auto px-4 py-1 [scrollbar-width:none] md:mx-0 md:flex-wrap md:px-0"
      >
        <a
          href={withFilters(filters, { project: null })}
          aria-current={!filters.project || undefined}
          className={classNames(chip, chipLook(!filters.project, 1))}
        >
          {t("allProjects")}
          <Count of={all?.count ?? 0} isCapped={counts.isCapped} />
        </a>
        {shown.map(({ value, count, project }) => {
          const isCurrent = filters.project === value;
          return (
            project && (
              <a
                key={value}
                href={withFilters(filters, { project: isCurrent ? null : value })}
                aria-current={isCurrent || undefined}
                className={classNames(chip, "ps-2", chipLook(isCurrent, count))}
              >
                <ProjectMark project={project} />
                {project.name}
                <Count of={count} isCapped={counts.isCapped} />
              </a>
            )
          );
        })}
      </nav>
      {rest.length > 0 && (
        <Menu
          align="end"
          label={<MenuLabel>{t("moreProjects")}</MenuLabel>}
          className={classNames(chip, chipLook(false, 1))}
        >
          {rest.map(({ value, count, project }) => (
            <MenuLink key={value} href={withFilters(filters, { project: value })} aside={count}>
              {project && <ProjectMark project={project} />}
              {project?.name ?? value}
            </MenuLink>
          ))}
        </Menu>
      )}
    </div>
  );
}

function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <Icon name="chevron" size={14} className="shrink-0 transition-transform group-open/menu:rotate-180" />
    </>
  );
}

/** Side by side where there is room, a menu on a phone. */
function StatusFilter({ filters, counts }: PartProps) {
  const t = useTranslations("board");
  const common = useTranslations("common.status");
  const word = (value: BoardFilters["status"]) => (value === "all" ? t("allStatuses") : common(value));
  const entries = counts.status.map(({ value, count }) => ({
    value,
    count,
    href: withFilters(filters, { status: value }),
    isCurrent: filters.status === value,
  }));
  return (
    <>
      <TabLinks
        label={t("filters.status")}
        className="hidden md:flex"
        items={entries.map(({ value, count, ...entry }) => ({
          ...entry,
          key: value,
          isQuiet: count === 0,
          label: (
            <>
              {word(value)}
              <Count of={count} isCapped={counts.isCapped} />
            </>
          ),
        }))}
      />
      <div className="md:hidden">
        <Menu
          label={<MenuLabel>{filters.status === "all" ? t("part.allStatuses") : common(filters.status)}</MenuLabel>}
          className={classNames(chip, chipLook(filters.status !== "open", 1))}
        >
          {entries.map(({ value, count, ...entry }) => (
            <MenuLink key={value} {...entry} aside={count}>
              {word(value)}
            </MenuLink>
          ))}
        </Menu>
      </div>
    </>
  );
}

function MentorChip({ filters, counts }: PartProps) {
  const t = useTranslations("board");
  return (
    <a
      href={withFilters(filters, { hasMentor: !filters.hasMentor })}
      aria-current={filters.hasMentor || undefined}
      className={classNames(chip, chipLook(filters.hasMentor, counts.mentored))}
    >
      <Icon name="person" size={14} />
      {t("hasMentor")}
      <Count of={counts.mentored} isCapped={counts.isCapped} />
    </a>
  );
}

function TagMenu({ filters, counts }: PartProps) {
  const t = useTranslations("board");
  const locale = useReaderLocale();
  if (counts.tag.length < 2) return null;
  return (
    <Menu
      label={
        <MenuLabel>
          <Icon name="tag" size={14} />
          {filters.tag ? tagName(filters.tag, counts, locale) : t("filters.tag")}
        </MenuLabel>
      }
      className={classNames(chip, chipLook(filters.tag !== null, 1))}
    >
      <TagLinks filters={filters} counts={counts} />
    </Menu>
  );
}

function TagLinks({ filters, counts }: PartProps) {
  const t = useTranslations("board");
  const locale = useReaderLocale();
  const [all, ...tags] = counts.tag;
  // What is there comes first; the rest stays in sight, quietly.
  const ordered = tags.toSorted((a, b) => b.count - a.count);
  return (
    <>
      <MenuLink href={withFilters(filters, { tag: null })} isCurrent={filters.tag === null} aside={all?.count}>
        {t("anyTag")}
      </MenuLink>
      {ordered.map(({ value, count }) => (
        <MenuLink
          key={value}
          href={withFilters(filters, { tag: value })}
          isCurrent={filters.tag === value}
          aside={count}
        >
          <span className={count > 0 ? undefined : "text-third"}>{tagName(value, counts, locale)}</span>
        </MenuLink>
      ))}
    </>
  );
}

function tagName(slug: string, counts: BoardCounts, locale: Locale): string {
  const tag = counts.tag.find((facet) => facet.value === slug)?.tag;
  return tag ? inLocale(tag.names, locale).text || slug : slug;
}

/** On a phone: mentor, tags, and the way back. */
function MoreFilters({ filters, counts }: PartProps) {
  const t = useTranslations("board");
  const locale = useReaderLocale();
  const on = [filters.hasMentor && t("hasMentor"), filters.tag && tagName(filters.tag, counts, locale)].filter(
    (word) => word !== false && word !== null,
  );
  return (
    <div className="md:hidden">
      <Menu
        label={<MenuLabel>{on.length > 0 ? on.join(" · ") : t("filters.label")}</MenuLabel>}
        className={classNames(chip, "max-w-44 overflow-hidden", chipLook(on.length > 0, 1))}
      >
        <MenuLink
          href={withFilters(filters, { hasMentor: !filters.hasMentor })}
          isCurrent={filters.hasMentor}
          aside={counts.mentored}
        >
          {t("hasMentor")}
        </MenuLink>
        {counts.tag.length > 1 && (
          <>
            <hr className="my-1 border-soft" />
            <TagLinks filters={filters} counts={counts} />
          </>
        )}
        {isFiltered(filters) && (
          <>
            <hr className="my-1 border-soft" />
            <MenuLink href={withoutFilters(filters)}>{t("clear")}</MenuLink>
          </>
        )}
      </Menu>
    </div>
  );
}

const views = ["columns", "list"] as const;
const square = "border border-line bg-surface text-second hover:border-line-strong hover:text-ink";

function SortMenu({ filters }: { filters: BoardFilters }) {
  const t = useTranslations("board");
  return (
    <Menu
      align="end"
      title={`${t("filters.sort")}: ${t(`sort.${filters.sort}`)}`}
      className={classNames(square, "px-3 font-semibold text-sm")}
      label={<MenuLabel>{t(`sort.${filters.sort}`)}</MenuLabel>}
    >
      <SortLinks filters={filters} />
    </Menu>
  );
}

function SortLinks({ filters }: { filters: BoardFilters }) {
  const t = useTranslations("board");
  return taskSorts.map((sort) => (
    <MenuLink key={sort} href={withFilters(filters, { sort })} isCurrent={filters.sort === sort}>
      {t(`sort.${sort}`)}
    </MenuLink>
  ));
}

function ViewSwitch({ filters }: { filters: BoardFilters }) {
  const t = useTranslations("board");
  return (
    <TabLinks
      look="calm"
      label={t("filters.view")}
      items={views.map((view) => {
        return {
          key: view,
          href: withFilters(filters, { view }),
          isCurrent: filters.view === view,
          title: t(`view.${view}`),
          className: "px-2.5",
          label: (
            <>
              <Icon name={view} />
              <span className="sr-only">{t(`view.${view}`)}</span>
            </>
          ),
        };
      })}
    />
  );
}
