"use client";

import { useTranslations } from "use-intl/react";
import type { BoardCounts } from "../../lib/domain/views";
import { inLocale, type Locale } from "../../lib/domain/words";
import { useReaderLocale } from "../layout/client-messages";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";
import { Menu, MenuLink } from "../ui/menu";
import { chip, chipLook, type FilterProps, MenuLabel } from "./chip";
import { withFilters } from "./links";

/** The tags as a menu. */
export function TagMenu({ filters, counts }: FilterProps) {
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

/** The tags as links, to stand in a menu. */
export function TagLinks({ filters, counts }: FilterProps) {
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

/** A tag in the reader's language. */
export function tagName(slug: string, counts: BoardCounts, locale: Locale): string {
  const tag = counts.tag.find((facet) => facet.value === slug)?.tag;
  return tag ? inLocale(tag.names, locale).text || slug : slug;
}
