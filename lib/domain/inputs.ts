import { z } from "zod";
import type { LabelRule } from "./labels";
import type { Policy } from "./policy";
import { tagSlug } from "./tags";
import { claimSteps, closeReasons, difficulties, mailWishes, memberRoles, planRules } from "./words";

/**
 * What verbs accept. Unknown fields are refused (`strictObject`), texts are trimmed and bounded, and control characters
 * (but for line breaks and tabs in long texts) are refused so that nothing invisible gets into a title.
 */
const control =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above, but tab and line breaks are allowed
const controlInText = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const controls = new RegExp(control.source, "g");
/** Something that is seen: joiners, fillers and the blank of Braille alone would be a title or a name of nothing. */
const visible = /(?!\p{Default_Ignorable_Code_Point}|\u2800)[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * A line as it is kept: invisible characters are taken out where a whole list should not fail for one of them. Empty
 * when nothing is left to see.
 */
export function visibleLine(text: string): string {
  const line = text.replace(controls, "").replace(/\s+/g, " ").trim();
  return visible.test(line) ? line : "";
}

/** A text of one line. */
const line = (limit: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(limit)
    .refine((value) => !control.test(value) && (value === "" || visible.test(value)), { error: "control_characters" });

/** Markdown, at most `limit` characters; empty becomes null. */
const markdown = (limit: number) =>
  z
    .string()
    .max(limit)
    .refine((value) => !controlInText.test(value), { error: "control_characters" })
    .transform((value) => value.replace(/\r\n?/g, "\n").trim() || null)
    .nullable();

const optionalLine = (limit: number) =>
  z.union([z.literal("").transform(() => null), z.null(), line(limit)]).optional();

export const slugInput = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "slug" })
  .max(40);
/** Letters, digits, `-`, `_` and `.`; kept in lower case. */
export const loginInput = z
  .string()
  .trim()
  .toLowerCase()
  .min(2)
  .max(30)
  .regex(/^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/, { error: "login" });
export const passwordInput = z.string().min(8).max(128);

export const taskTextInput = z.strictObject({
  title: optionalLine(200),
  why: markdown(20_000).optional(),
  where: markdown(20_000).optional(),
  doneWhen: markdown(20_000).optional(),
});

/** A tag by its slug or by any of its names; an unknown one is made. */
export const longestTag = 40;
export const tagInput = line(longestTag).refine((name) => tagSlug(name) !== "", { error: "tag" });

/** As many tags and links as a task may have. */
export const mostTags = 10;
export const mostLinks = 20;

const taskFields = {
  difficulty: z.enum(difficulties).nullable().optional(),
  texts: z.strictObject({ zh: taskTextInput.optional(), en: taskTextInput.optional() }),
  tags: z.array(tagInput).max(mostTags).optional(),
  /** Logins of members of the project. */
  mentors: z.array(loginInput).max(10).optional(),
  /** Addresses of issues, pull requests or other references. */
  links: z.array(line(2000)).max(mostLinks).optional(),
};

const hasTitle = (task: { texts: { zh?: { title?: string | null }; en?: { title?: string | null } } }) =>
  Boolean(task.texts.zh?.title || task.texts.en?.title);

/** Names of the parts that one person each can hold; most tasks have none, and one slot. */
const slotName = line(80);
const slotNames = z.array(slotName).min(1).max(200);

export const createTaskInput = z
  .strictObject({ project: slugInput, ...taskFields, slots: slotNames.optional() })
  .refine(hasTitle, { path: ["texts"], error: "title_missing" });
export type CreateTaskInput = z.input<typeof createTaskInput>;

/** Only the fields that are given change. `revision` is the one the edit started from. */
export const editTaskInput = z.strictObject({
  number: z.number().int().positive(),
  revision: z.number().int().nonnegative(),
  ...taskFields,
  texts: taskFields.texts.optional(),
});
export type EditTaskInput = z.input<typeof editTaskInput>;

