import { queryOptions } from "@tanstack/react-query";
import type { ErrorData } from "../domain/errors";
import type {
  ChangeRepositoryInput,
  ConnectRepositoryInput,
  HookSecretView,
  IssueDraftView,
  ListTakenView,
  PreviewRuleInput,
  ReadIssueInput,
  RepositoriesView,
  RulePreviewView,
  SettleDifferenceInput,
  TakeOverListInput,
} from "../domain/repositories";
import type { ChangeView } from "../domain/views";
import { apiFetch } from "./api";
import { refusalOf } from "./errors";

/** Milliseconds; the server asks GitHub before it answers, which takes its time. */
const patience = 40_000;

/** A project's repositories at GitHub, for its maintainers. */
export function repositoriesQuery(slug: string) {
  return queryOptions({
    queryKey: ["repositories", slug],
    queryFn: ({ signal }) => apiFetch<RepositoriesView>(`/projects/${slug}/repositories`, { signal }),
  });
}

/** Connects a repository; nothing is followed yet. @throws ApiError github_fault, invalid, forbidden */
export function connectRepository({ project, ...body }: ConnectRepositoryInput): Promise<RepositoriesView> {
  return apiFetch(`/projects/${project}/repositories`, { method: "POST", body, timeout: patience });
}

/** Changes how a repository is followed. @throws ApiError conflict, github_fault, invalid, not_found, forbidden */
export function changeRepository({ id, ...body }: ChangeRepositoryInput): Promise<RepositoriesView> {
  return apiFetch(`/repositories/${id}`, { method: "PATCH", body, timeout: patience });
}

/** Disconnects a repository; its tasks stay. @throws ApiError not_found, forbidden */
export function disconnectRepository(id: string): Promise<RepositoriesView> {
  return apiFetch(`/repositories/${id}`, { method: "DELETE" });
}

/** What a rule would make of the repository's open issues. @throws ApiError github_fault, invalid, forbidden */
export function previewRule({ id, rule }: PreviewRuleInput): Promise<RulePreviewView> {
  return apiFetch(`/repositories/${id}/preview`, { method: "POST", body: { rule }, timeout: patience });
}

/** Has a repository read soon. @throws ApiError invalid (not followed), not_found, forbidden */
export function syncRepository(id: string): Promise<RepositoriesView> {
  return apiFetch(`/repositories/${id}/sync`, { method: "POST", body: {} });
}

/** Makes a new secret for a repository's webhook. @throws ApiError not_found, forbidden */
export function makeHookSecret(id: string): Promise<HookSecretView> {
  return apiFetch(`/repositories/${id}/hook`, { method: "POST", body: {} });
}

/** Takes an issue's change over into its task, or leaves the task. @throws ApiError conflict, not_found, forbidden */
export function settleDifference({ number, ...body }: SettleDifferenceInput): Promise<ListTakenView> {
  return apiFetch(`/tasks/${number}/difference`, { method: "POST", body, timeout: patience });
}

/** Makes claims and finished slots of what a list says; the answer names what could not be. @throws ApiError not_found, forbidden */
export function takeOverList({ number, ...body }: TakeOverListInput): Promise<ListTakenView> {
  return apiFetch(`/tasks/${number}/list`, { method: "POST", body, timeout: patience });
}

/** Takes back what `eventId` did. @throws ApiError undo_too_late, forbidden */
export function undoEvent(eventId: number): Promise<ChangeView> {
  return apiFetch(`/events/${eventId}/undo`, { method: "POST", body: {} });
}

/** An issue as the draft of a task, or of a list. @throws ApiError link_invalid, not_found, github_fault, forbidden */
export function readIssue({ project, ...body }: ReadIssueInput): Promise<IssueDraftView> {
  return apiFetch(`/projects/${project}/issue`, { method: "POST", body, timeout: patience });
}

/** Until when GitHub asks to be left alone, if that is why something was refused. ISO 8601. */
export function waitsUntil(error: unknown): string | null {
  const refusal = refusalOf(error);
  return refusal?.code === "github_fault" ? (refusal.data as ErrorData["github_fault"]).notBefore : null;
}

/** Where the instance's GitHub App is installed, if it is missing and GitHub said where. */
export function installationOf(error: unknown): string | null {
  const refusal = refusalOf(error);
  if (refusal?.code !== "invalid") return null;
  const { issues } = refusal.data as ErrorData["invalid"];
  const url = issues.find(({ code }) => code === "app_not_installed")?.params?.url;
  return url === undefined ? null : String(url);
}
