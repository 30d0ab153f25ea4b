"use client";

import { Check } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { changes, useChange } from "../../lib/client/mutations";
import type { ClaimView, SlotView } from "../../lib/domain/views";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { TimeLeft } from "../ui/instant";
import { showToast } from "../ui/toast";
import { ClaimButton } from "./claim-button";
import { useLiveTask, useMyPart } from "./live";
import { PersonLink } from "./person-link";
import { useFault } from "./waiting";

/** From so many slots on one may want to see only what is free. */
const many = 9;

/** A slot as it stands in the list, with the name it has or gets from its place. */
interface NamedSlot {
  slot: SlotView;
  name: string;
  isFree: boolean;
}

/** The slots of a task that has several: who holds each and for how long, and what is free. */
export function SlotList() {
  const t = useTranslations("slots");
  const { task } = useLiveTask();
  const { claim, isComing, me } = useMyPart();
  const [isFreeOnly, setFreeOnly] = useState(false);
  const { move, isMoving, said } = useMove(claim);
  if (task.slotList.length < 2) return null;
  const isOpen = task.closeReason === null;
  const all = task.slotList.map((slot, index): NamedSlot => {
    const isFree = isOpen && !slot.isFinished && !slot.isClosed && !slot.holder && !slot.offer;
    return { slot, name: slot.name ?? t("position", { position: index + 1 }), isFree };
  });
  const free = all.filter((one) => one.isFree);
  const canFilter = all.length >= many && free.length > 0 && free.length < all.length;
  const shown = canFilter && isFreeOnly ? free : all;
  const from = all.find((one) => one.slot.holder && one.slot.holder.claimId === claim?.id);
  return (
    <section aria-labelledby="slots">
      <div className="mb-2.5 flex min-h-control flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="slots" className="font-semibold">
          {t("title")} <span className="ms-1 font-normal text-second text-sm">{t("summary", task.slots)}</span>
        </h2>
        {canFilter && (
          <fieldset data-needs-script="" className="flex rounded-control border border-line bg-surface p-0.5">
            <legend className="sr-only">{t("show")}</legend>
            <Choice isChosen={!isFreeOnly} onClick={() => setFreeOnly(false)}>
              {t("all", { count: all.length })}
            </Choice>
            <Choice isChosen={isFreeOnly} onClick={() => setFreeOnly(true)}>
              {t("free", { count: free.length })}
            </Choice>
          </fieldset>
        )}
      </div>
      <ul className="grid gap-2 sm:grid-cols-2 xl:grid-cols-3">
        {shown.map((one) => (
          <SlotCell key={one.slot.id} named={one} login={me?.person?.login ?? null}>
            {one.isFree &&
              (claim && from ? (
                <Button
                  size="small"
                  look="quiet"
                  disabled={isMoving}
                  aria-label={t("moveNamed", { name: one.name })}
                  onClick={() => move(from, one)}
                >
                  {t("move")}
                </Button>
              ) : (
                !isComing && <ClaimButton size="small" isWide={false} slot={{ id: one.slot.id, name: one.name }} />
              ))}
          </SlotCell>
        ))}
      </ul>
      {said}
    </section>
  );
}

function Choice({ isChosen, onClick, children }: { isChosen: boolean; onClick(): void; children: string }) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onClick}
      className={classNames(
        "inline-flex min-h-7 items-center rounded-[0.4375rem] px-2.5 text-sm transition-colors pointer-coarse:min-h-10",
        isChosen ? "bg-soft font-semibold text-ink" : "text-second hover:text-ink",
      )}
    >
      {children}
    </button>
  );
}

interface SlotCellProps {
  named: NamedSlot;
  /** Who reads. */
  login: string | null;
  /** What one can do with it. */
  children: React.ReactNode;
}

/** One slot: its name and state, and at the end what one can do. What is over is quiet. */
function SlotCell({ named: { slot, name, isFree }, login, children }: SlotCellProps) {
  const isOver = slot.isFinished || slot.isClosed;
  const isMine = login !== null && (slot.holder ?? slot.offer)?.person.login === login;
  return (
    <li
      className={classNames(
        "flex min-h-14 min-w-0 items-center justify-between gap-2 rounded-control border py-1.5 ps-3 pe-2",
        isMine ? "border-accent-line bg-accent-soft" : isOver ? "border-soft" : "border-line bg-surface",
      )}
    >
      <div className="min-w-0">
        <p
          className={classNames(
            "line-clamp-2 break-words text-sm leading-snug",
            isOver ? "text-third" : "font-medium",
            slot.isClosed && "line-through",
          )}
        >
          {name}
        </p>
        <SlotState slot={slot} isFree={isFree} isMine={isMine} />
      </div>
      {children && <div className="shrink-0">{children}</div>}
    </li>
  );
}

function SlotState({ slot, isFree, isMine }: { slot: SlotView; isFree: boolean; isMine: boolean }) {
  const t = useTranslations("slots");
  const line = "flex min-w-0 flex-wrap items-center gap-x-1.5 text-xs";
  const { holder, offer } = slot;
  if (holder) {
    return (
      <div className={classNames(line, "text-second")}>
        {isMine ? <span className="font-semibold text-accent">{t("yours")}</span> : <Holder slot={slot} />}
        {holder.leaseEndsAt ? (
          <TimeLeft until={holder.leaseEndsAt} className="whitespace-nowrap" />
        ) : (
          <span className="whitespace-nowrap text-review">{t("inReview")}</span>
        )}
      </div>
    );
  }
  if (slot.isFinished) {
    return (
      <p className={classNames(line, "text-third")}>
        <Check size={13} aria-hidden="true" className="text-easy" />
        <Finished slot={slot} />
      </p>
    );
  }
  if (slot.isClosed) return <p className={classNames(line, "text-third")}>{t("closed")}</p>;
  if (offer) {
    return (
      <p className={classNames(line, "text-second")}>
        <span className={isMine ? "font-semibold text-accent" : undefined}>
          {t(isMine ? "heldForYou" : "heldForNext")}
        </span>
        <TimeLeft until={offer.endsAt} className="whitespace-nowrap" />
      </p>
    );
  }
  return isFree ? <p className={classNames(line, "text-accent")}>{t("isFree")}</p> : null;
}

/** A slot may be finished by nobody in particular. */
function Finished({ slot: { finishedBy } }: { slot: SlotView }) {
  const t = useTranslations("slots");
  if (!finishedBy) return t("finished");
  return (
    <span className="min-w-0 break-words">
      {t.rich("finishedBy", { person: () => <PersonLink key="person" person={finishedBy} look="word" /> })}
    </span>
  );
}

function Holder({ slot }: { slot: SlotView }) {
  return (
    <span className="inline-flex min-h-6 min-w-0 max-w-full items-center">
      {slot.holder && <PersonLink person={slot.holder.person} />}
    </span>
  );
}

/** Moves the reader's claim to another slot in one tap; moving back is as easy. */
function useMove(claim: ClaimView | null) {
  const t = useTranslations("slots");
  const say = useTranslations("common.action");
  const change = useChange();
  const { setFault, said } = useFault();
  const move = async (from: NamedSlot, to: NamedSlot, isBack = false) => {
    if (!claim) return;
    try {
      await change.mutateAsync(changes.move(claim, to.slot.id));
      const title = t(isBack ? "movedBack" : "moved", { name: to.name });
      const undo = { label: say("undo"), run: () => void move(to, from, true) };
      showToast({ title, look: "success", ...(isBack ? {} : { undo }) });
    } catch (error) {
      setFault(error);
    }
  };
  return { move, isMoving: change.isPending, said };
}
