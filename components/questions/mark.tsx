import { Check, Clock, Hourglass, MessageCircleQuestionMark, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../ui/class-names";

const kinds = {
  accepted: { Icon: Check, look: "bg-accent text-on-accent border-transparent font-semibold" },
  project: { Icon: ShieldCheck, look: "border-accent-line text-accent" },
  asker: { Icon: MessageCircleQuestionMark, look: "border-line text-second" },
  overdue: { Icon: Clock, look: "border-transparent bg-warn-soft text-medium font-semibold" },
  waiting: { Icon: Hourglass, look: "border-line text-second" },
};

/** What is to be known of a question or an answer at a glance: a shape, a word and a colour. */
export function Mark({ kind, children }: { kind: keyof typeof kinds; children: ReactNode }) {
  const { Icon, look } = kinds[kind];
  return (
    <span
      className={classNames(
        "inline-flex shrink-0 items-center gap-1 whitespace-nowrap rounded-full border px-2 py-0.5 text-xs",
        look,
      )}
    >
      <Icon size={12} aria-hidden="true" />
      {children}
    </span>
  );
}
