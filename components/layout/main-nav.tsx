"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { classNames } from "../ui/class-names";
import { SoftLink } from "../ui/soft-link";

const entries = [
  { href: "/", name: "tasks", holds: (path: string) => path === "/" || /^\/(t|tasks)\//.test(path) },
  { href: "/projects", name: "projects", holds: (path: string) => path.startsWith("/projects") },
] as const;

/** Where to go; says where one is. */
export function MainNav() {
  const t = useTranslations("common.nav");
  const path = usePathname();
  return (
    <nav aria-label={t("label")} className="flex gap-1">
      {entries.map(({ href, name, holds }) => (
        <SoftLink
          key={href}
          href={href}
          aria-current={path === href ? "page" : holds(path) || undefined}
          className={classNames(
            "inline-flex min-h-control items-center rounded-control px-3 max-[22rem]:px-2.5 text-sm no-underline transition-colors",
            holds(path) ? "bg-soft font-semibold text-ink" : "text-second hover:bg-soft hover:text-ink",
          )}
        >
          {t(name)}
        </SoftLink>
      ))}
    </nav>
  );
}
