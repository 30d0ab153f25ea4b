import { FileJson2 } from "lucide-react";
import type { Metadata } from "next";
import { Page, PageTitle } from "@/components/layout/page";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { errorCodes } from "@/lib/domain/errors";
import type { Locale } from "@/lib/domain/words";
import { settings } from "@/lib/env";
import { viewSchemas } from "@/lib/http/openapi";
import { groups, type Operation, type OperationId, operations } from "@/lib/http/operations";
import { problems } from "@/lib/http/problem";
import { translator } from "@/lib/i18n/translator";
import { pageContext } from "@/lib/server/request";
import { OperationSection } from "./operation";
import { Anchored, Code, Sentence } from "./parts";
import { SchemaType, viewAnchor } from "./schema-type";

const all = Object.entries(operations) as [OperationId, Operation][];
const inGroup = (group: Operation["group"]) => all.filter(([, operation]) => operation.group === group);

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await pageContext();
  const t = translator(locale, "docs");
  return { title: t("title"), description: t("description"), alternates: { canonical: "/docs/api" } };
}

/** The API for people, made from the same table as the API itself and its OpenAPI document. */
export default async function ApiPage() {
  const { locale } = await pageContext();
  const t = translator(locale, "docs");
  const base = settings().BASE_URL;
  return (
    <Page isLong>
      <PageTitle
        lead={t("lead")}
        actions={
          <LinkButton href="/api/openapi.json" icon={<FileJson2 size={16} aria-hidden="true" />}>
            {t("openApi")}
          </LinkButton>
        }
      >
        {t("title")}
      </PageTitle>
      <div className="lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)] lg:gap-10">
        <Contents locale={locale} />
        <div className="flex min-w-0 flex-col gap-10">
          <Begin base={base} locale={locale} />
          <Rules locale={locale} />
          {groups.map((group) => (
            <section key={group} className="flex flex-col gap-4">
              <Anchored id={group} level={2} locale={locale}>
                {t(`groups.${group}`)}
              </Anchored>
              {inGroup(group).map(([id, operation]) => (
                <OperationSection key={id} id={id} operation={operation} base={base} locale={locale} />
              ))}
            </section>
          ))}
          <Views locale={locale} />
          <Codes locale={locale} />
        </div>
      </div>
    </Page>
  );
}

/** On a wide screen everything, always in sight; on a phone the sections. */
function Contents({ locale }: { locale: Locale }) {
  const t = translator(locale, "docs");
  const sections = [
    { id: "begin", title: t("begin.title") },
    { id: "rules", title: t("rules.title") },
    ...groups.map((group) => ({ id: group, title: t(`groups.${group}`), of: inGroup(group) })),
    { id: "views", title: t("views.title") },
    { id: "codes", title: t("codes.title") },
  ];
  return (
    <nav
      aria-label={t("onThisPage")}
      className="mb-8 text-sm lg:sticky lg:top-6 lg:mb-0 lg:max-h-[calc(100dvh-3rem)] lg:self-start lg:overflow-y-auto lg:pe-2"
    >
      <ul className="flex flex-wrap gap-2 lg:flex-col lg:gap-1">
        {sections.map(({ id, title, ...rest }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="inline-flex min-h-control items-center rounded-full border border-line px-3 font-semibold text-ink no-underline hover:text-accent lg:min-h-8 lg:border-0 lg:px-0"
            >
              {title}
            </a>
            {"of" in rest && (
              <ul className="mb-2 hidden border-line border-s lg:block">
                {rest.of.map(([operationId]) => (
                  <li key={operationId}>
                    <a
                      href={`#${operationId}`}
                      className="-ms-px block border-transparent border-s py-1 ps-3 text-second no-underline hover:border-accent hover:text-ink"
                    >
                      {t(`operations.${operationId}`)}
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Begin({ base, locale }: { base: string; locale: Locale }) {
  const t = translator(locale, "docs");
  return (
    <section className="flex flex-col gap-3">
      <Anchored id="begin" level={2} locale={locale}>
        {t("begin.title")}
      </Anchored>
      <p className="max-w-2xl text-second">{t("begin.read")}</p>
      <Code>{`curl '${base}/api/v1/tasks?difficulty=easy&limit=5'`}</Code>
      <p className="max-w-2xl text-second">{t("begin.write")}</p>
      <p className="max-w-2xl text-second">{t("begin.claim")}</p>
      <Code>{`curl -X POST ${base}/api/v1/tasks/1/claims \\\n  -H "Authorization: Bearer $FOOTHOLD_TOKEN"`}</Code>
    </section>
  );
}

const rules = ["format", "errors", "caching", "paging", "limits", "request", "origin"] as const;

function Rules({ locale }: { locale: Locale }) {
  const t = translator(locale, "docs");
  return (
    <section className="flex flex-col gap-4">
      <Anchored id="rules" level={2} locale={locale}>
        {t("rules.title")}
      </Anchored>
      <Card>
        <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[7rem_1fr] sm:gap-y-3">
          {rules.map((rule) => (
            <div key={rule} className="contents">
              <dt className="font-semibold max-sm:not-first:mt-2">{t(`rules.${rule}Term`)}</dt>
              <dd className="wrap-anywhere max-w-2xl text-second">
                <Sentence>{t(`rules.${rule}`)}</Sentence>
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </section>
  );
}

function Views({ locale }: { locale: Locale }) {
  const t = translator(locale, "docs");
  return (
    <section className="flex flex-col gap-4">
      <Anchored id="views" level={2} locale={locale}>
        {t("views.title")}
      </Anchored>
      <p className="max-w-2xl text-second">{t("views.lead")}</p>
      <div className="columns-1 gap-4 md:columns-2">
        {Object.entries(viewSchemas()).map(([name, schema]) => (
          <div key={name} className="mb-4 break-inside-avoid rounded-card border border-line bg-surface p-4">
            <h3 id={viewAnchor(name)} className="font-mono font-semibold">
              {name}
            </h3>
            <ul className="mt-1.5 font-mono text-sm">
              {Object.entries(schema.properties ?? {}).map(([field, one]) => (
                <li key={field} className="wrap-anywhere ps-4 -indent-4">
                  {field}
                  <span className="text-third">
                    {schema.required?.includes(field) ? ": " : "?: "}
                    <SchemaType schema={one} />
                  </span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

function Codes({ locale }: { locale: Locale }) {
  const t = translator(locale, "docs");
  return (
    <section className="flex flex-col gap-4">
      <Anchored id="codes" level={2} locale={locale}>
        {t("codes.title")}
      </Anchored>
      <p className="max-w-2xl text-second">{t("codes.lead")}</p>
      <Card>
        <dl className="divide-y divide-soft">
          {errorCodes.map((code) => (
            <div
              key={code}
              id={`error-${code}`}
              className="grid gap-x-4 gap-y-0.5 py-2 target:bg-accent-soft sm:grid-cols-[14rem_1fr]"
            >
              <dt className="font-mono text-sm">
                <span className="font-semibold">{code}</span>{" "}
                <span className="text-third">{problems[code].status}</span>
              </dt>
              <dd className="wrap-anywhere text-second text-sm">
                <Sentence>{t(`codes.${code}`)}</Sentence>
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </section>
  );
}