export const closeTaskInput = z
  .strictObject({
    number: z.number().int().positive(),
    reason: z.enum(closeReasons),
    duplicateOf: z.number().int().positive().optional(),
    comment: optionalLine(500),
  })
  .refine((input) => (input.reason === "duplicate") === (input.duplicateOf !== undefined), {
    path: ["duplicateOf"],
    error: "duplicate_of",
  });
export type CloseTaskInput = z.input<typeof closeTaskInput>;

export const taskNumberInput = z.strictObject({ number: z.number().int().positive() });
export type TaskNumberInput = z.input<typeof taskNumberInput>;

export const claimTaskInput = z.strictObject({
  number: z.number().int().positive(),
  /** Which slot; the first free one when absent. */
  slot: z.string().max(64).optional(),
  plan: optionalLine(1000),
});
export type ClaimTaskInput = z.input<typeof claimTaskInput>;

const rowId = z.string().min(1).max(64);

/**
 * All slots of a task in their order, as they are to be: those with an id stay (renamed, closed or opened again), those
 * without are added, and those that are missing are removed if nobody ever worked on them.
 */
export const editSlotsInput = z.strictObject({
  number: z.number().int().positive(),
  revision: z.number().int().nonnegative(),
  slots: z
    .array(z.strictObject({ id: rowId.optional(), name: slotName.nullable(), isClosed: z.boolean().default(false) }))
    .min(1)
    .max(200),
});
export type EditSlotsInput = z.input<typeof editSlotsInput>;

/** Says that open tasks are still wanted: one, or many of the same or of several projects. */
export const confirmTasksInput = z.strictObject({ numbers: z.array(z.number().int().positive()).min(1).max(200) });
export type ConfirmTasksInput = z.input<typeof confirmTasksInput>;

export const makeExceptionInput = z.strictObject({
  number: z.number().int().positive(),
  login: loginInput,
  reason: line(500),
});
export type MakeExceptionInput = z.input<typeof makeExceptionInput>;

export const claimInput = z.strictObject({ id: rowId });
export type ClaimInput = z.input<typeof claimInput>;

export const moveClaimInput = z.strictObject({ id: rowId, slot: rowId });
export type MoveClaimInput = z.input<typeof moveClaimInput>;

/** The holder ticks a step off, or takes the tick back. */
export const tickStepInput = z.strictObject({ id: rowId, step: z.enum(claimSteps), isDone: z.boolean().default(true) });
export type TickStepInput = z.input<typeof tickStepInput>;

/** A maintainer gives a word of reason; the holder need not. */
export const releaseClaimInput = z.strictObject({ id: rowId, reason: optionalLine(500) });
export type ReleaseClaimInput = z.input<typeof releaseClaimInput>;

export const noteClaimInput = z.strictObject({ id: rowId, note: line(1000) });
export type NoteClaimInput = z.input<typeof noteClaimInput>;

export const linkClaimInput = z.strictObject({ id: rowId, url: z.string().trim().min(1).max(2000) });
export type LinkClaimInput = z.input<typeof linkClaimInput>;

export const unlinkClaimInput = z.strictObject({ id: rowId, link: z.string().min(1).max(64) });
export type UnlinkClaimInput = z.input<typeof unlinkClaimInput>;

/** `merged`: the holder says that the linked pull request was merged. */
export const completeClaimInput = z.strictObject({ id: rowId, merged: z.boolean().optional() });
export type CompleteClaimInput = z.input<typeof completeClaimInput>;

const postBody = z
  .string()
  .trim()
  .min(1)
  .max(5000)
  .refine((value) => !controlInText.test(value) && visible.test(value), { error: "control_characters" })
  .transform((value) => value.replace(/\r\n?/g, "\n"));

/** Markdown, in any language. */
export const askQuestionInput = z.strictObject({ number: z.number().int().positive(), body: postBody });
export type AskQuestionInput = z.input<typeof askQuestionInput>;

const postId = z.number().int().positive();
export const answerQuestionInput = z.strictObject({ question: postId, body: postBody });
export type AnswerQuestionInput = z.input<typeof answerQuestionInput>;

