"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { classNames } from "../ui/class-names";
import { SoftLink } from "../ui/soft-link";

interface Entry {
  href: string;
  name: "tasks" | "projects" | "contributors";
  holds(path: string): boolean;
  className?: string;
}

const entries: readonly Entry[] = [
  { href: "/", name: "tasks", holds: (path) => path === "/" || /^\/(t|tasks)\//.test(path) },
  { href: "/projects", name: "projects", holds: (path) => path.startsWith("/projects") },
  // Where there is no room for it, the foot of the page has it.
  {
    href: "/contributors",
    name: "contributors",
    holds: (path) => /^\/(contributors|people)(\/|$)/.test(path),
    className: "max-[22rem]:hidden",
  },
];

/** Where to go; says where one is. */
export function MainNav() {
  const t = useTranslations("common.nav");
  const path = usePathname();
  return (
    <nav aria-label={t("label")} className="flex gap-1">
      {entries.map(({ href, name, holds, className }) => (
        <SoftLink
          key={href}
          href={href}
          aria-current={path === href ? "page" : holds(path) || undefined}
          className={classNames(
            "inline-flex min-h-control items-center rounded-control px-3 max-[22rem]:px-2.5 text-sm no-underline transition-colors",
            holds(path) ? "bg-soft font-semibold text-ink" : "text-second hover:bg-soft hover:text-ink",
            className,
          )}
        >
          {t(name)}
        </SoftLink>
      ))}
    </nav>
  );
}
