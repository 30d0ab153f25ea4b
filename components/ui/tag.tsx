import type { ReactNode } from "react";

/** A small word on a soft ground: a tag or a language. */
export function Tag({ children, lang }: { children: ReactNode; lang?: string }) {
  return (
    <span lang={lang} className="block max-w-full truncate rounded-md bg-soft px-2 py-0.5 text-second text-xs">
      {children}
    </span>
  );
}
