import type { ReactNode } from "react";
import type { Locale } from "@/lib/domain/words";
import { fieldText } from "@/lib/http/describe";
import { bodySchema, type JsonSchema, parametersOf, taskTextSchema } from "@/lib/http/openapi";
import type { Operation, OperationId } from "@/lib/http/operations";
import { translator } from "@/lib/i18n/translator";
import { SchemaType } from "./schema-type";

interface Row {
  name: string;
  schema: JsonSchema;
  isRequired: boolean;
  text: string;
}

interface FieldsProps {
  id: OperationId;
  operation: Operation;
  locale: Locale;
}

/** What stands in the address of an operation. */
export function Parameters({ id, operation, locale }: FieldsProps) {
  const rows = parametersOf(operation).map(({ name, schema, required }) => ({
    name,
    schema,
    isRequired: required,
    text: fieldText(locale, id, name),
  }));
  return <FieldList title={translator(locale, "docs")("parameters")} rows={rows} locale={locale} />;
}

/** What stands in the body of an operation. */
export function Body({ id, operation, locale }: FieldsProps) {
  const { properties = {}, required = [] } = bodySchema(operation) ?? {};
  const rows = Object.entries(properties).flatMap(([name, schema]) => {
    const row: Row = { name, schema, isRequired: required.includes(name), text: fieldText(locale, id, name) };
    if (name !== "texts") return [row];
    return [{ ...row, schema: { type: "object" } }, ...textsWithin(id, locale)];
  });
  return <FieldList title={translator(locale, "docs")("body")} rows={rows} locale={locale} />;
}

/** The texts of a task are the same in both languages, so they are explained once. */
function textsWithin(id: OperationId, locale: Locale): Row[] {
  return Object.entries(taskTextSchema().properties ?? {}).map(([field, schema]) => ({
    name: `texts.{zh,en}.${field}`,
    schema,
    isRequired: false,
    text: fieldText(locale, id, `texts-${field}`),
  }));
}

function FieldList({ title, rows, locale }: { title: ReactNode; rows: Row[]; locale: Locale }) {
  const t = translator(locale, "docs");
  if (rows.length === 0) return null;
  return (
    <div className="mt-4">
      <h4 className="font-semibold text-sm">{title}</h4>
      <dl className="mt-1.5 divide-y divide-soft border-soft border-y">
        {rows.map(({ name, schema, isRequired, text }) => (
          <div key={name} className="grid gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[15rem_1fr]">
            <dt className="wrap-anywhere font-mono text-sm">
              <span className="font-semibold">{name}</span>{" "}
              <span className="block text-third text-xs">
                <SchemaType schema={schema} />
              </span>
            </dt>
            <dd className="text-second text-sm">
              {text}
              {isRequired && <span className="ms-2 whitespace-nowrap font-semibold text-ink">{t("required")}</span>}
              {schema.default !== undefined && (
                <span className="ms-2 whitespace-nowrap text-third">
                  {t("defaultsTo", { value: String(schema.default) })}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
