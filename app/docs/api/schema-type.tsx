import { Fragment, type ReactNode } from "react";
import type { JsonSchema } from "@/lib/http/openapi";

/** The anchor of a named view on this page. */
export const viewAnchor = (name: string) => `view-${name}`;

/** A schema in the notation of a type, the same in every language: `string ≤ 200 | null`, `Tag[]`. */
export function SchemaType({ schema }: { schema: JsonSchema }): ReactNode {
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    return (
      <a href={`#${viewAnchor(name)}`} className="text-accent underline underline-offset-4">
        {name}
      </a>
    );
  }
  if (schema.anyOf) return <Choice options={schema.anyOf} />;
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === "array" && schema.items) return <List schema={schema} items={schema.items} />;
  if (schema.type === "object" && schema.properties) return <Shape schema={schema} />;
  const types = [schema.type ?? "any"].flat().map((type) => (type === "string" && schema.format) || type);
  return types.map((type) => type + (type === "null" ? "" : bounds(schema))).join(" | ");
}

/** The empty text, which forms send for "none", means null and is not said twice. */
function Choice({ options }: { options: JsonSchema[] }) {
  const some = options.filter((one) => one.const !== "" && one.type !== "null");
  const ordered = [...some, ...options.filter((one) => one.type === "null")];
  return ordered.map((one, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
    <Fragment key={index}>
      {index > 0 && " | "}
      <SchemaType schema={one} />
    </Fragment>
  ));
}

function List({ schema, items }: { schema: JsonSchema; items: JsonSchema }) {
  const isPlain = items.$ref || items.type === "object" || (items.type && !items.enum && !bounds(items));
  return (
    <>
      {isPlain ? null : "("}
      <SchemaType schema={items} />
      {isPlain ? "[]" : ")[]"}
      {typeof schema.maxItems === "number" && ` ≤ ${schema.maxItems}`}
    </>
  );
}

function Shape({ schema }: { schema: JsonSchema }) {
  const fields = Object.entries(schema.properties ?? {});
  return (
    <>
      {"{ "}
      {fields.map(([name, one], index) => (
        <Fragment key={name}>
          {index > 0 && ", "}
          {name}
          {schema.required?.includes(name) ? ": " : "?: "}
          <SchemaType schema={one} />
        </Fragment>
      ))}
      {" }"}
    </>
  );
}

function bounds({ type, minimum, maximum, maxLength }: JsonSchema): string {
  if (type === "integer" && typeof minimum === "number") {
    if (typeof maximum === "number") return maximum >= 999_999 ? ` ≥ ${minimum}` : ` ${minimum}–${maximum}`;
    return minimum > 0 ? ` ≥ ${minimum}` : "";
  }
  return typeof maxLength === "number" ? ` ≤ ${maxLength.toLocaleString("en")}` : "";
}
