import type { ReactNode } from "react";

/** The drawn parts of the share pictures. satori knows flexbox and inline styles only, so there are no classes here. */
export const COLORS = {
  ground: "#faf9f7",
  surface: "#ffffff",
  ink: "#1c1b19",
  second: "#57534e",
  line: "#e8e4df",
  softLine: "#f1eeea",
  accent: "#0f766e",
  step: "#dcece8",
  easy: "#15803d",
  medium: "#b45309",
  hard: "#be123c",
  review: "#6d28d9",
  reviewSoft: "#f3eefe",
} as const;

export type PictureDifficulty = "easy" | "medium" | "hard";
export type PictureStatus = "open" | "claimed" | "in_review" | "done" | "closed" | "dormant";
export interface ProjectMark {
  letter: string;
  /** `#rgb` or `#rrggbb`; anything else is drawn in grey. */
  color: string;
}

const LEVELS: Record<PictureDifficulty, number> = { easy: 1, medium: 2, hard: 3 };

/** One, two or three rising bars: the shape says the difficulty before the colour does. */
export function Bars({ difficulty, size }: { difficulty: PictureDifficulty; size: number }) {
  const filled = LEVELS[difficulty];
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" role="presentation">
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          x={1 + bar * 8}
          y={16 - bar * 7}
          width={6}
          height={8 + bar * 7}
          rx={2}
          fill={bar < filled ? COLORS[difficulty] : COLORS.line}
        />
      ))}
    </svg>
  );
}

/** Three steps and a dot about to climb them. */
export function FootholdMark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" role="presentation">
      <path
        d="M3 19h6v-5h6v-5h6V4"
        fill="none"
        stroke={COLORS.accent}
        strokeWidth={2.2}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx={6} cy={9} r={2.2} fill={COLORS.ink} />
    </svg>
  );
}

export function ProjectSquare({ mark, letter, size }: { mark: ProjectMark; letter: string; size: number }) {
  const color = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(mark.color) ? mark.color : COLORS.second;
  return (
    <div
      style={{
        display: "flex",
        alignItems: "center",
        justifyContent: "center",
        width: size,
        height: size,
        flexShrink: 0,
        borderRadius: size * 0.26,
        backgroundColor: color,
        color: isLight(color) ? COLORS.ink : COLORS.surface,
        fontSize: size * 0.58,
        fontWeight: 700,
        lineHeight: 1,
      }}
    >
      {letter}
    </div>
  );
}

/** By WCAG's relative luminance: above 0.4 black letters are easier to read than white ones. */
function isLight(color: string): boolean {
  const hex = color.length === 4 ? color.replace(/[^#]/g, "$&$&") : color;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.4;
}

const PILLS: Record<PictureStatus, { text: string; ground: string; line: string; sign: ReactNode }> = {
  open: { text: COLORS.accent, ground: COLORS.surface, line: "#86bab5", sign: null },
  claimed: {
    text: COLORS.second,
    ground: COLORS.softLine,
    line: COLORS.softLine,
    sign: (
      <>
        <circle cx={12} cy={12} r={8} fill="none" stroke={COLORS.line} strokeWidth={5} />
        <path d="M12 4a8 8 0 1 1-6.93 4" fill="none" stroke={COLORS.accent} strokeWidth={5} />
      </>
    ),
  },
  in_review: { text: COLORS.review, ground: COLORS.reviewSoft, line: COLORS.reviewSoft, sign: null },
  done: {
    text: COLORS.accent,
    ground: "#e6f4f1",
    line: "#e6f4f1",
    sign: (
      <path
        d="M4 12.5l5.5 5.5L20 7"
        fill="none"
        stroke={COLORS.accent}
        strokeWidth={3.4}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    ),
  },
  closed: {
    text: COLORS.second,
    ground: COLORS.softLine,
    line: COLORS.softLine,
    sign: <path d="M5 12h14" fill="none" stroke={COLORS.second} strokeWidth={3.4} strokeLinecap="round" />,
  },
  dormant: {
    text: COLORS.medium,
    ground: COLORS.surface,
    line: "#dcae86",
    sign: (
      <path
        d="M8 8.5a4 4 0 1 1 6 3.4c-1.4.8-2 1.6-2 3.1M12 19.5h.01"
        fill="none"
        stroke={COLORS.medium}
        strokeWidth={3.4}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    ),
  },
};

/** The one status pill. */
export function StatusPill({ status, label }: { status: PictureStatus; label: string }) {
  const pill = PILLS[status];
  return (
    <div
      style={{
        display: "flex",
        alignItems: "center",
        flexShrink: 0,
        height: 48,
        padding: "0 20px",
        borderRadius: 24,
        border: `2px solid ${pill.line}`,
        backgroundColor: pill.ground,
        color: pill.text,
        fontSize: 25,
        fontWeight: 700,
        lineHeight: 1,
      }}
    >
      {pill.sign && (
        <svg width={24} height={24} viewBox="0 0 24 24" role="presentation" style={{ marginRight: 10 }}>
          {pill.sign}
        </svg>
      )}
      {label}
    </div>
  );
}

/** Where the dot stands on the big stair: it climbs with the work. A closed task has none. */
const DOTS: Record<PictureStatus, { x: number; y: number } | null> = {
  open: { x: 62, y: 474 },
  claimed: { x: 186, y: 354 },
  in_review: { x: 1020, y: 234 },
  done: { x: 1146, y: 114 },
  closed: null,
  dormant: { x: 62, y: 474 },
};

/**
 * A white card before the stair of the mark, with the name of the site below it. Chat apps crop the picture to its middle square
 * (x from 285 to 915), so everything written stands in there.
 */
export function Sheet({ status, children, footer }: { status: PictureStatus; children: ReactNode; footer: ReactNode }) {
  const dot = DOTS[status];
  return (
    <div style={{ display: "flex", width: 1200, height: 630, backgroundColor: COLORS.ground, position: "relative" }}>
      <svg
        width={1200}
        height={630}
        viewBox="0 0 1200 630"
        role="presentation"
        style={{ position: "absolute", left: 0, top: 0 }}
      >
        <path
          d="M-30 520H124V400H300M900 280H1083V160H1230"
          fill="none"
          stroke={status === "closed" ? COLORS.softLine : COLORS.step}
          strokeWidth={32}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        {dot && <circle cx={dot.x} cy={dot.y} r={29} fill={COLORS.ink} />}
      </svg>
      <div
        style={{
          display: "flex",
          flexDirection: "column",
          position: "absolute",
          left: 240,
          top: 40,
          width: 720,
          height: 494,
          padding: "38px 54px 0",
          borderRadius: 28,
          border: `2px solid ${COLORS.line}`,
          backgroundColor: COLORS.surface,
        }}
      >
        {children}
      </div>
      <div
        style={{
          display: "flex",
          alignItems: "center",
          justifyContent: "space-between",
          position: "absolute",
          left: 296,
          top: 534,
          width: 608,
          height: 96,
        }}
      >
        {footer}
      </div>
    </div>
  );
}
