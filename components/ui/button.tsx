import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Spinner } from "./spinner";

export type ButtonLook = "primary" | "secondary" | "quiet" | "danger";

interface Shared {
  /** `primary` once on a screen; `quiet` has no border until it is pointed at. */
  look?: ButtonLook;
  size?: "normal" | "large" | "small";
  /** Takes the whole width. */
  isWide?: boolean;
  /** Only an icon: a square; the label goes into `aria-label`. */
  isSquare?: boolean;
  icon?: ReactNode;
}

const looks: Record<ButtonLook, string> = {
  primary: "bg-accent text-on-accent border-transparent hover:bg-accent-strong",
  secondary: "bg-surface text-ink border-line hover:border-line-strong",
  quiet: "bg-transparent text-second border-transparent hover:bg-soft hover:text-ink",
  danger: "bg-danger text-on-danger border-transparent hover:opacity-90",
};

function buttonClass({ look = "secondary", size = "normal", isWide, isSquare }: Shared): string {
  return classNames(
    "inline-flex shrink-0 select-none items-center justify-center gap-2 border font-semibold no-underline transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55",
    size === "large" && "min-h-11 rounded-card px-5 text-base max-[22rem]:px-3",
    size === "normal" && "min-h-control rounded-control px-3.5 text-sm",
    size === "small" && "min-h-8 rounded-control px-2.5 text-sm pointer-coarse:min-h-11",
    isSquare && "aspect-square px-0",
    isWide && "w-full",
    looks[look],
  );
}

type ButtonProps = Shared & { isBusy?: boolean } & Omit<ComponentProps<"button">, "ref"> & {
    ref?: ComponentProps<"button">["ref"];
  };

/** A button. While `isBusy` it cannot be pressed again, keeps its width and says so to screen readers. */
export function Button({
  look,
  size,
  isWide,
  isSquare,
  icon,
  isBusy,
  className,
  children,
  disabled,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled || isBusy}
      aria-busy={isBusy || undefined}
      className={classNames(buttonClass({ look, size, isWide, isSquare }), className)}
    >
      {isBusy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

/** A link that looks like a button: plain `<a>`, so it works without JavaScript. */
export function LinkButton({
  look,
  size,
  isWide,
  isSquare,
  icon,
  className,
  children,
  ...rest
}: Shared & ComponentProps<"a">) {
  return (
    <a {...rest} className={classNames(buttonClass({ look, size, isWide, isSquare }), className)}>
      {icon}
      {children}
    </a>
  );
}
