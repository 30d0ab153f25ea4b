import type { ReactNode } from "react";
import { classNames } from "../ui/class-names";

interface PageProps {
  /** `wide`: boards; `normal`: pages to read with a column beside; `narrow`: forms. */
  width?: "narrow" | "normal" | "wide";
  /** So long that its beginning is shown while the rest is still arriving. */
  isLong?: boolean;
  className?: string;
  children: ReactNode;
}

const widths = { narrow: "max-w-md", normal: "max-w-6xl", wide: "max-w-[76rem]" };

/**
 * Nothing is painted before the end of the page has arrived, where the browser knows how: a page that comes in pieces
 * moves its parts, the footer first of all. The layout has the mark.
 */
export function PaintedWhole() {
  return <link rel="expect" href="#end" blocking="render" />;
}

/** The inside of a page, below the header: one measure and one rhythm everywhere. */
export function Page({ width = "normal", isLong, className, children }: PageProps) {
  return (
    <div className={classNames("mx-auto w-full px-4 pt-6 pb-16 sm:px-6 sm:pt-9", widths[width], className)}>
      {!isLong && <PaintedWhole />}
      {children}
    </div>
  );
}

interface PageTitleProps {
  children: ReactNode;
  /** One quiet line below. */
  lead?: ReactNode;
  /** Buttons at the side. */
  actions?: ReactNode;
  lang?: string;
}

/** A page's title: its only `h1`. */
export function PageTitle({ children, lead, actions, lang }: PageTitleProps) {
  return (
    <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 lang={lang} className="font-semibold text-2xl tracking-tight sm:text-3xl">
          {children}
        </h1>
        {lead && <div className="mt-1.5 text-pretty text-second">{lead}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
