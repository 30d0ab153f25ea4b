import { z } from "zod";
import type { ErrorCode } from "../domain/errors";
import { taskTextInput } from "../domain/inputs";
import { translator } from "../i18n/translator";
import { exampleOf, fieldText } from "./describe";
import { programVersion } from "./etag";
import { errorsOf, type Operation, type OperationId, operations } from "./operations";
import { problems } from "./problem";
import { viewNames } from "./view-schemas";

/** A JSON Schema as far as this file looks into it. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: (string | number)[];
  const?: unknown;
  default?: unknown;
  [key: string]: unknown;
}

export interface Parameter {
  name: string;
  in: "path" | "query";
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

const COMPONENTS = "#/components/schemas/";
/** Schemas of inputs that stand in several bodies. */
const inputNames = new Map<z.core.$ZodType, string>([[taskTextInput, "TaskTextInput"]]);

/** A schema as JSON Schema 2020-12, with references to the named ones. */
function jsonSchema(schema: z.core.$ZodType, io: "input" | "output"): JsonSchema {
  const names = io === "input" ? inputNames : viewNames;
  const made = z.toJSONSchema(schema, {
    io,
    target: "draft-2020-12",
    override({ zodSchema, jsonSchema: json }) {
      const name = (zodSchema as z.core.$ZodType) === schema ? undefined : names.get(zodSchema as z.core.$ZodType);
      if (name) {
        for (const key of Object.keys(json)) delete json[key];
        json.$ref = COMPONENTS + name;
      }
      // Answers may get more fields one day; what comes in may not.
      if (io === "output") delete json.additionalProperties;
      // What zod adds of its own says nothing: the bounds of safe integers, the pattern beside a format.
      if (Math.abs(json.minimum ?? 0) === Number.MAX_SAFE_INTEGER) delete json.minimum;
      if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
      if (json.format === "date-time") delete json.pattern;
    },
  }) as JsonSchema;
  delete made.$schema;
  return made;
}

/** A reference to the view's schema where it has a name, else the schema. */
export function answerSchema(answer: z.ZodType): JsonSchema {
  const name = viewNames.get(answer);
  return name ? { $ref: COMPONENTS + name } : jsonSchema(answer, "output");
}

/** What the body of an operation may hold: what its verb takes, without what stands in the path. Null: no body. */
export function bodySchema(operation: Operation): JsonSchema | null {
  if (!operation.input) return null;
  const { properties = {}, required = [], ...rest } = jsonSchema(operation.input, "input");
  const fromPath = Object.values(operation.fromPath ?? {});
  const left = Object.fromEntries(Object.entries(properties).filter(([name]) => !fromPath.includes(name)));
  if (Object.keys(left).length === 0) return null;
  const needed = required.filter((name) => !fromPath.includes(name));
  return { ...rest, properties: left, ...(needed.length > 0 ? { required: needed } : {}) };
}

/** The parts of the path and the query of an operation. */
export function parametersOf(operation: Operation): Parameter[] {
  const path = Object.entries(operation.params).map(([name, schema]) => parameter(name, "path", schema as z.ZodType));
  const query = Object.entries(operation.query ?? {}).map(([name, schema]) =>
    parameter(name, "query", schema as z.ZodType),
  );
  return [...path, ...query];
}

function parameter(name: string, place: "path" | "query", schema: z.ZodType): Parameter {
  return { name, in: place, required: !schema.safeParse(undefined).success, schema: jsonSchema(schema, "output") };
}

/** The texts of a task in one language, as a body holds them. */
export function taskTextSchema(): JsonSchema {
  return jsonSchema(taskTextInput, "input");
}

/** The named views, in the order in which they are written down. */
export function viewSchemas(): Record<string, JsonSchema> {
  return Object.fromEntries([...viewNames].map(([schema, name]) => [name, jsonSchema(schema, "output")]));
}

let document: Record<string, unknown> | undefined;

/** The OpenAPI 3.1 document, made once from the schemas that the API itself uses. */
export function openApiDocument(): Record<string, unknown> {
  document ??= makeDocument();
  return document;
}

function makeDocument() {
  const t = translator("en", "docs");
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [id, operation] of Object.entries(operations) as [OperationId, Operation][]) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describeOperation(id, operation),
    };
  }
  return {
    openapi: "3.1.1",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: {
      title: "Foothold API",
      version: programVersion,
      description: t("document"),
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: [...new Set(Object.values(operations).map((one) => one.group))].map((name) => ({
      name,
      description: t(`groups.${name}`),
    })),
    paths,
    components: {
      schemas: { ...viewSchemas(), TaskTextInput: taskTextSchema(), Problem: problemSchema() },
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: t("tokenScheme") },
        session: { type: "apiKey", in: "cookie", name: "foothold.session_token", description: t("sessionScheme") },
      },
    },
  };
}

function describeOperation(id: OperationId, operation: Operation) {
  const t = translator("en", "docs");
  const body = bodySchema(operation);
  return {
    operationId: id,
    tags: [operation.group],
    summary: t(`operations.${id}`),
    description: t(`who.${operation.who}`),
    security: operation.who === "everyone" ? [] : operation.who === "session" ? [{ session: [] }] : bySomeone,
    parameters: parametersOf(operation).map((one) => ({ ...one, description: fieldText("en", id, one.name) })),
    ...(body ? { requestBody: requestBody(id, operation, body) } : {}),
    responses: {
      [operation.status ?? 200]: {
        description: "OK",
        headers: {
          "X-Request-Id": header("string"),
          ...(operation.keeps === "shared" ? { ETag: header("string") } : {}),
        },
        content: { "application/json": { schema: answerSchema(operation.answer) } },
      },
      ...(operation.keeps && operation.keeps !== "unkept" ? { 304: { description: t("notModified") } } : {}),
      ...refusals(errorsOf(operation)),
    },
  };
}

const bySomeone = [{ token: [] }, { session: [] }];
const header = (type: string) => ({ schema: { type } });

function requestBody(id: OperationId, operation: Operation, schema: JsonSchema) {
  const example = exampleOf("en", operation);
  const properties = Object.entries(schema.properties ?? {}).map(([name, one]) => [
    name,
    { ...one, description: fieldText("en", id, name) },
  ]);
  const content = {
    schema: { ...schema, properties: Object.fromEntries(properties) },
    ...(example ? { example } : {}),
  };
  return { required: Boolean(schema.required), content: { "application/json": content } };
}

/** One response for each status, naming the codes that come with it. */
function refusals(codes: ErrorCode[]) {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = problems[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      status,
      {
        description: of.map((code) => `${code}: ${problems[code].title}`).join(" "),
        content: { "application/problem+json": { schema: { $ref: `${COMPONENTS}Problem` } } },
      },
    ]),
  );
}

function problemSchema(): JsonSchema {
  return {
    type: "object",
    properties: {
      type: { type: "string", format: "uri" },
      title: { type: "string" },
      status: { type: "integer" },
      code: { type: "string", enum: Object.keys(problems) },
      data: { type: "object" },
      instance: { type: "string" },
    },
    required: ["type", "title", "status", "code", "data", "instance"],
  };
}
