/** The mark of a step on a path: a tick behind, a filled dot here, an empty one ahead. */
export function StepDot({ state }: { state: "passed" | "current" | "ahead" }) {
  return (
    <svg aria-hidden="true" width="20" height="20" viewBox="0 0 20 20" fill="none" className="shrink-0">
      {state === "passed" ? (
        <>
          <circle cx="10" cy="10" r="9" fill="var(--accent-soft)" stroke="var(--accent-line)" strokeWidth="1.5" />
          <path
            d="m6.5 10.3 2.4 2.4 4.6-5.2"
            stroke="var(--accent)"
            strokeWidth="1.75"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      ) : (
        <>
          <circle
            cx="10"
            cy="10"
            r="8.5"
            fill="var(--surface)"
            stroke={state === "current" ? "var(--accent)" : "var(--line)"}
            strokeWidth={state === "current" ? "2" : "1.75"}
          />
          {state === "current" && <circle cx="10" cy="10" r="4.5" fill="var(--accent)" />}
        </>
      )}
    </svg>
  );
}
