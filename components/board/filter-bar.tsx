"use client";

import { useTranslations } from "use-intl/react";
import type { BoardFilters } from "../../lib/domain/filters";
import { useReaderLocale } from "../layout/client-messages";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";
import { Menu, MenuLink } from "../ui/menu";
import { ProjectMark } from "../ui/project-mark";
import { TabLinks } from "../ui/tabs";
import { Count, chip, chipLook, type FilterProps, MenuLabel } from "./chip";
import { isFiltered, withFilters, withoutFilters } from "./links";
import { TagLinks, TagMenu, tagName } from "./tag-filter";

/** So many projects stand as chips; the rest is in a menu. */
const chipLimit = 6;

/**
 * The filters. All of them are links; each says what a click on it would give. A phone has the projects as chips and
 * the rest in two menus.
 */
export function FilterBar({ filters, counts }: FilterProps) {
  const t = useTranslations("board");
  return (
    <section
      aria-label={t("filters.label")}
      className="contents md:relative md:z-20 md:flex md:w-full md:flex-wrap md:items-center md:gap-x-5 md:gap-y-2.5 md:[clip-path:inset(-100vmax_-100vmax_-100vmax_-5px)]"
    >
      <ProjectChips filters={filters} counts={counts} />
      {/* The line before it is cut off by the section's edge where this begins a row of its own. */}
      <div className="contents md:relative md:flex md:flex-wrap md:items-center md:gap-2.5 md:before:absolute md:before:-start-2.5 md:before:top-1/2 md:before:h-5 md:before:w-px md:before:-translate-y-1/2 md:before:bg-line">
        <StatusFilter filters={filters} counts={counts} />
        <div className="hidden gap-2.5 md:contents">
          <MentorChip filters={filters} counts={counts} />
          <TagMenu filters={filters} counts={counts} />
        </div>
      </div>
      <MoreFilters filters={filters} counts={counts} />
    </section>
  );
}

function ProjectChips({ filters, counts }: FilterProps) {
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

/** Side by side where there is room, a menu on a phone. */
function StatusFilter({ filters, counts }: FilterProps) {
  const t = useTranslations("board");
  const common = useTranslations("common.status");
  const word = (value: BoardFilters["status"]) => (value === "all" ? t("allStatuses") : common(value));
  // Most boards have no task that one should ask about first.
  const shown = counts.status.filter(
    ({ value, count }) => value !== "dormant" || count > 0 || filters.status === "dormant",
  );
  const entries = shown.map(({ value, count }) => ({
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
          label={<MenuLabel>{filters.status === "all" ? t("everyStatus") : common(filters.status)}</MenuLabel>}
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

function MentorChip({ filters, counts }: FilterProps) {
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

/** On a phone: mentor, tags, and the way back. */
function MoreFilters({ filters, counts }: FilterProps) {
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
