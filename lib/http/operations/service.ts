import { z } from "zod";
import type { Operation } from "./operation";

/** The service itself. */
export const serviceOperations = {
  readHealth: {
    method: "GET",
    path: "/api/health",
    group: "service",
    who: "everyone",
    keeps: "unkept",
    params: {},
    answer: z.strictObject({ status: z.literal("ok"), database: z.literal("ok"), version: z.string() }),
    errors: [],
  },
  readDocument: {
    method: "GET",
    path: "/api/openapi.json",
    group: "service",
    who: "everyone",
    keeps: "shared",
    params: {},
    answer: z.record(z.string(), z.unknown()),
    errors: [],
  },
} as const satisfies Record<string, Operation>;
