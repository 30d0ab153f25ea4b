"use client";

import { useState } from "react";

/** What is wrong, each beside its field; `form` is about the whole. */
export type Faults<Name extends string> = Partial<Record<Name | "form", string>>;

/** What is wrong with the fields of a form. A fault goes when its field is changed: what is there now may be right. */
export function useFaults<Name extends string>() {
  const [faults, setFaults] = useState<Faults<Name>>({});
  const forgive = (names: readonly string[]) => {
    if (!names.some((name) => Object.hasOwn(faults, name))) return;
    const left = Object.entries(faults).filter(([name]) => !names.includes(name));
    setFaults(Object.fromEntries(left) as Faults<Name>);
  };
  /** For a `Field`: the first fault of these names, until the control inside is changed. */
  const fault = (...names: (Name | "form")[]) => ({
    error: names.map((name) => faults[name]).find(Boolean),
    onChange: () => forgive(names),
  });
  return { faults, setFaults, fault };
}

/** A value as it was when `errors` came. What is still the same then is still wrong. */
export function useValueOf<Value>(errors: object, value: Value): Value {
  const [kept, setKept] = useState({ errors, value });
  if (kept.errors === errors) return kept.value;
  setKept({ errors, value });
  return value;
}
