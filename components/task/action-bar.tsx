"use client";

import { Share2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { WaitingView } from "../../lib/domain/views";
import { shareLeft } from "../../lib/i18n/time";
import { Button, LinkButton } from "../ui/button";
import { TimeLeft } from "../ui/instant";
import { lateDialog } from "../ui/late";
import { useNow } from "../ui/now";
import { LeaseRing } from "../ui/status-pill";
import { ClaimButton } from "./claim-button";
import { useClaiming } from "./claiming";
import { useLiveTask, useMyPart } from "./live";
import { useMyPlace, useWaiting, WaitButton } from "./waiting";

const ShareSheet = lateDialog(() => import("./share-sheet").then((loaded) => loaded.default));

/**
 * The action on a phone, always in reach: it sticks to the bottom of the screen and comes to rest below the page's
 * content, so it never covers any of it.
 */
export function ActionBar() {
  const t = useTranslations("task.action");
  const [isSharing, setSharing] = useState(false);
  return (
    <div
      data-bottom-bar="narrow"
      className="sticky bottom-0 z-20 -mx-4 mt-8 border-line border-t bg-surface px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:-mx-6 sm:px-6 lg:hidden"
    >
      <div className="mx-auto flex min-h-11 max-w-2xl items-center gap-3">
        <Button
          size="large"
          data-needs-script=""
          icon={<Share2 size={17} aria-hidden="true" />}
          onClick={() => setSharing(true)}
        >
          {t("share")}
        </Button>
        <div className="min-w-0 flex-1">
          <BarAction />
        </div>
      </div>
      {isSharing && <ShareSheet onClose={() => setSharing(false)} />}
    </div>
  );
}

function BarAction(): ReactNode {
  const t = useTranslations("task.action");
  const { task } = useLiveTask();
  const waitlist = useTranslations("waitlist");
  const { claim, isComing } = useMyPart();
  const place = useMyPlace();
  if (claim) {
    return (
      <LinkButton href="#act" look="primary" size="large" isWide>
        {t(claim.state === "in_review" ? "mineReview" : "mineShort")}
      </LinkButton>
    );
  }
  if (place?.offer) return <TakeButton offer={place.offer} />;
  if (task.status === "open" || isComing) return <ClaimButton />;
  if (task.status === "done" || task.status === "closed") {
    return (
      <div className="flex items-center justify-end">
        <LinkButton href="#act" size="large">
          {t("insteadShort")}
        </LinkButton>
      </div>
    );
  }
  if (place) {
    return (
      <LinkButton href="#act" size="large" isWide>
        {waitlist("placeShort", { place: place.place })}
      </LinkButton>
    );
  }
  return <WaitAction />;
}

/** Says how long it is held, because the card that tells the rest is further down. */
function TakeButton({ offer }: { offer: NonNullable<WaitingView["offer"]> }) {
  const t = useTranslations("waitlist.offer");
  const { claim, isBusy } = useClaiming();
  return (
    <Button look="primary" size="large" isWide isBusy={isBusy} onClick={() => claim(offer.slotId)}>
      <span>
        {t("take")}{" "}
        <span className="font-normal">
          · <TimeLeft until={offer.endsAt} />
        </span>
      </span>
    </Button>
  );
}

function WaitAction() {
  const waiting = useWaiting();
  return (
    <div className="flex items-center gap-3">
      <HolderNote />
      <div className="min-w-0 flex-1">
        <WaitButton waiting={waiting} />
      </div>
      {waiting.said}
    </div>
  );
}

function HolderNote() {
  const now = useNow();
  const { task } = useLiveTask();
  const [holder] = task.holders;
  if (!holder?.leaseEndsAt) return null;
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-second text-sm max-[30rem]:hidden">
      <LeaseRing left={shareLeft(Date.parse(holder.startedAt), Date.parse(holder.leaseEndsAt), now)} />
      <TimeLeft until={holder.leaseEndsAt} className="truncate" />
    </span>
  );
}
