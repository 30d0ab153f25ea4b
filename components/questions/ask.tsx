"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type MouseEvent, type ReactNode, useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { isPlainClick } from "../../lib/client/address";
import { questionChanges } from "../../lib/client/questions";
import { meQuery } from "../../lib/client/session";
import { signAddress } from "../../lib/domain/next";
import type { ChangeView } from "../../lib/domain/views";
import { useLiveTask } from "../task/live";
import { type ButtonLook, LinkButton } from "../ui/button";
import { focusSoon } from "../ui/focus";
import { showToast } from "../ui/toast";
import { anchorOf } from "./anchor";
import { PostForm } from "./late";
import { useQuestionRights } from "./rights";

const askId = "ask";

/**
 * Where one asks. In the HTML it is a link to the sign-in page, which comes back here; for someone who is signed in it
 * opens the form in its place.
 */
export function AskPlace({ look, children }: { look: ButtonLook; children: ReactNode }) {
  const t = useTranslations("questions");
  const { task } = useLiveTask();
  const { login, isSignedIn } = useQuestionRights();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const address = signAddress("sign-in", `/t/${task.number}#${askId}`);

  useEffect(() => {
    if (isSignedIn && window.location.hash === `#${askId}`) setOpen(true);
  }, [isSignedIn]);

  const open = async (event: MouseEvent<HTMLAnchorElement>) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    const me = await client.ensureQueryData(meQuery).catch(() => null);
    if (me?.person) setOpen(true);
    else window.location.assign(address);
  };
  const close = (change: ChangeView | null) => {
    setOpen(false);
    if (window.location.hash === `#${askId}`) window.history.replaceState(null, "", window.location.pathname);
    const [asked] = change?.task.questions ?? [];
    focusSoon(() => document.getElementById(asked ? anchorOf(asked, "question") : askId));
    if (asked) showToast({ title: t("asked"), description: t("askedText"), look: "success" });
  };

  if (isOpen && login) {
    return (
      <div id={askId} className="scroll-mt-6">
        <PostForm
          draft={`question.${login}.${task.number}`}
          label={t("form.ask")}
          hint={t("form.askHint")}
          submit={t("form.submit")}
          change={(body) => questionChanges.ask(task.number, body)}
          onDone={close}
        />
      </div>
    );
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      {children}
      <LinkButton id={askId} href={address} rel="nofollow" look={look} onClick={open} className="scroll-mt-24">
        {t(isSignedIn ? "ask" : "signInToAsk")}
      </LinkButton>
    </div>
  );
}
