import { z } from "zod";
import type { NewTokenView, TokenView } from "../domain/account";
import type { ErrorCode } from "../domain/errors";
import {
  acceptAnswerInput,
  answerQuestionInput,
  askQuestionInput,
  changePolicyInput,
  claimInput,
  claimTaskInput,
  closeTaskInput,
  completeClaimInput,
  confirmTasksInput,
  createProjectInput,
  createTaskInput,
  createTokenInput,
  deleteAccountInput,
  deletePostInput,
  editContactInput,
  editMeInput,
  editPostInput,
  editProjectInput,
  editSlotsInput,
  editTaskInput,
  grantMemberInput,
  importListInput,
  linkClaimInput,
  makeExceptionInput,
  moveClaimInput,
  noteClaimInput,
  previewPolicyInput,
  readNoticesInput,
  releaseClaimInput,
  removeMemberInput,
  taskNumberInput,
  tickStepInput,
  undoInput,
  unlinkClaimInput,
} from "../domain/inputs";
import { defaultPolicy } from "../domain/policy";
import { linkKinds } from "../domain/words";
import { filterFields, idPart, loginPart, numberPart, pageFields, slugPart } from "./query";
import {
  boardView,
  changeView,
  contactView,
  contributorsView,
  deskView,
  eventView,
  freeTaskView,
  importView,
  meView,
  noticeListView,
  noticesReadView,
  personView,
  policyEffectView,
  postRevisionView,
  projectView,
  taskListView,
  taskView,
  view,
} from "./view-schemas";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export const groups = ["tasks", "claims", "projects", "people", "lists", "service"] as const;

/** One thing the API does. The route obeys it, and the document and the page at /docs/api are made from it. */
export interface Operation {
  method: Method;
  /** With parameters in braces. */
  path: string;
  group: (typeof groups)[number];
  /** Who may: the verb checks it, the document says it. */
  who:
    | "everyone"
    | "person"
    | "session"
    | "holder"
    | "holder_or_maintainer"
    | "author"
    | "answerer"
    | "asker_or_maintainer"
    | "author_or_maintainer"
    | "maintainer"
    | "admin";
  /** A read: `shared` is the same for everyone; `personal` depends on who asks; `unkept` has no version to ask by. */
  keeps?: "shared" | "personal" | "unkept";
  /** The parts of the path in braces. */
  params: z.ZodRawShape;
  query?: z.ZodRawShape;
  /** What the verb takes: the body, and the path's parts under the names in `fromPath` (`{ part: field }`). */
  input?: z.ZodType;
  fromPath?: Record<string, string>;
  /** Bytes of a body, where it may be larger than usual. */
  bodyLimit?: number;
  answer: z.ZodType;
  /** 200 when absent. */
  status?: 201;
  /** Codes beyond those that any operation of its kind may answer with. */
  errors: readonly ErrorCode[];
  /** A body (of a write) or a query (of a read) that shows what it is for; `$note` stands for a text of `docs.examples`. */
  example?: Record<string, unknown>;
}

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
const parsedLinkView = z.strictObject({ kind: z.enum(linkKinds), url: z.string(), label: z.string() });
const eventListView = z.strictObject({ events: z.array(eventView), nextCursor: z.string().nullable() });

const byNumber = { params: { number: numberPart }, fromPath: { number: "number" } };
const byClaim = { params: { id: idPart }, fromPath: { id: "id" } };
const byPost = { params: { id: numberPart }, fromPath: { id: "id" } };
const byQuestion = { params: { question: numberPart }, fromPath: { question: "question" } };
const bySlug = { params: { slug: slugPart }, fromPath: { slug: "slug" } };
const byMember = {
  params: { slug: slugPart, login: loginPart },
  fromPath: { slug: "project", login: "login" },
};

