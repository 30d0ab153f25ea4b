"use client";

import { useTranslations } from "use-intl/react";
import { changes } from "../../lib/client/mutations";
import { signAddress } from "../../lib/domain/next";
import { day } from "../../lib/domain/policy";
import type { ClaimView } from "../../lib/domain/views";
import { inLocale } from "../../lib/domain/words";
import { useReaderLocale } from "../layout/client-messages";
import { useLiveTask, useMyPart } from "../task/live";
import { Button, LinkButton } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Instant } from "../ui/instant";
import { useNow } from "../ui/now";
import type { Asked } from "./asking";
import { GiveBackForm } from "./steps";
import { useClaimChange } from "./use-claim-change";

interface AskedActionProps {
  asked: Asked;
  onClose(): void;
}

/**
 * What a link in a reminder asked for, at hand: renewing is one tap, giving back asks first. Opening the link changes
 * nothing. A visitor signs in and comes back to the same.
 */
export function AskedAction({ asked, onClose }: AskedActionProps) {
  const t = useTranslations("claiming.asked");
  const say = useTranslations("common.action");
  const locale = useReaderLocale();
  const { task } = useLiveTask();
  const { me, claim, isComing } = useMyPart();
  if (!me || isComing) return null;
  const close = <Button onClick={onClose}>{say("close")}</Button>;
  const title = inLocale(task.titles, locale).text;
  if (!me.person) {
    return (
      <Dialog
        isOpen
        onClose={onClose}
        size="small"
        title={t("signInTitle")}
        description={t(asked === "renew" ? "signInRenew" : "signInRelease", { title })}
        closeLabel={say("close")}
        footer={
          <>
            {close}
            <LinkButton look="primary" rel="nofollow" href={signAddress("sign-in", `/t/${task.number}?do=${asked}`)}>
              {t("signIn")}
            </LinkButton>
          </>
        }
      />
    );
  }
  if (!claim) {
    return (
      <Dialog
        isOpen
        onClose={onClose}
        size="small"
        title={t("notYoursTitle")}
        description={t("notYours", { title })}
        closeLabel={say("close")}
        footer={
          <>
            {close}
            <LinkButton look="primary" href="/me">
              {t("mine")}
            </LinkButton>
          </>
        }
      />
    );
  }
  if (asked === "renew") return <Renew claim={claim} title={title} onClose={onClose} />;
  return <GiveBack claim={claim} title={title} onClose={onClose} />;
}

interface ActionProps {
  claim: ClaimView;
  title: string;
  onClose(): void;
}

function Renew({ claim, title, onClose }: ActionProps) {
  const t = useTranslations("claiming.asked");
  const say = useTranslations("common.action");
  const run = useClaimChange(claim);
  const now = useNow();
  const end = claim.leaseEndsAt;
  const left = claim.renewalsLeft ?? 0;
  const canRenew = end !== null && left > 0;
  const renew = async () => {
    if (await run("renewed", changes.renew(claim))) onClose();
  };
  const until = (value: string) => <Instant key={value} value={value} format="date" />;
  const next = end && new Date(Math.max(Date.parse(end), now) + claim.renewDays * day).toISOString();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={t("renewTitle")}
      description={title}
      closeLabel={say("close")}
      footer={
        <>
          <Button onClick={onClose}>{say(canRenew ? "cancel" : "close")}</Button>
          {canRenew && (
            <Button look="primary" isBusy={run.busy === "renewed"} onClick={renew} autoFocus>
              {t("renew", { days: claim.renewDays })}
            </Button>
          )}
        </>
      }
    >
      <p className="text-sm">
        {end === null || next === null
          ? t("stopped")
          : canRenew
            ? t.rich("renewText", { end: () => until(end), next: () => until(next), left: left - 1 })
            : t.rich("usedUp", { end: () => until(end) })}
      </p>
    </Dialog>
  );
}

function GiveBack({ claim, title, onClose }: ActionProps) {
  const say = useTranslations("common.action");
  const run = useClaimChange(claim);
  return (
    <Dialog isOpen onClose={onClose} size="small" title={title} closeLabel={say("close")}>
      <GiveBackForm claim={claim} run={run} onDone={onClose} />
    </Dialog>
  );
}
