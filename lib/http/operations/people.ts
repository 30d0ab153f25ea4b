import { z } from "zod";
import type { NewTokenView, TokenView } from "../../domain/account";
import {
  createTokenInput,
  deleteAccountInput,
  editContactInput,
  editMeInput,
  readNoticesInput,
} from "../../domain/inputs";
import { idPart, loginPart, pageFields, slugPart } from "../query";
import {
  contactView,
  contributorsView,
  meView,
  noticeListView,
  noticesReadView,
  personView,
  view,
} from "../view-schemas";
import type { Operation } from "./operation";

const tokenView = view<TokenView>()(
  "Token",
  z.strictObject({
    id: z.string(),
    name: z.string(),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
  }),
);
const newTokenView = view<NewTokenView>()("NewToken", z.strictObject({ ...tokenView.shape, token: z.string() }));

/** People: what is their own, and what others see of them. */
export const peopleOperations = {
  readMe: {
    method: "GET",
    path: "/api/v1/me",
    group: "people",
    who: "everyone",
    keeps: "personal",
    params: {},
    answer: meView,
    errors: [],
  },
  listNotices: {
    method: "GET",
    path: "/api/v1/me/notices",
    group: "people",
    who: "person",
    keeps: "personal",
    params: {},
    query: {
      cursor: z
        .string()
        .regex(/^[1-9]\d{0,8}$/, { error: "invalid_value" })
        .optional(),
      limit: pageFields.limit,
      unread: z.enum(["yes", "no"]).optional().meta({ default: "no" }),
    },
    answer: noticeListView,
    errors: [],
    example: { unread: "yes", limit: 20 },
  },
  readNotices: {
    method: "POST",
    path: "/api/v1/me/notices/read",
    group: "people",
    who: "person",
    params: {},
    input: readNoticesInput,
    answer: noticesReadView,
    errors: [],
    example: { upTo: 120 },
  },
  editMe: {
    method: "PATCH",
    path: "/api/v1/me",
    group: "people",
    who: "session",
    params: {},
    input: editMeInput,
    answer: z.strictObject({ isHidden: z.boolean() }),
    errors: [],
    example: { isHidden: true },
  },
  deleteAccount: {
    method: "DELETE",
    path: "/api/v1/me",
    group: "people",
    who: "session",
    params: {},
    input: deleteAccountInput,
    answer: z.strictObject({}),
    errors: ["rate_limited"],
  },
  readContributors: {
    method: "GET",
    path: "/api/v1/contributors",
    group: "people",
    who: "everyone",
    keeps: "shared",
    params: {},
    query: {
      project: slugPart.optional(),
      cursor: z
        .string()
        .regex(/^\d{4}-\d\d(_\d{1,15}_\S{2,40})?$/, { error: "invalid_value" })
        .optional(),
    },
    answer: contributorsView,
    errors: ["not_found"],
    example: { project: "layotto" },
  },
  readPerson: {
    method: "GET",
    path: "/api/v1/people/{login}",
    group: "people",
    who: "everyone",
    keeps: "shared",
    params: { login: loginPart },
    answer: personView,
    errors: ["not_found"],
  },
  listTokens: {
    method: "GET",
    path: "/api/v1/me/tokens",
    group: "people",
    who: "session",
    keeps: "unkept",
    params: {},
    answer: z.array(tokenView),
    errors: [],
  },
  createToken: {
    method: "POST",
    path: "/api/v1/me/tokens",
    group: "people",
    who: "session",
    params: {},
    input: createTokenInput,
    answer: newTokenView,
    status: 201,
    errors: [],
    example: { name: "$token" },
  },
  deleteToken: {
    method: "DELETE",
    path: "/api/v1/me/tokens/{id}",
    group: "people",
    who: "session",
    params: { id: idPart },
    fromPath: { id: "id" },
    input: z.strictObject({ id: idPart }),
    answer: z.strictObject({ id: z.string() }),
    errors: ["not_found"],
  },

  readContact: {
    method: "GET",
    path: "/api/v1/me/contact",
    group: "people",
    who: "session",
    keeps: "unkept",
    params: {},
    answer: contactView,
    errors: [],
  },
  editContact: {
    method: "PATCH",
    path: "/api/v1/me/contact",
    group: "people",
    who: "session",
    params: {},
    input: editContactInput,
    answer: contactView,
    errors: [],
    example: { email: "lin@example.org", wish: "daily" },
  },
  resetCalendar: {
    method: "POST",
    path: "/api/v1/me/calendar/reset",
    group: "people",
    who: "session",
    params: {},
    input: z.strictObject({}),
    answer: contactView,
    errors: [],
  },
} as const satisfies Record<string, Operation>;
