import { type ReactNode, useId } from "react";
import { Card } from "../ui/card";

/** One numbered part of the page. */
export function Part({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const id = useId();
  return (
    <Card>
      <section aria-labelledby={id}>
        <h2 id={id} className="font-semibold text-lg">
          {title}
        </h2>
        <p className="mt-0.5 max-w-prose text-second text-sm">{lead}</p>
        <div className="mt-4 flex flex-col gap-5">{children}</div>
      </section>
    </Card>
  );
}
