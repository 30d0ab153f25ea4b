import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** A white card with a hairline. */
export function Card({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={classNames("rounded-card border border-line bg-surface p-4 shadow-lift sm:p-5", className)}>
      {children}
    </div>
  );
}
