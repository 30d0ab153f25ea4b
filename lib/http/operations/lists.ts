import { z } from "zod";
import { importListInput, undoInput } from "../../domain/inputs";
import { linkKinds } from "../../domain/words";
import { loginPart, numberPart, pageFields, slugPart } from "../query";
import { changeView, eventView, importView } from "../view-schemas";
import type { Operation } from "./operation";

const parsedLinkView = z.strictObject({ kind: z.enum(linkKinds), url: z.string(), label: z.string() });
const eventListView = z.strictObject({ events: z.array(eventView), nextCursor: z.string().nullable() });

/** Lists that are imported, and what happened. */
export const listOperations = {
  importList: {
    method: "POST",
    path: "/api/v1/import",
    group: "lists",
    who: "maintainer",
    params: {},
    input: importListInput,
    bodyLimit: 6 * 1024 * 1024,
    answer: importView,
    errors: ["not_found"],
    example: { markdown: "### Layotto\n- Easy\n  - 为 actuator 模块添加单元测试\n", dryRun: true },
  },
  listEvents: {
    method: "GET",
    path: "/api/v1/events",
    group: "lists",
    who: "everyone",
    keeps: "shared",
    params: {},
    query: {
      task: numberPart.optional(),
      project: slugPart.optional(),
      person: loginPart.optional(),
      cursor: z
        .string()
        .regex(/^[1-9]\d{0,8}$/, { error: "invalid_value" })
        .optional(),
      limit: pageFields.limit,
    },
    answer: eventListView,
    errors: ["not_found"],
    example: { project: "layotto", limit: 20 },
  },
  undoChange: {
    method: "POST",
    path: "/api/v1/events/{id}/undo",
    group: "lists",
    who: "author_or_maintainer",
    params: { id: numberPart },
    fromPath: { id: "eventId" },
    input: undoInput,
    answer: changeView,
    errors: ["not_found", "undo_too_late", "cap_reached"],
  },
  parseLink: {
    method: "GET",
    path: "/api/v1/links",
    group: "lists",
    who: "everyone",
    keeps: "shared",
    params: {},
    query: { url: z.string().min(1).max(2000) },
    answer: parsedLinkView,
    errors: ["link_invalid"],
    example: { url: "https://github.com/mosn/layotto/pull/120" },
  },
} as const satisfies Record<string, Operation>;
