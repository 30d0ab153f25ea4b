import { z } from "zod";
import {
  changeRepositoryInput,
  connectRepositoryInput,
  type DifferenceView,
  differenceFields,
  type HookSecretView,
  type IssueDraftView,
  type ListTakenView,
  listRefusals,
  previewRuleInput,
  type RepositoriesView,
  type RepositoryView,
  type RulePreviewView,
  readIssueInput,
  repositoryInput,
  type SyncRunView,
  settleDifferenceInput,
  takeOverListInput,
} from "../../domain/repositories";
import { difficulties, errandKinds, locales, repositoryAccesses, syncFaults } from "../../domain/words";
import { idPart, numberPart, slugPart } from "../query";
import { changeView, view } from "../view-schemas";
import type { Operation } from "./operation";

const instant = z.iso.datetime();
const count = z.int().nonnegative();
const fault = z.enum(syncFaults).nullable();
const difficulty = z.enum(difficulties);
const text = z.string().nullable();
const slotState = z.enum(["open", "claimed", "done"]);

const ruleView = z.strictObject({
  task: z.array(z.string()),
  difficulty: z.array(z.strictObject({ label: z.string(), is: difficulty })),
  defaultDifficulty: difficulty.nullable(),
  tagPrefixes: z.array(z.string()),
});

const syncRunView = view<SyncRunView>()(
  "SyncRun",
  z.strictObject({
    id: count,
    startedAt: instant,
    endedAt: instant.nullable(),
    requests: count,
    seen: count,
    created: count,
    changed: count,
    fault,
    failures: z.array(z.strictObject({ issue: count, fault: z.string() })),
  }),
);

const differenceView = view<DifferenceView>()(
  "Difference",
  z.strictObject({
    task: count,
    issue: z.strictObject({ number: count, url: z.string() }),
    field: z.enum(differenceFields),
    ours: text,
    theirs: text,
    items: z.array(z.strictObject({ name: z.string(), isNew: z.boolean(), state: slotState, holder: text })),
    mark: z.string(),
  }),
);

const listTakenView = view<ListTakenView>()(
  "ListTaken",
  changeView.extend({
    refused: z.array(
      z.strictObject({ slot: z.string(), name: text, holder: text, why: z.enum(listRefusals), by: text }),
    ),
  }),
);

const repositoryView = view<RepositoryView>()(
  "Repository",
  z.strictObject({
    id: z.string(),
    owner: z.string(),
    name: z.string(),
    url: z.string(),
    access: z.enum(repositoryAccesses),
    mayWrite: z.boolean(),
    rule: ruleView,
    plainWords: z.boolean(),
    isFollowed: z.boolean(),
    revision: count,
    connectedAt: instant,
    syncedAt: instant.nullable(),
    fault,
    faultSince: instant.nullable(),
    notBefore: instant.nullable(),
    limit: z.strictObject({ left: count, resetsAt: instant }).nullable(),
    isReading: z.boolean(),
    tasks: count,
    hasHookSecret: z.boolean(),
    deliveredAt: instant.nullable(),
    runs: z.array(syncRunView),
    differences: z.array(differenceView),
    failedErrands: z.array(
      z.strictObject({ task: count, issue: count, kind: z.enum(errandKinds), fault: text, at: instant }),
    ),
  }),
);

const repositoriesView = view<RepositoriesView>()(
  "Repositories",
  z.strictObject({ repositories: z.array(repositoryView), hasApp: z.boolean(), webhookUrl: z.string() }),
);

const rulePreviewView = view<RulePreviewView>()(
  "RulePreview",
  z.strictObject({
    labels: z.array(z.string()),
    read: count,
    isMore: z.boolean(),
    items: z.array(
      z.strictObject({
        number: count,
        url: z.string(),
        title: z.string(),
        isTask: z.boolean(),
        difficulty: difficulty.nullable(),
        conflict: z.array(difficulty),
        tags: z.array(z.string()),
        task: count.nullable(),
      }),
    ),
  }),
);

const hookSecretView = view<HookSecretView>()("HookSecret", z.strictObject({ url: z.string(), secret: z.string() }));

