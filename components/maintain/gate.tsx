"use client";

import { type ReactNode, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import { useMe } from "../../lib/client/session";
import type { MeView } from "../../lib/domain/views";
import { LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Spinner } from "../ui/spinner";

interface GateProps {
  /** Where signing in comes back to. */
  next: string;
  /** What the place is for, where that is not adding or importing tasks, and what it says without JavaScript. */
  words?: { visitor: string; noScript: string; other?: string };
  /** The slug of the only project whose maintainers are meant. */
  project?: string;
  children: (me: MeView & { person: NonNullable<MeView["person"]> }) => ReactNode;
}

const never = () => () => {};

/** Shows what only maintainers use, once the browser knows that one reads; to others it says why not, and what to do. */
export function MaintainerGate(props: GateProps) {
  return (
    // As high as the screen in every state, so that the footer never moves in sight.
    <div className="min-h-svh">
      <Gate {...props} />
    </div>
  );
}

function Gate({ next, words, project, children }: GateProps) {
  const t = useTranslations("maintain.gate");
  const say = useTranslations("common.action");
  const { data: me, isError } = useMe();
  // The answer may be there before this part comes alive; its first render has to repeat the server's.
  const isAlive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  if (!isAlive || (!me && !isError)) {
    return (
      <div className="flex min-h-[40vh] items-center justify-center text-second">
        <Spinner />
        <span className="sr-only">{say("loading")}</span>
        <noscript>{words?.noScript ?? t("noScript")}</noscript>
      </div>
    );
  }
  if (!me?.person) {
    return (
      <EmptyState
        title={t("visitorTitle")}
        actions={
          <>
            <LinkButton look="primary" href={`/sign-in?next=${encodeURIComponent(next)}`} rel="nofollow">
              {t("signIn")}
            </LinkButton>
            <LinkButton href="/">{t("board")}</LinkButton>
          </>
        }
      >
        {words?.visitor ?? t("visitorText")}
      </EmptyState>
    );
  }
  if (project ? !me.maintains.includes(project) : me.maintains.length === 0) {
    return (
      <EmptyState
        title={t("otherTitle")}
        actions={
          <>
            <LinkButton href="/projects">{t("projects")}</LinkButton>
            <LinkButton href="/">{t("board")}</LinkButton>
          </>
        }
      >
        {words?.other ?? t("otherText")}
      </EmptyState>
    );
  }
  return children({ ...me, person: me.person });
}
