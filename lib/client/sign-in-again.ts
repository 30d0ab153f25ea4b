import { signAddress } from "../domain/next";
import { errorCodeOf } from "./errors";

/**
 * Who is no longer signed in signs in and comes back to this page; `hash` opens there what they were about to do. What
 * they typed waits as a draft. False for any other refusal, which is to be said.
 */
export function signInAgain(error: unknown, hash = window.location.hash): boolean {
  if (errorCodeOf(error) !== "unauthenticated") return false;
  const { pathname, search } = window.location;
  window.location.assign(signAddress("sign-in", pathname + search + hash));
  return true;
}
