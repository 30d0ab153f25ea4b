"use client";

import { useTranslations } from "use-intl/react";
import { type GitHubSignFault, githubAddress } from "../../lib/domain/github";
import type { SignAct } from "../../lib/domain/next";
import { LinkButton } from "../ui/button";
import { GitHubMark } from "./github-mark";

interface GitHubSignProps {
  mode: "in" | "up";
  /** Where to go after it. */
  next: string;
  claim: { number: number; act: SignAct } | null;
}

/** Signing in with GitHub: a plain link, so it works without JavaScript, with what is done after it in its address. */
export function GitHubSign({ mode, next, claim }: GitHubSignProps) {
  const t = useTranslations("github");
  const label = claim ? (claim.act === "wait" ? "signInWait" : "signInClaim") : mode === "in" ? "signIn" : "signUp";
  return (
    <div className="mb-5 flex flex-col gap-5">
      <LinkButton
        href={githubAddress(next, claim && { act: claim.act, task: claim.number })}
        rel="nofollow"
        size="large"
        isWide
        icon={<GitHubMark />}
      >
        {t(label)}
      </LinkButton>
      <p className="flex items-center gap-3 text-sm text-third before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t("or")}
      </p>
    </div>
  );
}

/** Why the way through GitHub did not end as wished. */
export function GitHubFaultNotice({ fault }: { fault: GitHubSignFault }) {
  const t = useTranslations("github.fault");
  return (
    <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-danger text-sm">
      {t(fault)}
    </p>
  );
}
