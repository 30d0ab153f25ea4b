import type { ReactNode } from "react";

interface EmptyStateProps {
  title: ReactNode;
  /** What the reader can do now. */
  children?: ReactNode;
  /** Links or buttons. */
  actions?: ReactNode;
  /** The heading's level on the page. */
  level?: 1 | 2 | 3;
}

/** Nothing is here: says so, says why, and what to do. */
export function EmptyState({ title, children, actions, level = 2 }: EmptyStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div className="flex flex-col items-center gap-3 rounded-card border border-line border-dashed px-6 py-12 text-center">
      <svg aria-hidden="true" width="56" height="40" viewBox="0 0 56 40" fill="none" className="text-line-strong">
        <path
          d="M4 36h14V26h14V16h14V6h6"
          stroke="currentColor"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
          strokeDasharray="1 6"
        />
        <circle cx="10" cy="26" r="4" fill="var(--accent)" />
      </svg>
      <Heading className="font-semibold text-lg">{title}</Heading>
      {children && <div className="max-w-md text-second text-sm">{children}</div>}
      {actions && <div className="mt-1 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
