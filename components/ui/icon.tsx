/** Line drawings on a 24-unit grid; dots are lines of no length. Only what stands on every page: the rest is lucide's. */
const drawings = {
  bell: "M6 16V11a6 6 0 1 1 12 0v5l1.500 2h-15zM10 21h4",
  chevron: "M6 9l6 6 6-6",
  close: "M6 6l12 12M18 6L6 18",
  columns: "M4 4h16v16H4zM9.33 4v16M14.66 4v16",
  list: "M9 6h12M9 12h12M9 18h12M4 6h.01M4 12h.01M4 18h.01",
  monitor: "M3 4h18v12H3zM12 16v4M8 20h8",
  moon: "M20 14.5A8.5 8.5 0 1 1 9.5 4a6.8 6.8 0 0 0 10.5 10.5z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20c.6-3.2 3.4-5 7-5s6.4 1.8 7 5",
  pullRequest:
    "M6 8.5v7M6 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM6 20.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM18 20.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM18 15.5V9a3 3 0 0 0-3-3h-3M14.5 3.5L12 6l2.5 2.5",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20.5 20.5L16 16",
  share:
    "M18 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM6 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM18 22a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8.6 10.5l6.8-4M8.6 13.5l6.8 4",
  sliders:
    "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v1.5M12 20v1.5M2.5 12H4M20 12h1.5M5.300 5.300l1 1M17.700 17.700l1 1M5.300 18.700l1-1M17.700 6.300l1-1",
  tag: "M3.5 11V4.5a1 1 0 0 1 1-1H11l9.5 9.5-7.5 7.5zM8 8h.01",
} as const;

interface IconProps {
  name: keyof typeof drawings;
  /** Pixels. */
  size?: number;
  className?: string;
}

/** A small drawing beside a word, or in a button that has a name of its own: never read out. */
export function Icon({ name, size = 16, className = "shrink-0" }: IconProps) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      <path d={drawings[name]} />
    </svg>
  );
}
