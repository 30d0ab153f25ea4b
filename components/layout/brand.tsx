/** The Foothold mark: three steps, and a dot about to climb them. */
export function BrandMark({ size = 22 }: { size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 24 24" fill="none" className="shrink-0">
      <path
        d="M3 19h6v-5h6v-5h6V4"
        stroke="var(--accent)"
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="6" cy="9" r="2.3" fill="currentColor" />
    </svg>
  );
}
