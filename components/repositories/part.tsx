import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

interface PartProps {
  title: ReactNode;
  isOpen?: boolean;
  children: ReactNode;
}

/** A part of a repository's card that folds away. */
export function Part({ title, isOpen, children }: PartProps) {
  return (
    <details open={isOpen} className="group border-soft border-t pt-3">
      <summary className="flex min-h-control cursor-pointer list-none items-center gap-2 font-semibold pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={16}
          aria-hidden="true"
          className="shrink-0 text-third transition-transform group-open:rotate-90"
        />
        <h3>{title}</h3>
      </summary>
      <div className="mt-2 flex flex-col gap-4">{children}</div>
    </details>
  );
}