export const editPostInput = z.strictObject({ id: postId, body: postBody });
export type EditPostInput = z.input<typeof editPostInput>;

export const deletePostInput = z.strictObject({ id: postId });
export type DeletePostInput = z.input<typeof deletePostInput>;

/** `answer: null` takes the acceptance back. */
export const acceptAnswerInput = z.strictObject({ question: postId, answer: postId.nullable() });
export type AcceptAnswerInput = z.input<typeof acceptAnswerInput>;

const noticeId = z.number().int().positive().max(999_999_999);
/** Notices up to and including `upTo`, or single ones; all of them are the reader's own. */
export const readNoticesInput = z
  .strictObject({
    ids: z.array(noticeId).min(1).max(200).optional(),
    upTo: noticeId.optional(),
    isRead: z.boolean().default(true),
  })
  .refine((input) => (input.ids === undefined) !== (input.upTo === undefined), { path: ["ids"], error: "required" });
export type ReadNoticesInput = z.input<typeof readNoticesInput>;

/** `email: null` takes the address away. A new one has to be confirmed before anything is sent to it. */
export const editContactInput = z.strictObject({
  email: z.union([z.null(), z.email().max(254)]).optional(),
  wish: z.enum(mailWishes).optional(),
});
export type EditContactInput = z.input<typeof editContactInput>;

/** What people decide about their own page. */
export const editMeInput = z.strictObject({ isHidden: z.boolean() });
export type EditMeInput = z.input<typeof editMeInput>;

/** The password, if there is one, and the login typed once more: it cannot be undone. */
export const deleteAccountInput = z.strictObject({
  password: z.string().min(1).max(128).optional(),
  login: loginInput,
});
export type DeleteAccountInput = z.input<typeof deleteAccountInput>;

const whole = (min: number, max: number) => z.number().int().min(min).max(max);
const policyFields = {
  leaseDays: z.strictObject({ easy: whole(1, 365), medium: whole(1, 365), hard: whole(1, 365) }),
  reminderPart: whole(2, 10),
  renewDays: whole(1, 365),
  renewLimit: whole(0, 50),
  resumeDays: whole(1, 60),
  capBeforeFirst: whole(1, 20),
  capAfterFirst: whole(1, 50),
  offerHours: whole(1, 24 * 30),
  neededForMedium: whole(0, 50),
  neededForHard: whole(0, 50),
  plan: z.enum(planRules),
  reconfirmDays: whole(7, 3650),
  hideDays: whole(7, 3650),
  answerDays: whole(1, 90),
  holderMayComplete: z.boolean(),
} satisfies Record<keyof Policy, z.ZodType>;

/** A project's claim rules as a whole. What is hidden was marked first, and who has finished one may hold no fewer. */
export const policyInput = z
  .strictObject(policyFields)
  .refine((rules) => rules.hideDays >= rules.reconfirmDays, { path: ["hideDays"], error: "hide_before_mark" })
  .refine((rules) => rules.capAfterFirst >= rules.capBeforeFirst, { path: ["capAfterFirst"], error: "cap_falls" })
  .refine((rules) => rules.neededForHard >= rules.neededForMedium, { path: ["neededForHard"], error: "ladder_falls" });

export const changePolicyInput = z.strictObject({
  slug: slugInput,
  revision: z.number().int().nonnegative(),
  policy: policyInput,
});
export type ChangePolicyInput = z.input<typeof changePolicyInput>;

export const previewPolicyInput = z.strictObject({ slug: slugInput, policy: policyInput });
export type PreviewPolicyInput = z.input<typeof previewPolicyInput>;

