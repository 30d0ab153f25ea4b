"use client";

import type { MouseEvent } from "react";
import { useTranslations } from "use-intl/react";
import { isPlainClick } from "../../lib/client/address";
import { LinkButton } from "../ui/button";
import { Spinner } from "../ui/spinner";
import { signInToClaim, useClaiming } from "./claiming";
import { useLiveTask, useMyPart } from "./live";

interface ClaimButtonProps {
  size?: "large" | "small";
  isWide?: boolean;
  /** One slot of several, with its name for screen readers. */
  slot?: { id: string; name: string };
}

/**
 * Claims the task. In the HTML it is a link to the sign-in page, which comes back with the task claimed; in the browser
 * of someone who is signed in it claims at once, or asks how they will start where the project does.
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
    <>
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
      {!slot && <Ladder />}
    </>
  );
}

/**
 * How many finished tasks open this one, and where the ladder is not set, what helps to choose. It stands in the HTML for
 * everyone; for a reader who has finished enough it only changes its words, so nothing moves.
 */
function Ladder() {
  const t = useTranslations("task.ladder");
  const { task } = useLiveTask();
  const { me } = useMyPart();
  const { difficulty, rules } = task;
  if (rules.needed > 0) {
    const isOpen = (me?.completions ?? 0) >= rules.needed;
    return (
      <p className="mt-1.5 text-center text-sm text-third">
        <a
          href={`/projects/${task.project.slug}/rules#ladder`}
          className="underline-offset-2 hover:underline max-lg:py-1"
        >
          {t(isOpen ? "open" : "locked", { needed: rules.needed })}
        </a>
      </p>
    );
  }
  if (difficulty !== "medium" && difficulty !== "hard") return null;
  // On a phone the button is all that the bar has room for.
  return <p className="mt-1.5 text-center text-sm text-third max-lg:hidden">{t(difficulty)}</p>;
}
