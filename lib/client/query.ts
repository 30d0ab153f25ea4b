import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api";

/** How long an answer counts as fresh, in milliseconds. */
const freshness = 30_000;

/** The browser's cache of what the API answered. One for each visit; on the server one for each render. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: freshness,
        networkMode: "always",
        // A refusal stays a refusal; only what came to nothing is tried again.
        retry: (failures, error) => failures < 2 && error instanceof ApiError && error.code === "offline",
      },
      // Without a network a change fails at once and says so; the default would wait for one without a word.
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
