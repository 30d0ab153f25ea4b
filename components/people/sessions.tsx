"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Laptop, Smartphone } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { account, sessionsQuery } from "../../lib/client/account";
import { errorSentence } from "../../lib/client/errors";
import type { SessionView } from "../../lib/domain/account";
import { useReaderLocale } from "../layout/client-messages";
import { Button } from "../ui/button";
import { showToast } from "../ui/toast";
import { timeTag } from "./claim-words";
import { ListFailure } from "./list-failure";
import { Shape } from "./signed-in-only";

const handhelds = new Set(["Android", "iPhone", "iPad", "HarmonyOS"]);

/** Where the reader is signed in, with a way to end each. */
export function Sessions() {
  const t = useTranslations("people.account");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const client = useQueryClient();
  const sessions = useQuery(sessionsQuery);
  const [busy, setBusy] = useState<string | null>(null);

  const run = async (id: string, work: () => Promise<string>) => {
    setBusy(id);
    try {
      const title = await work();
      await client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
      showToast({ title, look: "success" });
    } catch (error) {
      showToast({ title: errorSentence(errors, error, locale), look: "error" });
    } finally {
      setBusy(null);
    }
  };
  const nameOf = ({ browser, system }: SessionView) =>
    browser && system ? t("device", { browser, system }) : (browser ?? system ?? t("unknownDevice"));

  if (sessions.isError) return <ListFailure query={sessions} />;
  if (!sessions.data) return <Shape className="h-16" />;
  return (
    <>
      <ul className="-my-3 divide-y divide-soft">
        {sessions.data.map((session) => {
          const device = nameOf(session);
          const Icon = session.system && handhelds.has(session.system) ? Smartphone : Laptop;
          return (
            <li key={session.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
              <Icon size={20} aria-hidden="true" className="shrink-0 text-third" />
              <div className="min-w-0 flex-1">
                <p className="font-semibold text-sm">
                  {device}
                  {session.isCurrent && (
                    <span className="ms-2 inline-block whitespace-nowrap rounded-full border border-accent-line px-2 font-normal text-accent text-xs">
                      {t("here")}
                    </span>
                  )}
                </p>
                <p className="text-sm text-third">
                  {!session.isCurrent && <>{t.rich("usedAt", timeTag(session.lastUsedAt))} · </>}
                  {t.rich("signedInAt", timeTag(session.signedInAt))}
                  {session.address && (
                    <>
                      {" · "}
                      <span className="inline-block max-w-full wrap-anywhere">
                        {t("address", { address: session.address })}
                      </span>
                    </>
                  )}
                </p>
              </div>
              {!session.isCurrent && (
                <Button
                  size="small"
                  aria-label={t("endOf", { device })}
                  isBusy={busy === session.id}
                  onClick={() =>
                    run(session.id, async () => {
                      await account.endSession(session.id);
                      return t("ended", { device });
                    })
                  }
                >
                  {t("end")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {sessions.data.length > 2 && (
        <Button
          className="mt-5"
          isBusy={busy === "others"}
          onClick={() =>
            run("others", async () => {
              const { ended } = await account.endOtherSessions();
              return t("endedOthers", { count: ended });
            })
          }
        >
          {t("endOthers")}
        </Button>
      )}
    </>
  );
}