const issueDraftView = view<IssueDraftView>()(
  "IssueDraft",
  z.strictObject({
    url: z.string(),
    label: z.string(),
    title: z.string(),
    locale: z.enum(locales),
    text,
    difficulty: difficulty.nullable(),
    tags: z.array(z.string()),
    isOpen: z.boolean(),
    assignees: z.array(z.string()),
    markdown: z.string(),
    comments: count,
    commentsCut: z.strictObject({ read: count, all: count }).nullable(),
    task: count.nullable(),
  }),
);

const byRepository = { params: { id: idPart }, fromPath: { id: "id" } };
const maintained = { group: "github", who: "maintainer" } as const;

/** What maintainers do with GitHub. */
export const gitHubOperations = {
  readRepositories: {
    method: "GET",
    path: "/api/v1/projects/{slug}/repositories",
    ...maintained,
    keeps: "unkept",
    params: { slug: slugPart },
    answer: repositoriesView,
    errors: ["not_found"],
  },
  connectRepository: {
    method: "POST",
    path: "/api/v1/projects/{slug}/repositories",
    ...maintained,
    params: { slug: slugPart },
    fromPath: { slug: "project" },
    input: connectRepositoryInput,
    answer: repositoriesView,
    status: 201,
    errors: ["not_found", "github_fault"],
    example: { repository: "mosn/layotto" },
  },
  changeRepository: {
    method: "PATCH",
    path: "/api/v1/repositories/{id}",
    ...maintained,
    ...byRepository,
    input: changeRepositoryInput,
    answer: repositoriesView,
    errors: ["not_found", "conflict", "github_fault"],
    example: { revision: 0, isFollowed: true },
  },
  disconnectRepository: {
    method: "DELETE",
    path: "/api/v1/repositories/{id}",
    ...maintained,
    ...byRepository,
    input: repositoryInput,
    answer: repositoriesView,
    errors: ["not_found"],
  },
  previewRule: {
    method: "POST",
    path: "/api/v1/repositories/{id}/preview",
    ...maintained,
    ...byRepository,
    input: previewRuleInput,
    answer: rulePreviewView,
    errors: ["not_found", "github_fault"],
    example: { rule: { task: ["good first issue"], difficulty: [], defaultDifficulty: "easy", tagPrefixes: ["kind"] } },
  },
  syncRepository: {
    method: "POST",
    path: "/api/v1/repositories/{id}/sync",
    ...maintained,
    ...byRepository,
    input: repositoryInput,
    answer: repositoriesView,
    errors: ["not_found"],
  },
  makeHookSecret: {
    method: "POST",
    path: "/api/v1/repositories/{id}/hook",
    ...maintained,
    ...byRepository,
    input: repositoryInput,
    answer: hookSecretView,
    errors: ["not_found"],
  },
  settleDifference: {
    method: "POST",
    path: "/api/v1/tasks/{number}/difference",
    ...maintained,
    params: { number: numberPart },
    fromPath: { number: "number" },
    input: settleDifferenceInput,
    answer: listTakenView,
    errors: ["not_found", "conflict"],
    example: { fields: ["title"], take: true },
  },
  takeOverList: {
    method: "POST",
    path: "/api/v1/tasks/{number}/list",
    ...maintained,
    params: { number: numberPart },
    fromPath: { number: "number" },
    input: takeOverListInput,
    answer: listTakenView,
    errors: ["not_found"],
    example: {
      items: [
        { slot: "0197…", isDone: true, holder: "alice" },
        { slot: "0198…", holder: "bob" },
      ],
    },
  },
  readIssue: {
    method: "POST",
    path: "/api/v1/projects/{slug}/issue",
    ...maintained,
    params: { slug: slugPart },
    fromPath: { slug: "project" },
    input: readIssueInput,
    answer: issueDraftView,
    errors: ["not_found", "link_invalid", "github_fault"],
    example: { address: "https://github.com/mosn/layotto/issues/108", withComments: true },
  },
} as const satisfies Record<string, Operation>;