const webAddress = z.union([
  z.null(),
  z.literal("").transform(() => null),
  z
    .url({ protocol: /^https?$/, hostname: z.regexes.domain })
    .max(500)
    // As for links: browsers drop or rewrite these, and "https://github.com@evil.example" is not what it looks like.
    .refine((address) => !/[\s\\]|^[^/]+\/*[^/?#]*@/.test(address) && !control.test(address), {
      error: "link_invalid",
    }),
]);

const projectFields = {
  names: z.strictObject({ zh: optionalLine(80), en: optionalLine(80) }).optional(),
  descriptions: z.strictObject({ zh: markdown(2000).optional(), en: markdown(2000).optional() }).optional(),
  /** The guide for newcomers, in Markdown. */
  guides: z.strictObject({ zh: markdown(20_000).optional(), en: markdown(20_000).optional() }).optional(),
  repositoryUrl: webAddress.optional(),
  guideUrl: webAddress.optional(),
  languages: z.array(line(30)).max(10).optional(),
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, { error: "color" })
    .optional(),
};

export const createProjectInput = z.strictObject({ slug: slugInput, name: line(80), ...projectFields });
export type CreateProjectInput = z.input<typeof createProjectInput>;

export const editProjectInput = z.strictObject({
  slug: slugInput,
  revision: z.number().int().nonnegative(),
  name: line(80).optional(),
  ...projectFields,
});
export type EditProjectInput = z.input<typeof editProjectInput>;

export const grantMemberInput = z.strictObject({ project: slugInput, login: loginInput, role: z.enum(memberRoles) });
export type GrantMemberInput = z.input<typeof grantMemberInput>;

export const removeMemberInput = z.strictObject({ project: slugInput, login: loginInput });
export type RemoveMemberInput = z.input<typeof removeMemberInput>;

/** GitHub's names of labels have at most 50 characters. */
export const longestLabel = 50;
/** A label's name; `*` at its start or end stands for anything. Alone it would say nothing. */
const labelPattern = line(longestLabel + 2).refine((pattern) => /^\*?[^*]+\*?$/.test(pattern), {
  error: "label_pattern",
});
/** `kind`; people also write `kind/` and `kind/*`. */
const labelPrefix = line(longestLabel)
  .transform((prefix) => prefix.replace(/[\s/:_*-]+$/, ""))
  .refine((prefix) => prefix !== "" && !prefix.includes("*"), { error: "label_prefix" });

const foldedLabel = (label: string) => label.normalize("NFKC").toLowerCase();
/** The places of labels that are named a second time. */
const repeated = (labels: readonly string[]) => {
  const folded = labels.map(foldedLabel);
  return folded.flatMap((label, index) => (folded.indexOf(label) < index ? [index] : []));
};

/** How a project's labels become tasks. Without a label that makes a task the rule would do nothing. */
export const labelRule = z
  .strictObject({
    task: z.array(labelPattern).min(1).max(20),
    difficulty: z.array(z.strictObject({ label: labelPattern, is: z.enum(difficulties) })).max(50),
    defaultDifficulty: z.enum(difficulties).nullable(),
    tagPrefixes: z.array(labelPrefix).max(20),
  } satisfies Record<keyof LabelRule, z.ZodType>)
  .superRefine((rule, context) => {
    const lists: [string[], (index: number) => (string | number)[]][] = [
      [rule.task, (index) => ["task", index]],
      [rule.difficulty.map((one) => one.label), (index) => ["difficulty", index, "label"]],
      [rule.tagPrefixes, (index) => ["tagPrefixes", index]],
    ];
    for (const [labels, path] of lists) {
      for (const index of repeated(labels))
        context.addIssue({ code: "custom", path: path(index), message: "label_repeated" });
    }
  });
export type LabelRuleInput = z.input<typeof labelRule>;

export const importListInput = z.strictObject({
  /** Markdown of one list or a whole post. */
  markdown: z.string().max(5_000_000),
  /** Every task goes to this project, whatever the list says. */
  project: slugInput.optional(),
  dryRun: z.boolean().default(false),
  addSimilar: z.boolean().default(false),
  /** Where it comes from, for the timeline: a file's name or an address. */
  source: line(300).optional(),
});
export type ImportListInput = z.input<typeof importListInput>;

export const undoInput = z.strictObject({ eventId: z.number().int().positive() });
export type UndoInput = z.input<typeof undoInput>;

export const createTokenInput = z.strictObject({ name: line(60) });
export type CreateTokenInput = z.input<typeof createTokenInput>;
