import type { ProjectView } from "../domain/views";

/** What is written about a project, by the path under which the API names it. */
export const projectFields = [
  "name",
  "slug",
  "color",
  "names.zh",
  "names.en",
  "descriptions.zh",
  "descriptions.en",
  "guides.zh",
  "guides.en",
  "repositoryUrl",
  "guideUrl",
  "languages",
] as const;
export type ProjectField = (typeof projectFields)[number];

/** A project as a form holds it: what was typed. */
export type ProjectDraft = Record<ProjectField, string>;

/** A project as a form shows it; an empty form for one that is to be added. */
export function draftOfProject(project: ProjectView | null): ProjectDraft {
  return {
    name: project?.name ?? "",
    slug: project?.slug ?? "",
    color: project?.color ?? "",
    "names.zh": project?.names.zh ?? "",
    "names.en": project?.names.en ?? "",
    "descriptions.zh": project?.descriptions.zh ?? "",
    "descriptions.en": project?.descriptions.en ?? "",
    "guides.zh": project?.guides.zh ?? "",
    "guides.en": project?.guides.en ?? "",
    repositoryUrl: project?.repositoryUrl ?? "",
    guideUrl: project?.guideUrl ?? "",
    languages: project?.languages.join(", ") ?? "",
  };
}

/** Whether two drafts say different things. */
export function projectDraftsDiffer(a: ProjectDraft, b: ProjectDraft): boolean {
  return projectFields.some((field) => a[field].trim() !== b[field].trim());
}

/** What was typed, on top of what someone else has saved meanwhile: only what was touched stays as typed. */
export function mergeProject(base: ProjectDraft, mine: ProjectDraft, theirs: ProjectDraft): ProjectDraft {
  const merged = { ...theirs };
  for (const field of projectFields) if (mine[field] !== base[field]) merged[field] = mine[field];
  return merged;
}

/** What a draft says, as the API takes it; without what only adding or only editing has. */
export function projectInputOf(draft: ProjectDraft) {
  const text = (field: ProjectField) => draft[field].trim();
  return {
    name: text("name"),
    names: { zh: text("names.zh"), en: text("names.en") },
    descriptions: { zh: text("descriptions.zh"), en: text("descriptions.en") },
    guides: { zh: text("guides.zh"), en: text("guides.en") },
    repositoryUrl: text("repositoryUrl"),
    guideUrl: text("guideUrl"),
    languages: draft.languages
      .split(/[,，、]/)
      .map((one) => one.trim())
      .filter(Boolean),
  };
}
