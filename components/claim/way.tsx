import { useTranslations } from "use-intl/react";
import { changes } from "../../lib/client/mutations";
import { isTicked, type WayView } from "../../lib/domain/next-step";
import type { ClaimView } from "../../lib/domain/views";
import { classNames } from "../ui/class-names";
import { StepDot } from "../ui/step-dot";
import type { RunChange } from "./use-claim-change";

interface WayProps {
  claim: ClaimView;
  way: WayView;
  run: RunChange;
}

/** Where the holder stands: five stations in a row. Those that they tick off are ticked, and unticked, right here. */
export function Way({ claim, way, run }: WayProps) {
  const t = useTranslations("steps");
  return (
    <ol aria-label={t("path")} className="-mx-1 grid grid-cols-5 text-xs">
      {way.path.map(({ station, state }, index) => {
        const tickable = isTicked(station) && claim.state === "active" ? station : null;
        const isDone = claim.steps.some((step) => step === station);
        const label = (
          <>
            <StepDot state={state} />
            <span className="whitespace-nowrap">{t(`station.${station}`)}</span>
          </>
        );
        const look = "relative flex w-full flex-col items-center gap-1 rounded-control py-1";
        return (
          <li
            key={station}
            aria-current={state === "current" ? "step" : undefined}
            className={classNames("relative min-w-0", state === "current" ? "font-semibold text-ink" : "text-third")}
          >
            {index > 0 && (
              <span
                aria-hidden="true"
                className={classNames(
                  "absolute end-[calc(50%+0.9rem)] top-[0.8125rem] h-0.5 w-[calc(100%-1.8rem)]",
                  state === "ahead" ? "bg-line" : "bg-accent-line",
                )}
              />
            )}
            {tickable ? (
              <button
                type="button"
                aria-pressed={isDone}
                title={t(`tick.${tickable}`)}
                disabled={run.busy === "ticked"}
                onClick={() => run("ticked", changes.tick(claim, tickable, !isDone))}
                className={classNames(look, "hover:bg-soft hover:text-ink pointer-coarse:min-h-11")}
              >
                {label}
              </button>
            ) : (
              <span className={look}>
                {label}
                <span className="sr-only"> ({t(`state.${state}`)})</span>
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
