"use client";

import type { MouseEvent } from "react";
import { useTranslations } from "use-intl/react";
import { isPlainClick } from "../../lib/client/address";
import { LinkButton } from "../ui/button";
import { Spinner } from "../ui/spinner";
import { signInToClaim, useClaiming } from "./claiming";
import { useLiveTask } from "./live";

interface ClaimButtonProps {
  size?: "large" | "small";
  isWide?: boolean;
  /** One slot of several, with its name for screen readers. */
  slot?: { id: string; name: string };
}

/**
 * Claims the task in one tap. In the HTML it is a link to the sign-in page, which comes back with the task claimed; in
 * the browser of someone who is signed in it claims at once.
 */
export function ClaimButton({ size = "large", isWide = true, slot }: ClaimButtonProps) {
  const t = useTranslations("task.action");
  const { task } = useLiveTask();
  const { claim, isBusy } = useClaiming();
  const onClick = (event: MouseEvent<HTMLAnchorElement>) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    if (!isBusy) void claim(slot?.id);
  };
  const label = isBusy ? t("claiming") : slot ? t("claimSlot") : t("claim");
  return (
    <LinkButton
      href={signInToClaim(task.number)}
      rel="nofollow"
      look={slot ? "secondary" : "primary"}
      size={size}
      isWide={isWide}
      aria-disabled={isBusy || undefined}
      aria-label={slot && !isBusy ? t("claimSlotNamed", { name: slot.name }) : undefined}
      onClick={onClick}
      icon={isBusy ? <Spinner /> : undefined}
    >
      {label}
    </LinkButton>
  );
}
