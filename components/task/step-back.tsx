"use client";

import { useState } from "react";
import { Button } from "../ui/button";

interface StepBackProps {
  label: string;
  /** What is lost by it. */
  hint: string;
  sure: string;
  stay: string;
  isBusy: boolean;
  onSure(): void;
}

/** Gives a place or an offer up; asks first, because it cannot be taken back. */
export function StepBack({ label, hint, sure, stay, isBusy, onSure }: StepBackProps) {
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <Button size="small" look="quiet" className="-ms-2.5 self-start" isBusy={isBusy} onClick={() => setAsking(true)}>
        {label}
      </Button>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className="text-second text-sm">
        {hint}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="small" autoFocus isBusy={isBusy} onClick={onSure}>
          {sure}
        </Button>
        <Button size="small" look="quiet" onClick={() => setAsking(false)}>
          {stay}
        </Button>
      </div>
    </div>
  );
}
