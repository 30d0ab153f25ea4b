import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import type { Locale } from "@/lib/domain/words";
import { answerSchema } from "@/lib/http/openapi";
import { errorsOf, type Operation, type OperationId } from "@/lib/http/operations";
import { translator } from "@/lib/i18n/translator";
import { Body, Parameters } from "./fields";
import { Anchored, Code } from "./parts";
import { curlSample } from "./sample";
import { SchemaType } from "./schema-type";

/** Codes of every write, said once for all at the top of the page. */
const everywhere = ["cross_site", "rate_limited", "too_large", "busy", "internal"];

interface OperationSectionProps {
  id: OperationId;
  operation: Operation;
  base: string;
  locale: Locale;
}

/** One operation: what it does, who may, what goes in and comes out, and a command to try it. */
export function OperationSection({ id, operation, base, locale }: OperationSectionProps) {
  const t = translator(locale, "docs");
  const summary = t(`operations.${id}`);
  const sample = curlSample(operation, base, locale);
  const codes = errorsOf(operation).filter((code) => !everywhere.includes(code));
  return (
    <article className="rounded-card border border-line bg-surface p-4 sm:p-5">
      <Anchored id={id} level={3} locale={locale}>
        {summary}
      </Anchored>
      <p className="mt-1.5 flex flex-wrap items-baseline gap-x-2.5 gap-y-1 font-mono text-sm">
        <Method method={operation.method} />
        <span className="wrap-anywhere min-w-0">{operation.path}</span>
      </p>
      <dl className="mt-3 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[6rem_1fr]">
        <Term name={t("whoTerm")}>{t(`who.${operation.who}`)}</Term>
        <Term name={t("answerTerm")}>
          <span className="wrap-anywhere font-mono">
            {operation.status ?? 200} <SchemaType schema={answerSchema(operation.answer)} />
          </span>
        </Term>
        {codes.length > 0 && (
          <Term name={t("errorsTerm")}>
            <span className="flex flex-wrap gap-x-3 font-mono">
              {codes.map((code) => (
                <a
                  key={code}
                  href={`#error-${code}`}
                  className="inline-flex min-h-6 items-center text-accent underline underline-offset-4 pointer-coarse:min-h-8"
                >
                  {code}
                </a>
              ))}
            </span>
          </Term>
        )}
      </dl>
      <Parameters id={id} operation={operation} locale={locale} />
      <Body id={id} operation={operation} locale={locale} />
      {sample && (
        <div className="mt-4">
          <h4 className="mb-1.5 font-semibold text-sm">{t("sample")}</h4>
          <Code>{sample}</Code>
        </div>
      )}
    </article>
  );
}

function Term({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-third max-sm:not-first:mt-1.5">{name}</dt>
      <dd className="text-second">{children}</dd>
    </>
  );
}

/** Reads are quiet, writes stand out, deleting warns; the word says which in any case. */
function Method({ method }: { method: Operation["method"] }) {
  return (
    <span
      className={classNames(
        "rounded-md px-1.5 py-0.5 font-semibold text-xs",
        method === "GET" && "bg-soft text-ink",
        method === "DELETE" && "bg-danger-soft text-danger",
        method !== "GET" && method !== "DELETE" && "bg-accent-soft text-accent",
      )}
    >
      {method}
    </span>
  );
}
