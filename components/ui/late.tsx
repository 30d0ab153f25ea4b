"use client";

import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { showToast } from "./toast";

/** What stands in for a part that could not be loaded is also given a way to try once more. */
export interface Retry {
  onRetry(): void;
}

/**
 * A component that is loaded when it is first shown; until then, `fallback` stands in its place. When it could not be
 * loaded the page stays, `Failed` takes its place, and the next time it is shown it is tried again.
 */
export function late<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Failed: ComponentType<Props & Retry>,
  fallback?: ReactNode,
): ComponentType<Props> {
  const attempt = (): ComponentType<Props & Retry> =>
    lazy(() =>
      load().then(
        (found) => ({ default: found as ComponentType<Props & Retry> }),
        () => {
          latest = attempt();
          return { default: Failed };
        },
      ),
    );
  let latest = attempt();
  return function Late(props: Props) {
    // The same one for as long as it is shown.
    const [Inner, setInner] = useState(() => latest);
    return (
      <Suspense fallback={fallback}>
        <Inner {...props} onRetry={() => setInner(() => latest)} />
      </Suspense>
    );
  };
}

/** A dialog that is loaded when it is asked for. */
export function lateDialog<Props extends { onClose(): void }>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  return late(load, NotOpened);
}

/** For a dialog that could not be loaded: says so in the corner and closes it, so that asking again tries again. */
export function NotOpened({ onClose }: { onClose(): void }) {
  const t = useTranslations("common.failure");
  useEffect(() => {
    showToast({ title: t("part"), look: "error" });
    onClose();
  }, [t, onClose]);
  return null;
}