export const operations = {
  // --- tasks ---
  listTasks: {
    method: "GET",
    path: "/api/v1/tasks",
    group: "tasks",
    who: "everyone",
    keeps: "shared",
    params: {},
    query: { ...filterFields, ...pageFields },
    answer: taskListView,
    errors: [],
    example: { difficulty: "easy", project: "layotto", limit: 20 },
  },
  readBoard: {
    method: "GET",
    path: "/api/v1/board",
    group: "tasks",
    who: "everyone",
    keeps: "shared",
    params: {},
    query: filterFields,
    answer: boardView,
    errors: [],
    example: { q: "测试" },
  },
  createTask: {
    method: "POST",
    path: "/api/v1/tasks",
    group: "tasks",
    who: "maintainer",
    params: {},
    input: createTaskInput,
    answer: changeView,
    status: 201,
    errors: ["not_found", "link_invalid"],
    example: {
      project: "layotto",
      difficulty: "easy",
      texts: { zh: { title: "为 actuator 模块添加单元测试" }, en: { title: "Add unit tests to the actuator module" } },
      tags: ["tests"],
      links: ["https://github.com/mosn/layotto/issues/108"],
    },
  },
  readTask: {
    method: "GET",
    path: "/api/v1/tasks/{number}",
    group: "tasks",
    who: "everyone",
    keeps: "shared",
    params: byNumber.params,
    answer: taskView,
    errors: ["not_found"],
  },
  editTask: {
    method: "PATCH",
    path: "/api/v1/tasks/{number}",
    group: "tasks",
    who: "maintainer",
    ...byNumber,
    input: editTaskInput,
    answer: changeView,
    errors: ["not_found", "conflict", "link_invalid"],
    example: { revision: 0, difficulty: "medium" },
  },
  deleteTask: {
    method: "DELETE",
    path: "/api/v1/tasks/{number}",
    group: "tasks",
    who: "admin",
    ...byNumber,
    input: taskNumberInput,
    answer: z.strictObject({ number: z.int().positive() }),
    errors: ["not_found"],
  },
  closeTask: {
    method: "POST",
    path: "/api/v1/tasks/{number}/close",
    group: "tasks",
    who: "maintainer",
    ...byNumber,
    input: closeTaskInput,
    answer: changeView,
    errors: ["not_found", "task_not_open"],
    example: { reason: "duplicate", duplicateOf: 4 },
  },
  reopenTask: {
    method: "POST",
    path: "/api/v1/tasks/{number}/reopen",
    group: "tasks",
    who: "maintainer",
    ...byNumber,
    input: taskNumberInput,
    answer: changeView,
    errors: ["not_found"],
  },
  confirmTasks: {
    method: "POST",
    path: "/api/v1/tasks/confirm",
    group: "tasks",
    who: "maintainer",
    params: {},
    input: confirmTasksInput,
    answer: z.strictObject({ numbers: z.array(z.int().positive()), eventIds: z.array(z.int().positive()) }),
    errors: ["not_found", "task_not_open"],
    example: { numbers: [1, 4] },
  },
  readDesk: {
    method: "GET",
    path: "/api/v1/desk",
    group: "tasks",
    who: "person",
    keeps: "personal",
    params: {},
    answer: deskView,
    errors: [],
  },

  editSlots: {
    method: "PUT",
    path: "/api/v1/tasks/{number}/slots",
    group: "tasks",
    who: "maintainer",
    ...byNumber,
    input: editSlotsInput,
    answer: changeView,
    errors: ["not_found", "conflict", "slot_held", "slot_used"],
    example: { revision: 0, slots: [{ name: "Redis" }, { name: "etcd" }] },
  },
  makeException: {
    method: "POST",
    path: "/api/v1/tasks/{number}/exceptions",
    group: "tasks",
    who: "maintainer",
    ...byNumber,
    input: makeExceptionInput,
    answer: changeView,
    status: 201,
    errors: ["not_found", "task_not_open"],
    example: { login: "lin", reason: "$exception" },
  },
  askQuestion: {
    method: "POST",
    path: "/api/v1/tasks/{number}/questions",
    group: "tasks",
    who: "person",
    ...byNumber,
    input: askQuestionInput,
    answer: changeView,
    status: 201,
    errors: ["not_found"],
    example: { body: "$question" },
  },
  answerQuestion: {
    method: "POST",
    path: "/api/v1/questions/{question}/answers",
    group: "tasks",
    who: "answerer",
    ...byQuestion,
    input: answerQuestionInput,
    answer: changeView,
    status: 201,
    errors: ["not_found"],
    example: { body: "$answer" },
  },
  acceptAnswer: {
    method: "POST",
    path: "/api/v1/questions/{question}/accept",
    group: "tasks",
    who: "asker_or_maintainer",
    ...byQuestion,
    input: acceptAnswerInput,
    answer: changeView,
    errors: ["not_found"],
    example: { answer: 2 },
  },
  editPost: {
    method: "PATCH",
    path: "/api/v1/posts/{id}",
    group: "tasks",
    who: "author",
    ...byPost,
    input: editPostInput,
    answer: changeView,
    errors: ["not_found"],
    example: { body: "$question" },
  },
  deletePost: {
    method: "DELETE",
    path: "/api/v1/posts/{id}",
    group: "tasks",
    who: "author_or_maintainer",
    ...byPost,
    input: deletePostInput,
    answer: changeView,
    errors: ["not_found"],
  },
  readPostHistory: {
    method: "GET",
    path: "/api/v1/posts/{id}/history",
    group: "tasks",
    who: "everyone",
    keeps: "personal",
    params: byPost.params,
    answer: z.array(postRevisionView),
    errors: ["not_found"],
  },

  // --- claims ---
  claimTask: {
    method: "POST",
    path: "/api/v1/tasks/{number}/claims",
    group: "claims",
    who: "person",
    ...byNumber,
    input: claimTaskInput,
    answer: changeView,
    status: 201,
    errors: [
      "not_found",
      "slot_taken",
      "slot_offered",
      "cap_reached",
      "level_locked",
      "plan_required",
      "task_not_open",
    ],
    example: { plan: "$plan" },
  },
  releaseClaim: {
    method: "POST",
    path: "/api/v1/claims/{id}/release",
    group: "claims",
    who: "holder_or_maintainer",
    ...byClaim,
    input: releaseClaimInput,
    answer: changeView,
    errors: ["not_found", "claim_ended"],
    example: { reason: "$reason" },
  },
  renewClaim: {
    method: "POST",
    path: "/api/v1/claims/{id}/renew",
    group: "claims",
    who: "holder",
    ...byClaim,
    input: claimInput,
    answer: changeView,
    errors: ["not_found", "claim_ended", "renewals_used"],
  },
  noteClaim: {
    method: "POST",
    path: "/api/v1/claims/{id}/notes",
    group: "claims",
    who: "holder",
    ...byClaim,
    input: noteClaimInput,
    answer: changeView,
    errors: ["not_found", "claim_ended"],
    example: { note: "$note" },
  },
  linkClaim: {
    method: "POST",
    path: "/api/v1/claims/{id}/links",
    group: "claims",
    who: "holder_or_maintainer",
    ...byClaim,
    input: linkClaimInput,
    answer: changeView,
    errors: ["not_found", "claim_ended", "link_invalid"],
    example: { url: "https://github.com/mosn/layotto/pull/120" },
  },
  unlinkClaim: {
    method: "DELETE",
    path: "/api/v1/claims/{id}/links/{link}",
    group: "claims",
    who: "holder_or_maintainer",
    params: { id: idPart, link: idPart },
    fromPath: { id: "id", link: "link" },
    input: unlinkClaimInput,
    answer: changeView,
    errors: ["not_found", "claim_ended"],
  },
  completeClaim: {
    method: "POST",
    path: "/api/v1/claims/{id}/complete",
    group: "claims",
    who: "holder_or_maintainer",
    ...byClaim,
    input: completeClaimInput,
    answer: changeView,
    errors: ["not_found", "claim_ended"],
    example: { merged: true },
  },

  moveClaim: {
    method: "POST",
    path: "/api/v1/claims/{id}/move",
    group: "claims",
    who: "holder_or_maintainer",
    ...byClaim,
    input: moveClaimInput,
    answer: changeView,
    errors: ["not_found", "claim_ended", "slot_taken", "slot_offered"],
    example: { slot: "3f1c0f9e-6f5a-4d2b-9a51-0c2c7f6b1e55" },
  },
  tickStep: {
    method: "POST",
    path: "/api/v1/claims/{id}/steps",
    group: "claims",
    who: "holder",
    ...byClaim,
    input: tickStepInput,
    answer: changeView,
    errors: ["not_found", "claim_ended"],
    example: { step: "guide" },
  },
  nextTasks: {
    method: "GET",
    path: "/api/v1/tasks/{number}/next",
    group: "claims",
    who: "person",
    keeps: "personal",
    params: byNumber.params,
    answer: z.array(freeTaskView),
    errors: ["not_found"],
  },
  joinWaitlist: {
    method: "POST",
    path: "/api/v1/tasks/{number}/waitlist",
    group: "claims",
    who: "person",
    ...byNumber,
    input: taskNumberInput,
    answer: changeView,
    status: 201,
    errors: ["not_found", "slot_free", "already_holding", "level_locked", "task_not_open"],
  },
  leaveWaitlist: {
    method: "DELETE",
    path: "/api/v1/tasks/{number}/waitlist",
    group: "claims",
    who: "person",
    ...byNumber,
    input: taskNumberInput,
    answer: changeView,
    errors: ["not_found"],
  },

  // --- projects ---
  listProjects: {
    method: "GET",
    path: "/api/v1/projects",
    group: "projects",
    who: "everyone",
    keeps: "shared",
    params: {},
    answer: z.array(projectView),
    errors: [],
  },
  createProject: {
    method: "POST",
    path: "/api/v1/projects",
    group: "projects",
    who: "admin",
    params: {},
    input: createProjectInput,
    answer: projectView,
    status: 201,
    errors: [],
    example: { slug: "layotto", name: "Layotto", repositoryUrl: "https://github.com/mosn/layotto", languages: ["Go"] },
  },
  readProject: {
    method: "GET",
    path: "/api/v1/projects/{slug}",
    group: "projects",
    who: "everyone",
    keeps: "shared",
    params: bySlug.params,
    answer: projectView,
    errors: ["not_found"],
  },
  editProject: {
    method: "PATCH",
    path: "/api/v1/projects/{slug}",
    group: "projects",
    who: "maintainer",
    ...bySlug,
    input: editProjectInput,
    answer: projectView,
    errors: ["not_found", "conflict"],
    example: { revision: 0, guideUrl: "https://mosn.io/layotto/" },
  },
  changePolicy: {
    method: "PUT",
    path: "/api/v1/projects/{slug}/policy",
    group: "projects",
    who: "maintainer",
    ...bySlug,
    input: changePolicyInput,
    answer: projectView,
    errors: ["not_found", "conflict"],
    example: { revision: 0, policy: { ...defaultPolicy, neededForHard: 1 } },
  },
  previewPolicy: {
    method: "POST",
    path: "/api/v1/projects/{slug}/policy/preview",
    group: "projects",
    who: "maintainer",
    ...bySlug,
    input: previewPolicyInput,
    answer: policyEffectView,
    errors: ["not_found"],
    example: { policy: { ...defaultPolicy, capAfterFirst: 2 } },
  },
  grantMember: {
    method: "PUT",
    path: "/api/v1/projects/{slug}/members/{login}",
    group: "projects",
    who: "maintainer",
    ...byMember,
    input: grantMemberInput,
    answer: projectView,
    errors: ["not_found"],
    example: { role: "mentor" },
  },
  removeMember: {
    method: "DELETE",
    path: "/api/v1/projects/{slug}/members/{login}",
    group: "projects",
    who: "maintainer",
    ...byMember,
    input: removeMemberInput,
    answer: projectView,
    errors: ["not_found"],
  },

  // --- people ---
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

  // --- lists and what happened ---
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

export type OperationId = keyof typeof operations;

const sharedPaths = Object.values<Operation>(operations)
  .filter((one) => one.keeps === "shared")
  .map((one) => one.path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+"));
const sharedPath = new RegExp(`^(?:${sharedPaths.join("|")})$`);

/** Whether a path, without its query, is that of a read whose answer is the same for everyone. */
export function isSharedRead(path: string): boolean {
  return sharedPath.test(path);
}

/** The codes an operation may answer with, in the order of the table of codes. */
export function errorsOf(operation: Operation): ErrorCode[] {
  const codes = new Set<ErrorCode>(operation.errors);
  const isWrite = operation.method !== "GET";
  if (isWrite || Object.keys(operation.params).length > 0 || operation.query) codes.add("invalid");
  if (isWrite) for (const code of ["cross_site", "rate_limited", "too_large", "busy"] as const) codes.add(code);
  if (operation.who !== "everyone") codes.add("unauthenticated");
  if (!["everyone", "person", "session"].includes(operation.who)) codes.add("forbidden");
  codes.add("internal");
  return [...codes];
}
