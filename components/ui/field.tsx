"use client";

import { type ComponentProps, createContext, type ReactNode, use, useId } from "react";
import { classNames } from "./class-names";

interface FieldIds {
  control: string;
  describedBy: string | undefined;
  isInvalid: boolean;
  isRequired: boolean;
}

const FieldContext = createContext<FieldIds | null>(null);

interface FieldProps {
  label: ReactNode;
  /** Stands under the label, before the control, so that it is read before typing. */
  hint?: ReactNode;
  /** What is wrong; read out when it appears. */
  error?: ReactNode;
  /** Beside the label, for instance "optional" or a counter. */
  aside?: ReactNode;
  isRequired?: boolean;
  /** The control's id, when something outside has to point at it. */
  id?: string;
  className?: string;
  /** The control inside was changed, by whatever means. */
  onChange?: () => void;
  children: ReactNode;
}

/** A label with its control, hint and error, tied together by ids. The control inside is Input, Textarea or Select. */
export function Field({
  label,
  hint,
  error,
  aside,
  isRequired = false,
  id,
  className,
  onChange,
  children,
}: FieldProps) {
  const own = useId();
  const control = id ?? own;
  const hintId = hint ? `${control}-hint` : undefined;
  const errorId = error ? `${control}-error` : undefined;
  const describedBy = [errorId, hintId].filter(Boolean).join(" ") || undefined;
  return (
    <div className={classNames("flex flex-col gap-1.5", className)} onChange={onChange}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={control} className="font-semibold text-sm">
          {label}
        </label>
        {aside && <span className="text-third text-xs">{aside}</span>}
      </div>
      {hint && (
        <p id={hintId} className="text-sm text-third">
          {hint}
        </p>
      )}
      <FieldContext value={{ control, describedBy, isInvalid: Boolean(error), isRequired }}>{children}</FieldContext>
      <div aria-live="polite">
        {error && (
          <p id={errorId} className="text-danger text-sm">
            {error}
          </p>
        )}
      </div>
    </div>
  );
}

function useFieldProps() {
  const field = use(FieldContext);
  if (!field) return {};
  return {
    id: field.control,
    "aria-describedby": field.describedBy,
    "aria-invalid": field.isInvalid || undefined,
    required: field.isRequired || undefined,
  };
}

/* 16 px on touch screens: with less, iOS zooms into a focused field. */
const controlClass =
  "w-full rounded-control border border-line-strong bg-surface px-3 text-base text-ink pointer-coarse:text-lg " +
  "transition-colors hover:border-second aria-invalid:border-danger disabled:opacity-60";

/** A one-line text control. Inside a Field it takes its ids from there. */
export function Input({ className, ...rest }: ComponentProps<"input">) {
  return (
    <input {...useFieldProps()} {...rest} className={classNames(controlClass, "min-h-control py-1.5", className)} />
  );
}

/** A text control of several lines; it grows with its text where the browser can (`field-sizing`), in height only: a long line widens no page. */
export function Textarea({ className, rows = 4, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      {...useFieldProps()}
      rows={rows}
      {...rest}
      className={classNames(
        controlClass,
        "field-sizing-content contain-inline-size max-h-[60vh] min-h-20 resize-y py-2",
        className,
      )}
    />
  );
}

/** The browser's own select. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <select {...useFieldProps()} {...rest} className={classNames(controlClass, "min-h-control py-1.5 pe-8", className)}>
      {children}
    </select>
  );
}
