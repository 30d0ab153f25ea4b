import type { Difficulty } from "../../lib/domain/words";
import { classNames } from "./class-names";

interface DifficultyMarkProps {
  /** Null: the list gave none. */
  difficulty: Difficulty | null;
  /** The word beside the bars; without it the bars alone, as decoration beside a word of the caller's. */
  label?: string;
  /** Height of the bars in pixels. */
  size?: number;
  className?: string;
}

const levels = { easy: 1, medium: 2, hard: 3 } as const;
const colors = { easy: "text-easy", medium: "text-medium", hard: "text-hard" } as const;

/** One, two or three rising bars, then the word: difficulty is a shape first, a colour last. */
export function DifficultyMark({ difficulty, label, size = 14, className }: DifficultyMarkProps) {
  const level = difficulty ? levels[difficulty] : 0;
  const bars = [5, 9, 14].map((height, index) => (
    <rect
      key={height}
      x={index * 6.5}
      y={14 - height}
      width="4"
      height={height}
      rx="1.25"
      fill={index < level ? "currentColor" : "var(--line)"}
    />
  ));
  return (
    <span className={classNames("inline-flex items-center gap-2 whitespace-nowrap", className)}>
      <svg
        aria-hidden="true"
        width={Math.round((size * 17) / 14)}
        height={size}
        viewBox="0 0 17 14"
        className={classNames("shrink-0", difficulty && colors[difficulty])}
      >
        {bars}
      </svg>
      {label}
    </span>
  );
}
