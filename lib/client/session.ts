import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import type { MeView } from "../domain/views";
import { apiFetch } from "./api";

/** Who reads, what they hold and may do. The only personal thing a page knows, and it is fetched by the browser. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => apiFetch<MeView>("/api/v1/me"),
  staleTime: 60_000,
});

/** The reader. While it loads `data` is undefined; for a visitor `data.person` is null. */
export function useMe() {
  return useQuery(meQuery);
}

/** What signing in or up answers. */
export interface SignedInView {
  person: NonNullable<MeView["person"]>;
}

/**
 * Signs in; the session is a cookie that scripts cannot read.
 * @throws ApiError unauthenticated (user name and password do not match), invalid, rate_limited, offline
 */
export function signIn(input: { login: string; password: string }): Promise<SignedInView> {
  return apiFetch<SignedInView>("/api/auth/sign-in/username", { method: "POST", body: input });
}

/**
 * Makes an account and signs in.
 * @throws ApiError login_taken, sign_up_closed, invalid, rate_limited, offline
 */
export function signUp(input: { login: string; password: string; name?: string }): Promise<SignedInView> {
  return apiFetch<SignedInView>("/api/auth/sign-up/username", { method: "POST", body: input });
}

/** Ends this browser's session. @throws ApiError offline */
export async function signOut(): Promise<void> {
  await apiFetch("/api/auth/sign-out", { method: "POST", body: {} });
}

/** After signing in, up or out: everything personal is asked for again. */
export async function forgetPerson(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: meQuery.queryKey });
}
