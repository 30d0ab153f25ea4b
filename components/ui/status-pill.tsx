import type { ListedStatus } from "../../lib/domain/words";
import { classNames } from "./class-names";

interface StatusPillProps {
  status: ListedStatus;
  /** The word or the time left ("5 days left"). */
  label: string;
  /** How much of the lease is left, 0 to 1; draws the ring of a claimed task. */
  leaseLeft?: number;
  /** Said to screen readers and shown on hover instead of the label ("In progress, 5 days left"). */
  title?: string;
}

const looks: Record<ListedStatus, string> = {
  open: "border-accent-line text-accent",
  claimed: "border-transparent bg-soft text-second",
  in_review: "border-transparent bg-review-soft text-review",
  done: "border-transparent bg-soft text-second",
  closed: "border-line text-third",
  dormant: "border-medium border-dashed text-medium",
};

/** A task's status: always exactly one pill. */
export function StatusPill({ status, label, leaseLeft, title }: StatusPillProps) {
  return (
    <span
      title={title}
      // A date in it may be spelt differently by the server.
      suppressHydrationWarning
      className={classNames(
        "inline-flex shrink-0 items-center gap-1.5 whitespace-nowrap rounded-full border px-2.5 py-0.5 text-xs tabular-nums",
        looks[status],
      )}
    >
      {status === "claimed" && leaseLeft !== undefined && <LeaseRing left={leaseLeft} />}
      {status === "done" && <Tick />}
      {status === "dormant" && <Ask />}
      {title ? (
        <>
          <span aria-hidden="true">{label}</span>
          <span className="sr-only" suppressHydrationWarning>
            {title}
          </span>
        </>
      ) : (
        label
      )}
    </span>
  );
}

const circumference = 2 * Math.PI * 5;

/** A ring that empties as the lease runs; under a fifth it turns to the colour of haste. */
export function LeaseRing({ left, size = 14 }: { left: number; size?: number }) {
  const share = Math.min(1, Math.max(0, left));
  // What is nearly over still shows a stroke: an empty ring would say that it is over.
  const drawn = share > 0 ? Math.max(share, 0.08) : 0;
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 14 14" className="-ms-0.5 shrink-0 -rotate-90">
      <circle cx="7" cy="7" r="5" fill="none" stroke="var(--faint)" strokeOpacity="0.35" strokeWidth="2.5" />
      <circle
        cx="7"
        cy="7"
        r="5"
        fill="none"
        stroke={share < 0.2 ? "var(--medium)" : "var(--accent)"}
        strokeWidth="2.5"
        strokeDasharray={`${(drawn * circumference).toFixed(2)} ${circumference.toFixed(2)}`}
      />
    </svg>
  );
}

function Tick() {
  return (
    <svg aria-hidden="true" width="12" height="12" viewBox="0 0 12 12" className="-ms-0.5 shrink-0 text-easy">
      <path
        d="M2.5 6.5 5 9l4.5-5.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

function Ask() {
  return (
    <svg aria-hidden="true" width="12" height="12" viewBox="0 0 12 12" fill="none" className="-ms-0.5 shrink-0">
      <path
        d="M4 4.2a2 2 0 1 1 3 1.7c-.7.4-1 .8-1 1.6M6 9.8h.01"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
