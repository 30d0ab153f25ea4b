import { queryOptions } from "@tanstack/react-query";
import type { ChangePolicyInput, CreateProjectInput, EditProjectInput } from "../domain/inputs";
import type { Policy } from "../domain/policy";
import type { PolicyEffectView, ProjectView } from "../domain/views";
import type { MemberRole } from "../domain/words";
import { apiFetch } from "./api";

/** All projects, in the order they came. */
export const projectsQuery = queryOptions({
  queryKey: ["projects"],
  queryFn: ({ signal }) => apiFetch<ProjectView[]>("/projects", { signal }),
});

/** A project with its members and its numbers. */
export function projectQuery(slug: string) {
  return queryOptions({
    queryKey: ["projects", slug],
    queryFn: ({ signal }) => apiFetch<ProjectView>(`/projects/${slug}`, { signal }),
  });
}

/** Adds a project; only administrators may. @throws ApiError invalid, forbidden */
export function createProject(input: CreateProjectInput): Promise<ProjectView> {
  return apiFetch<ProjectView>("/projects", { method: "POST", body: input });
}

/** Changes a project. @throws ApiError conflict (with the project as it is now), invalid, forbidden */
export function editProject({ slug, ...body }: EditProjectInput): Promise<ProjectView> {
  return apiFetch<ProjectView>(`/projects/${slug}`, { method: "PATCH", body });
}

/** Makes a person maintainer or mentor of a project. @throws ApiError not_found, forbidden */
export function grantMember(slug: string, login: string, role: MemberRole): Promise<ProjectView> {
  const path = `/projects/${slug}/members/${encodeURIComponent(login)}`;
  return apiFetch<ProjectView>(path, { method: "PUT", body: { role } });
}

/** Ends a person's membership. @throws ApiError not_found, forbidden */
export function removeMember(slug: string, login: string): Promise<ProjectView> {
  return apiFetch<ProjectView>(`/projects/${slug}/members/${encodeURIComponent(login)}`, { method: "DELETE" });
}

/** Sets all claim rules of a project. @throws ApiError conflict (with the project as it is now), invalid, forbidden */
export function changePolicy({ slug, ...body }: ChangePolicyInput): Promise<ProjectView> {
  return apiFetch<ProjectView>(`/projects/${slug}/policy`, { method: "PUT", body });
}

/** What rules would mean for today's claims and tasks. @throws ApiError invalid, forbidden */
export function policyEffectQuery(slug: string, policy: Policy) {
  return queryOptions({
    queryKey: ["policy", slug, policy],
    queryFn: ({ signal }) =>
      apiFetch<PolicyEffectView>(`/projects/${slug}/policy/preview`, { method: "POST", body: { policy }, signal }),
    gcTime: 60_000,
  });
}
