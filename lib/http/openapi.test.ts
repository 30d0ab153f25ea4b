import { expect, it } from "vitest";
import { type JsonSchema, openApiDocument } from "./openapi";
import { operations } from "./operations";

interface Described {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  security: Record<string, string[]>[];
  parameters: { name: string; in: string; required: boolean; description: string; schema: JsonSchema }[];
  requestBody?: { content: Record<string, { schema: JsonSchema; example?: unknown }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>;
}

const document = JSON.parse(JSON.stringify(openApiDocument()));
const paths: Record<string, Record<string, Described>> = document.paths;
const described = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, one]) => ({ path, method, one })),
);

/** Every object in the document with where it stands. */
function walk(value: unknown, visit: (object: Record<string, unknown>, at: string) => void, at = "#"): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) visit(value as Record<string, unknown>, at);
  for (const [key, inner] of Object.entries(value)) walk(inner, visit, `${at}/${key}`);
}

it("has the parts that OpenAPI 3.1 asks for", () => {
  expect(document.openapi).toMatch(/^3\.1\.\d+$/);
  expect(document.info).toMatchObject({ title: expect.any(String), version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  const known = "openapi info jsonSchemaDialect servers paths webhooks components security tags externalDocs".split(
    " ",
  );
  expect(known).toEqual(expect.arrayContaining(Object.keys(document)));
  for (const name of Object.keys(document.components.schemas)) expect(name).toMatch(/^[a-zA-Z0-9._-]+$/);
});

it("describes every operation once", () => {
  const ids = described.map(({ one }) => one.operationId);
  expect(ids.sort()).toEqual(Object.keys(operations).sort());
  expect(new Set(ids).size).toBe(ids.length);
});

it("resolves every reference", () => {
  const broken: string[] = [];
  const used = new Set<string>();
  walk(document, (object, at) => {
    if (typeof object.$ref !== "string") return;
    used.add(object.$ref);
    const parts = object.$ref.replace(/^#\//, "").split("/");
    const target = parts.reduce<unknown>(
      (found, part) => (found as Record<string, unknown> | undefined)?.[part],
      document,
    );
    if (!object.$ref.startsWith("#/") || target === undefined) broken.push(`${at}: ${object.$ref}`);
  });
  expect(broken).toEqual([]);
  const unused = Object.keys(document.components.schemas).filter((name) => !used.has(`#/components/schemas/${name}`));
  expect(unused).toEqual([]);
});

it("has only JSON Schema that says something", () => {
  walk(document, (object, at) => {
    if (!/\/(schema|schemas\/\w+|properties\/\w+|items|anyOf\/\d+)$/.test(at) || /\/examples?\//.test(at)) return;
    const meaning = ["$ref", "type", "anyOf", "enum", "const"].some((key) => key in object);
    expect(meaning, at).toBe(true);
    for (const name of (object.required ?? []) as string[]) expect(object.properties, at).toHaveProperty(name);
    expect(object, at).not.toHaveProperty("$schema");
    expect(object, at).not.toHaveProperty("$id");
  });
});

it.each(described)("$method $path is whole", ({ path, method, one }) => {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const parameters = one.parameters.filter((parameter) => parameter.in === "path");
  expect(parameters.map(({ name }) => name)).toEqual(inPath);
  expect(parameters.every(({ required }) => required)).toBe(true);
  expect(new Set(one.parameters.map((parameter) => parameter.name)).size).toBe(one.parameters.length);
  for (const parameter of one.parameters) expect(parameter.description).toBeTruthy();
  const tags = document.tags.map(({ name }: { name: string }) => name);
  expect(one.tags.every((tag) => tags.includes(tag))).toBe(true);
  expect([one.summary, one.description].every(Boolean)).toBe(true);
  for (const scheme of one.security.flatMap(Object.keys)) {
    expect(document.components.securitySchemes).toHaveProperty(scheme);
  }
  const statuses = Object.keys(one.responses);
  expect(statuses.some((status) => status.startsWith("2"))).toBe(true);
  expect(statuses).toContain("500");
  for (const response of Object.values(one.responses)) expect(response.description).toBeTruthy();
  if (method === "get") expect(one.requestBody).toBeUndefined();
  else expect(statuses).toEqual(expect.arrayContaining(["400", "401", "403", "413", "429"]));
});

it("says of a body what the verb takes, without what stands in the path", () => {
  const body = (path: string, method: string) =>
    paths[path]?.[method]?.requestBody?.content["application/json"]?.schema;
  const edit = body("/api/v1/tasks/{number}", "patch");
  expect(Object.keys(edit?.properties ?? {})).not.toContain("number");
  expect(edit?.required).toEqual(["revision"]);
  expect(edit?.additionalProperties).toBe(false);
  expect(body("/api/v1/tasks", "post")?.required).toEqual(["project", "texts"]);
  expect(body("/api/v1/claims/{id}/renew", "post")).toBeUndefined();
});

it("does not promise that answers stay without new fields", () => {
  expect(document.components.schemas.Task).not.toHaveProperty("additionalProperties");
  expect(document.components.schemas.TaskCard.properties.project).toEqual({ $ref: "#/components/schemas/ProjectRef" });
});
