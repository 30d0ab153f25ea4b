"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { type GitHubSignFault, githubAddress } from "../../lib/domain/github";
import type { MeView } from "../../lib/domain/views";
import { Button, LinkButton } from "../ui/button";
import { GitHubMark } from "./github-mark";
import { GitHubFaultNotice } from "./github-sign";

const GitHubUnlink = dynamic(() => import("./github-unlink").then((loaded) => loaded.GitHubUnlink), { ssr: false });

interface GitHubAccountProps {
  me: MeView;
  /** GitHub's address. */
  url: string;
  /** Why the last way through GitHub did not end as wished. */
  fault: GitHubSignFault | null;
}

/** The reader's account at GitHub: link one, or unlink it. */
export function GitHubAccount({ me, url, fault }: GitHubAccountProps) {
  const t = useTranslations("github.account");
  const [isAsking, setAsking] = useState(false);
  const login = me.github?.login;
  return (
    <div className="flex max-w-prose flex-col items-start gap-3">
      {fault && <GitHubFaultNotice fault={fault} />}
      {login === undefined ? (
        <>
          <p>{t("none")}</p>
          <LinkButton
            href={githubAddress("/me/account", { act: "link" })}
            rel="nofollow"
            icon={<GitHubMark size={16} />}
          >
            {t("link")}
          </LinkButton>
        </>
      ) : (
        <>
          <p className="flex flex-wrap items-center gap-x-1.5">
            {t.rich("linked", { link: () => <GitHubLink url={url} login={login} /> })}
          </p>
          <p className="text-sm text-third">{t(me.hasPassword ? "fixed" : "passwordFirst")}</p>
          {me.hasPassword && <Button onClick={() => setAsking(true)}>{t("unlink")}</Button>}
        </>
      )}
      {isAsking && login !== undefined && <GitHubUnlink login={login} onClose={() => setAsking(false)} />}
    </div>
  );
}

/** A person's page at GitHub. */
export function GitHubLink({ url, login }: { url: string; login: string }) {
  return (
    <a
      href={`${url}/${encodeURIComponent(login)}`}
      rel="nofollow noopener"
      className="inline-flex min-h-6 items-center gap-1.5 font-semibold underline underline-offset-2 pointer-coarse:min-h-11"
    >
      <GitHubMark size={16} />
      <span className="break-words">@{login}</span>
    </a>
  );
}
