import { z } from "zod";
import { closeReasons, difficulties, memberRoles } from "./words";

/**
 * What verbs accept. Unknown fields are refused (`strictObject`), texts are trimmed and bounded, and control characters
 * (but for line breaks and tabs in long texts) are refused so that nothing invisible gets into a title.
 */
const control =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above, but tab and line breaks are allowed
const controlInText = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
/** Something that is seen: joiners, fillers and the blank of Braille alone would be a title or a name of nothing. */
const visible = /(?!\p{Default_Ignorable_Code_Point}|\u2800)[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * A line as it is kept: invisible characters are taken out where a whole list should not fail for one of them. Empty
 * when nothing is left to see.
 */
export function visibleLine(text: string): string {
  const line = text.replace(new RegExp(control.source, "g"), "").replace(/\s+/g, " ").trim();
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
const tagInput = line(40);

const taskFields = {
  difficulty: z.enum(difficulties).nullable().optional(),
  texts: z.strictObject({ zh: taskTextInput.optional(), en: taskTextInput.optional() }),
  tags: z.array(tagInput).max(10).optional(),
  /** Logins of members of the project. */
  mentors: z.array(loginInput).max(10).optional(),
  /** Addresses of issues, pull requests or other references. */
  links: z.array(line(2000)).max(20).optional(),
};

const hasTitle = (task: { texts: { zh?: { title?: string | null }; en?: { title?: string | null } } }) =>
  Boolean(task.texts.zh?.title || task.texts.en?.title);

export const createTaskInput = z
  .strictObject({ project: slugInput, ...taskFields })
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

const claimId = z.string().min(1).max(64);
export const claimInput = z.strictObject({ id: claimId });
export type ClaimInput = z.input<typeof claimInput>;

/** A maintainer gives a word of reason; the holder need not. */
export const releaseClaimInput = z.strictObject({ id: claimId, reason: optionalLine(500) });
export type ReleaseClaimInput = z.input<typeof releaseClaimInput>;

export const noteClaimInput = z.strictObject({ id: claimId, note: line(1000) });
export type NoteClaimInput = z.input<typeof noteClaimInput>;

export const linkClaimInput = z.strictObject({ id: claimId, url: z.string().trim().min(1).max(2000) });
export type LinkClaimInput = z.input<typeof linkClaimInput>;

export const unlinkClaimInput = z.strictObject({ id: claimId, link: z.string().min(1).max(64) });
export type UnlinkClaimInput = z.input<typeof unlinkClaimInput>;

/** `merged`: the holder says that the linked pull request was merged. */
export const completeClaimInput = z.strictObject({ id: claimId, merged: z.boolean().optional() });
export type CompleteClaimInput = z.input<typeof completeClaimInput>;

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
