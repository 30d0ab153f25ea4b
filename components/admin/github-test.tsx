"use client";

import { CircleAlert, CircleCheck, CircleMinus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { testGitHub } from "../../lib/client/account";
import type { AppLacks, GitHubCheckResult, GitHubTestView } from "../../lib/domain/github";
import { useSubmit } from "../people/use-submit";
import { Button } from "../ui/button";
import { Part } from "./part";

/** A button that has the server ask GitHub whether the settings are right, and what came of it. */
export function GitHubTest() {
  const t = useTranslations("githubSetUp.test");
  const { submit, isBusy, faults } = useSubmit([]);
  const [found, setFound] = useState<GitHubTestView | null>(null);
  const run = () =>
    submit(async () => {
      setFound(null);
      setFound(await testGitHub());
    });
  return (
    <Part title={t("title")} lead={t("lead")}>
      <Button look="primary" isBusy={isBusy} onClick={run} className="self-start">
        {t("run")}
      </Button>
      <div role="status">
        {isBusy && <p className="text-second text-sm">{t("running")}</p>}
        {found && (
          <ul className="flex flex-col gap-3">
            {found.checks.map(({ check, result, lacks }) => (
              <li key={check} className="flex items-start gap-2.5">
                <ResultMark result={lacks ? "wrong" : result} />
                <div className="min-w-0">
                  {t(`${check}.${result}`)}
                  {lacks && <Lacks lacks={lacks} />}
                </div>
              </li>
            ))}
          </ul>
        )}
        {faults.form && <p className="text-danger text-sm">{faults.form}</p>}
      </div>
    </Part>
  );
}

/** What to add to the app at GitHub, by the names that stand there. */
export function Lacks({ lacks }: { lacks: AppLacks }) {
  const t = useTranslations("githubSetUp.test.lacks");
  const names = useTranslations("githubSetUp.permissions");
  const { permissions, events } = lacks;
  return (
    <>
      <p className="mt-1">{t("lead")}</p>
      <ul className="mt-1 list-disc ps-5">
        {permissions.map(({ name, has }) => (
          <li key={name}>
            {t(has ? "tooLittle" : "permission", {
              permission: names(name === "pull_requests" ? "pulls" : name),
            })}
          </li>
        ))}
        {events.map((name) => (
          <li key={name}>{t.rich("event", { event: () => <code key={name}>{name}</code> })}</li>
        ))}
      </ul>
      <p className="mt-1 text-second text-sm">{t("how")}</p>
    </>
  );
}

function ResultMark({ result }: { result: GitHubCheckResult }) {
  const shared = { size: 18, "aria-hidden": true, className: "mt-0.5 shrink-0" } as const;
  if (result === "right") return <CircleCheck {...shared} className="mt-0.5 shrink-0 text-accent" />;
  if (result === "not_set") return <CircleMinus {...shared} className="mt-0.5 shrink-0 text-third" />;
  return <CircleAlert {...shared} className="mt-0.5 shrink-0 text-danger" />;
}
