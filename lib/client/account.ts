import { queryOptions } from "@tanstack/react-query";
import type { NewTokenView, SessionView, TokenView } from "../domain/account";
import type { GitHubSetUpView, GitHubTestView } from "../domain/github";
import type { DeleteAccountInput } from "../domain/inputs";
import { apiFetch } from "./api";

/** Where the reader is signed in. */
export const sessionsQuery = queryOptions({
  queryKey: ["me", "sessions"],
  queryFn: ({ signal }) => apiFetch<SessionView[]>("/api/auth/sessions", { signal }),
});

/** The reader's API tokens, without their secrets. */
export const tokensQuery = queryOptions({
  queryKey: ["me", "tokens"],
  queryFn: ({ signal }) => apiFetch<TokenView[]>("/me/tokens", { signal }),
});

/** What an administrator enters at GitHub, and which settings are there. */
export const githubSetUpQuery = queryOptions({
  queryKey: ["me", "github-set-up"],
  queryFn: ({ signal }) => apiFetch<GitHubSetUpView>("/api/auth/github/set-up", { signal }),
});

/** Has the server ask GitHub whether its settings are right. @throws ApiError rate_limited */
export function testGitHub(): Promise<GitHubTestView> {
  return apiFetch<GitHubTestView>("/api/auth/github/test", { method: "POST", body: {} });
}

/** What the account page does. @throws ApiError */
export const account = {
  rename: (name: string) =>
    apiFetch<{ login: string; name: string }>("/api/auth/name", { method: "POST", body: { name } }),
  changePassword: (current: string, next: string) =>
    apiFetch("/api/auth/password", { method: "POST", body: { current, next } }),
  /** For those who have none; they have just confirmed through GitHub that it is them. @throws ApiError invalid */
  setFirstPassword: (next: string) => apiFetch("/api/auth/password", { method: "POST", body: { next } }),
  unlinkGitHub: () => apiFetch("/api/auth/github/unlink", { method: "POST", body: {} }),
  hide: (isHidden: boolean) => apiFetch<{ isHidden: boolean }>("/me", { method: "PATCH", body: { isHidden } }),
  /** Deletes the account and ends the session. @throws ApiError invalid, rate_limited */
  leave: (input: DeleteAccountInput) => apiFetch("/me", { method: "DELETE", body: input }),
  endSession: (id: string) => apiFetch(`/api/auth/sessions/${encodeURIComponent(id)}`, { method: "DELETE" }),
  endOtherSessions: () => apiFetch<{ ended: number }>("/api/auth/sessions/end-others", { method: "POST", body: {} }),
  createToken: (name: string) => apiFetch<NewTokenView>("/me/tokens", { method: "POST", body: { name } }),
  revokeToken: (id: string) => apiFetch(`/me/tokens/${encodeURIComponent(id)}`, { method: "DELETE" }),
  /** With the one-time link of the server's start. */
  becomeAdmin: (token: string) => apiFetch("/set-up", { method: "POST", body: { token } }),
};
