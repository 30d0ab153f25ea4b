"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { classNames } from "./class-names";

interface MenuProps {
  /** What the button shows. */
  label: ReactNode;
  /** Its name, when the label is an icon. */
  title?: string;
  /** The button's classes. */
  className?: string;
  /** On which side of the button the panel ends. */
  align?: "start" | "end";
  /** MenuLink, MenuButton, or anything else. */
  children: ReactNode;
}

/**
 * A button that opens a panel of links and buttons: the browser's own disclosure (`details`), so it opens without
 * JavaScript; with it, Esc, a click elsewhere, leaving it and choosing close it.
 */
export function Menu({ label, title, className, align = "start", children }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    const element = details.current;
    if (!element) return;
    const close = (event: Event) => {
      if (element.open && !(event.target instanceof Node && element.contains(event.target))) element.open = false;
    };
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !element.open) return;
      event.stopPropagation();
      element.open = false;
      element.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("focusin", close);
    element.addEventListener("keydown", closeOnEscape);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("focusin", close);
      element.removeEventListener("keydown", closeOnEscape);
    };
  }, []);

  const closeOnChoice = (event: { target: EventTarget }) => {
    if (event.target instanceof Element && event.target.closest("[data-menu-item]") && details.current) {
      details.current.open = false;
    }
  };

  return (
    <details ref={details} className="group/menu relative">
      <summary
        aria-label={title}
        title={title}
        className={classNames(
          "flex min-h-control select-none items-center justify-center gap-1.5 rounded-control transition-colors",
          className,
        )}
      >
        {label}
      </summary>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the panel only listens to what its links and buttons do */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link or button is a click too */}
      <div
        onClick={closeOnChoice}
        className={classNames(
          "absolute top-full z-30 mt-1.5 flex max-h-[70vh] w-max min-w-44 max-w-[min(20rem,calc(100vw-2rem))] flex-col overflow-y-auto rounded-card border border-line bg-surface p-1.5 shadow-high",
          align === "end" ? "end-0" : "start-0",
        )}
      >
        {children}
      </div>
    </details>
  );
}

const itemClass =
  "flex min-h-control w-full items-center gap-2.5 rounded-control px-2.5 py-1 text-start text-sm no-underline " +
  "hover:bg-soft aria-[current]:bg-soft aria-[current]:font-semibold focus-visible:-outline-offset-2";

interface MenuLinkProps {
  href: string;
  isCurrent?: boolean;
  /** Stands at the end, quiet: a count or a key. */
  aside?: ReactNode;
  onClick?: (event: React.MouseEvent<HTMLAnchorElement>) => void;
  children: ReactNode;
}

/** A link in a Menu. */
export function MenuLink({ href, isCurrent, aside, onClick, children }: MenuLinkProps) {
  return (
    <a
      data-menu-item
      href={href}
      aria-current={isCurrent || undefined}
      onClick={onClick}
      className={classNames(itemClass, "text-ink")}
    >
      {children}
      {aside !== undefined && <span className="ms-auto ps-4 text-third tabular-nums">{aside}</span>}
    </a>
  );
}

interface MenuButtonProps {
  onClick(): void;
  isCurrent?: boolean;
  isDanger?: boolean;
  isDisabled?: boolean;
  icon?: ReactNode;
  children: ReactNode;
}

/** A button in a Menu. */
export function MenuButton({ onClick, isCurrent, isDanger, isDisabled, icon, children }: MenuButtonProps) {
  return (
    <button
      data-menu-item
      type="button"
      disabled={isDisabled}
      aria-current={isCurrent || undefined}
      onClick={onClick}
      className={classNames(itemClass, isDanger ? "text-danger" : "text-ink", "disabled:opacity-50")}
    >
      {icon}
      {children}
    </button>
  );
}
