"use client";

import { useTranslations } from "use-intl/react";
import { type BoardFilters, taskSorts } from "../../lib/domain/filters";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";
import { Menu, MenuLink } from "../ui/menu";
import { TabLinks } from "../ui/tabs";
import { MenuLabel } from "./chip";
import { isFiltered, withFilters, withoutFilters } from "./links";

const views = ["columns", "list"] as const;
const square = "border border-line bg-surface text-second hover:border-line-strong hover:text-ink";

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
