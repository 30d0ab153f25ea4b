import type { Instant } from "./views";

/** What a person sees of their own account; nobody else does. */

/** A browser in which the person is signed in. */
export interface SessionView {
  id: string;
  /** `Firefox`, `WeChat`, …; null when it cannot be told. */
  browser: string | null;
  /** `Windows`, `Android`, …; null when it cannot be told. */
  system: string | null;
  /** The network address it signed in from; of an IPv6 address its network. */
  address: string | null;
  signedInAt: Instant;
  /** To the hour. */
  lastUsedAt: Instant;
  isCurrent: boolean;
}

/** A personal access token for the API, without its secret. */
export interface TokenView {
  id: string;
  name: string;
  createdAt: Instant;
  /** To the hour; null: never used. */
  lastUsedAt: Instant | null;
}

/** A token that was just made: the only time its secret is shown. */
export interface NewTokenView extends TokenView {
  token: string;
}
