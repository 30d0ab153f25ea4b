import type { ReactNode } from "react";
import { classNames } from "./class-names";

interface CardProps {
  /** `accent`: something in it waits for the reader. */
  look?: "plain" | "accent";
  className?: string;
  children: ReactNode;
}

/** A white card with a hairline. */
export function Card({ look = "plain", className, children }: CardProps) {
  const ground = look === "accent" ? "border-accent-line bg-accent-soft" : "border-line bg-surface";
  return <div className={classNames("rounded-card border p-4 shadow-lift sm:p-5", ground, className)}>{children}</div>;
}
