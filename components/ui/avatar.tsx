interface AvatarProps {
  login: string;
  name?: string;
  /** Pixels. */
  size?: number;
  /** Said to screen readers; without it the avatar is decoration beside a written name. */
  label?: string;
}

/** Colours that carry white text with at least 4.5:1. */
const colors = ["#b45309", "#7c3aed", "#0f766e", "#be123c", "#2563eb", "#4d7c0f", "#a21caf", "#0e7490", "#9a3412"];

/** The colour of a person, always the same for the same login. */
export function personColor(login: string): string {
  let sum = 0;
  for (const character of login) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return colors[sum % colors.length] ?? "#0f766e";
}

/** A person's mark: the first letter of their name on a colour made from their login. */
export function Avatar({ login, name, size = 24, label }: AvatarProps) {
  const letter = [...(name || login).trim()][0]?.toUpperCase() ?? "?";
  return (
    <span
      {...(label ? { role: "img", "aria-label": label, title: label } : { "aria-hidden": true })}
      className="inline-flex shrink-0 select-none items-center justify-center rounded-full font-semibold text-white leading-none"
      style={{ width: size, height: size, fontSize: Math.round(size * 0.46), backgroundColor: personColor(login) }}
    >
      {letter}
    </span>
  );
}
