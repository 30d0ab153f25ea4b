import type { MouseEvent, ReactNode } from "react";
import { classNames } from "./class-names";

export interface TabItem {
  key: string;
  href: string;
  isCurrent: boolean;
  label: ReactNode;
  /** Quiet, because there is nothing behind it. */
  isQuiet?: boolean;
  /** The link's name, when the label alone does not say it. */
  title?: string;
  className?: string;
  onClick?: (event: MouseEvent<HTMLAnchorElement>) => void;
}

interface TabLinksProps {
  /** What the group chooses. */
  label: string;
  items: readonly TabItem[];
  /** `strong`: the current one is dark; `calm`: it is sunken. */
  look?: "strong" | "calm";
  /** All equally wide, over the whole width. */
  isWide?: boolean;
  className?: string;
}

/** A row of links of which one is current: a segmented control that works without JavaScript. */
export function TabLinks({ label, items, look = "strong", isWide, className }: TabLinksProps) {
  return (
    <nav
      aria-label={label}
      className={classNames(
        "flex rounded-control border border-line bg-surface p-0.5",
        isWide && "w-full overflow-x-auto [scrollbar-width:none]",
        className,
      )}
    >
      {items.map((item) => (
        <a
          key={item.key}
          href={item.href}
          title={item.title}
          aria-current={item.isCurrent || undefined}
          onClick={item.onClick}
          className={classNames(
            "inline-flex min-h-[calc(var(--control)-0.375rem)] items-center justify-center gap-1.5 whitespace-nowrap rounded-[0.4375rem] text-sm pointer-coarse:min-h-control no-underline transition-colors focus-visible:-outline-offset-2",
            isWide ? "flex-1 px-1.5" : "px-3",
            item.isCurrent
              ? look === "strong"
                ? "bg-ink font-semibold text-ground"
                : "bg-soft font-semibold text-ink"
              : classNames("hover:text-ink", item.isQuiet ? "text-third" : "text-second"),
            item.className,
          )}
        >
          {item.label}
        </a>
      ))}
    </nav>
  );
}
