"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { githubSetUpQuery } from "../../lib/client/account";
import { type AppEvent, type AppPermission, appEvents, type GitHubSetUpView } from "../../lib/domain/github";
import { ListFailure } from "../people/list-failure";
import { Shape, SignedInOnly } from "../people/signed-in-only";
import { LinkButton } from "../ui/button";
import { CopyField } from "../ui/copy-field";
import { EmptyState } from "../ui/empty-state";
import { GitHubTest } from "./github-test";
import { Part } from "./part";

/** What to enter at GitHub, which settings are there, and a test of them; for administrators. */
export function GitHubSetUp() {
  const t = useTranslations("githubSetUp");
  return (
    <SignedInOnly
      path="/admin/github"
      title={t("title")}
      text={t("visitor")}
      skeleton={<Shape className="h-96 rounded-card" />}
    >
      {(me) =>
        me.person.isAdmin ? (
          <SetUp />
        ) : (
          <EmptyState title={t("notAdmin")} actions={<LinkButton href="/me/account">{t("account")}</LinkButton>}>
            {t("notAdminText")}
          </EmptyState>
        )
      }
    </SignedInOnly>
  );
}

function SetUp() {
  const setUp = useQuery(githubSetUpQuery);
  if (setUp.isError) return <ListFailure query={setUp} />;
  if (!setUp.data) return <Shape className="h-96 rounded-card" />;
  return (
    <div className="flex flex-col gap-5">
      <NewApp given={setUp.data} />
      <Permissions />
      <Settings given={setUp.data} />
      <GitHubTest />
    </div>
  );
}

function NewApp({ given }: { given: GitHubSetUpView }) {
  const t = useTranslations("githubSetUp.app");
  const say = useTranslations("githubSetUp");
  const words = { copy: say("copy"), copied: say("copied"), copyFailed: say("copyFailed") };
  const common = useTranslations("common");
  return (
    <Part title={t("title")} lead={t("lead")}>
      <div className="flex flex-wrap gap-2">
        {(["newApp", "newOAuth"] as const).map((kind) => (
          <LinkButton
            key={kind}
            href={`${given.githubUrl}/settings/${kind === "newApp" ? "apps" : "applications"}/new`}
            rel="noopener"
            icon={<ExternalLink size={16} aria-hidden="true" />}
          >
            {t(kind)}
          </LinkButton>
        ))}
      </div>
      <CopyField label={t("name")} hint={t("nameHint")} value={common("siteName")} words={words} />
      <CopyField label={t("homepage")} value={given.homepageUrl} words={words} />
      <CopyField label={t("callback")} hint={t("callbackHint")} value={given.callbackUrl} words={words} />
      <CopyField label={t("webhook")} hint={t("webhookHint")} value={given.webhookUrl} words={words} />
    </Part>
  );
}

const permissions = {
  metadata: ["metadata", "metadataWhy"],
  issues: ["issues", "issuesWhy"],
  pull_requests: ["pulls", "pullsWhy"],
} as const satisfies Record<AppPermission, readonly [string, string]>;
const eventWhy = {
  issues: "issuesEvent",
  issue_comment: "commentEvent",
  pull_request: "pullEvent",
  repository: "repositoryEvent",
} as const satisfies Record<AppEvent, string>;

function Permissions() {
  const t = useTranslations("githubSetUp.permissions");
  return (
    <Part title={t("title")} lead={t("lead")}>
      <Reasons
        head={[t("permission"), t("why")]}
        rows={Object.values(permissions).map(([name, why]) => [t(name), t(why)])}
      />
      <Reasons
        head={[t("event"), t("why")]}
        rows={appEvents.map((name) => [<code key={name}>{name}</code>, t(eventWhy[name])])}
      />
    </Part>
  );
}

function Reasons({ head, rows }: { head: [string, string]; rows: [ReactNode, string][] }) {
  return (
    <table className="w-full text-start text-sm">
      <thead className="text-third">
        <tr>
          {head.map((word) => (
            <th key={word} scope="col" className="w-1/2 pe-4 pb-1.5 text-start font-normal sm:w-auto sm:first:w-56">
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-soft border-line border-t">
        {rows.map(([name, why]) => (
          <tr key={why}>
            <th scope="row" className="py-2 pe-4 text-start align-top font-semibold">
              {name}
            </th>
            <td className="py-2 text-second">{why}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Settings({ given }: { given: GitHubSetUpView }) {
  const t = useTranslations("githubSetUp.settings");
  return (
    <Part title={t("title")} lead={t("lead")}>
      <ul className="divide-y divide-soft">
        {given.settings.map(({ name, isSet }) => (
          <li key={name} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-0.5 py-2.5">
            <code className="break-all font-semibold text-sm">{name}</code>
            <span className={isSet ? "inline-flex items-center gap-1.5 text-sm" : "text-sm text-third"}>
              {isSet && <CircleCheck size={15} aria-hidden="true" className="text-accent" />}
              {t(isSet ? "isSet" : "notSet")}
            </span>
            <span className="w-full text-second text-sm">{t(name)}</span>
          </li>
        ))}
      </ul>
      <p className="break-words text-second text-sm">{t("where", { url: given.githubUrl, api: given.apiUrl })}</p>
    </Part>
  );
}
