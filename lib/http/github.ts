import { z } from "zod";
import { isAppError } from "../domain/errors";
import { ACT_COOKIE, type GitHubSignFault } from "../domain/github";
import { claimNumber, safeNext, signAddress } from "../domain/next";
import type { Settings } from "../env";
import { type GitHubSettings, type SignInApp, signInApp } from "../github/app";
import { GitHubError, type GitHubFault, PATIENCE } from "../github/ask";
import { beginSignIn, endSignIn } from "../github/sign-in";
import type { SignInService } from "../server/auth";
import type { Context } from "../server/context";
import { linkGitHub } from "../server/github/link";
import { accountOf } from "../server/github/people";
import { signInFromGitHub } from "../server/github/sign-in";
import { log } from "../server/log";
import { countGitHubAttempt, startSessionOf } from "../server/people/sign-in";
import { isLedFromHere } from "./same-origin";
import { isSame, type Seal, sealedCookie } from "./sealed-cookie";

/** What the ways through GitHub work with. */
export interface GitHubVisit {
  service: SignInService;
  settings: Pick<Settings, "BASE_URL"> & GitHubSettings;
  request: Request;
  context: Context;
  /** Milliseconds for what is asked of GitHub. */
  patience?: number | undefined;
}

/** Where the browser goes next, and what it keeps. */
export interface Redirection {
  location: string;
  cookies: string[];
}

/** What a way through GitHub is for: signing in, perhaps to claim or wait; or linking, or confirming who one is. */
const intentSchema = z.discriminatedUnion("act", [
  z.object({ act: z.literal("sign_in") }),
  z.object({ act: z.enum(["claim", "wait"]), task: z.int().positive() }),
  z.object({ act: z.enum(["link", "confirm"]), personId: z.string() }),
]);
type Intent = z.output<typeof intentSchema>;

/** A way that is under way, in the browser that began it. */
const underWay = sealedCookie({
  name: "foothold.github",
  path: "/api/auth",
  seconds: 10 * 60,
  schema: z.object({ state: z.string(), verifier: z.string(), next: z.string(), intent: intentSchema }),
});

/** Who has just confirmed through GitHub that it is them, for what otherwise asks for the password. */
const confirmed = sealedCookie({
  name: "foothold.confirmed",
  path: "/api",
  seconds: 5 * 60,
  schema: z.string(),
});

function sealOf(service: SignInService, { BASE_URL }: Pick<Settings, "BASE_URL">): Seal {
  return { secret: service.secret, isSecure: BASE_URL.startsWith("https:") };
}

/** The id of the person who has confirmed in the last five minutes, in this browser, that it is them; else null. */
export function confirmedId(service: SignInService, settings: Pick<Settings, "BASE_URL">, headers: Headers) {
  return confirmed.read(sealOf(service, settings), headers);
}

/** The `Set-Cookie` that takes a confirmation back once it was used. */
export function spendConfirmation(service: SignInService, settings: Pick<Settings, "BASE_URL">): string {
  return confirmed.forget(sealOf(service, settings));
}

/** Where GitHub sends people back to. */
export function callbackAddress({ BASE_URL }: Pick<Settings, "BASE_URL">): string {
  return `${BASE_URL}/api/auth/callback/github`;
}

/** Leads to GitHub. @returns null when this instance does not offer it */
export async function leaveForGitHub(visit: GitHubVisit): Promise<Redirection | null> {
  const { service, settings, request, context } = visit;
  const app = signInApp(settings);
  if (!app) return null;
  const search = new URL(request.url).searchParams;
  const next = safeNext(search.get("return"));
  const intent = await intentOf(visit, search);
  if (intent === "sign_in_first") return { location: signAddress("sign-in", next), cookies: [] };
  const linked = intent.act === "confirm" ? await accountOf(context.database, intent.personId) : undefined;
  const { address, ...handshake } = await beginSignIn(app, callbackAddress(settings), {
    choose: "personId" in intent,
    ...(linked ? { login: linked.login } : {}),
  });
  return { location: address, cookies: [underWay.set(sealOf(service, settings), { ...handshake, next, intent })] };
}

/**
 * What the way is for. More than signing in it is only when a page of this site led here: a link that someone sends must
 * not claim a task or link an account by being opened.
 */
async function intentOf({ request, settings, context }: GitHubVisit, search: URLSearchParams) {
  const act = search.get("intent");
  const task = claimNumber(search.get("task"));
  const nothing: Intent = { act: "sign_in" };
  if (!isLedFromHere(request, settings.BASE_URL)) return nothing;
  if (act === "claim" || act === "wait") return task === null ? nothing : ({ act, task } satisfies Intent);
  if (act !== "link" && act !== "confirm") return nothing;
  const { actor } = context;
  return actor.kind === "person" ? ({ act, personId: actor.person.id } satisfies Intent) : ("sign_in_first" as const);
}

const faultOf: Record<GitHubFault, GitHubSignFault> = {
  unreachable: "unreachable",
  nonsense: "nonsense",
  used: "expired",
  refused: "refused",
};

/** Comes back from GitHub. @returns null when this instance does not offer it */
export async function returnFromGitHub(visit: GitHubVisit): Promise<Redirection | null> {
  const { service, settings, request } = visit;
  const app = signInApp(settings);
  if (!app) return null;
  const seal = sealOf(service, settings);
  const search = new URL(request.url).searchParams;
  const held = underWay.read(seal, request.headers);
  if (!held) return { location: withFault(signAddress("sign-in", "/"), "expired"), cookies: [] };
  const back = (fault: GitHubSignFault) => withFault(placeOf(held.intent, held.next), fault);
  // Another way that was begun meanwhile is not disturbed by one that does not belong to it.
  if (!isSame(search.get("state") ?? "", held.state)) return { location: back("expired"), cookies: [] };
  const used = underWay.forget(seal);
  try {
    const { location, cookies } = await finish(visit, app, held, search);
    return { location, cookies: [used, ...cookies] };
  } catch (error) {
    const fault = signFaultOf(error);
    if (!fault) throw error;
    return { location: back(fault), cookies: [used] };
  }
}

type UnderWay = { verifier: string; next: string; intent: Intent };

/** A reason that is told on the page one comes back to. */
class Stop extends Error {
  constructor(readonly fault: GitHubSignFault) {
    super(fault);
  }
}

async function finish(
  visit: GitHubVisit,
  app: SignInApp,
  held: UnderWay,
  search: URLSearchParams,
): Promise<Redirection> {
  const { service, settings, request, context, patience = PATIENCE } = visit;
  const { intent, next, verifier } = held;
  const refusal = search.get("error");
  if (refusal) throw new Stop(refusal === "access_denied" ? "cancelled" : "refused");
  if ("personId" in intent) {
    const { actor } = context;
    if (actor.kind !== "person" || actor.person.id !== intent.personId) throw new Stop("expired");
  }
  const giveBack = await countGitHubAttempt(service, request.headers);
  const signal = AbortSignal.timeout(patience);
  const code = search.get("code") ?? "";
  if (!code) throw new Stop("nonsense");
  const from = await endSignIn(app, callbackAddress(settings), { code, verifier, signal });
  await giveBack();
  if (intent.act === "link") {
    await linkGitHub(context, from);
    return { location: next, cookies: [] };
  }
  if (intent.act === "confirm") {
    const linked = await accountOf(context.database, intent.personId);
    if (linked?.id !== from.id) throw new Stop("other_account");
    return { location: next, cookies: [confirmed.set(sealOf(service, settings), intent.personId)] };
  }
  const person = await signInFromGitHub(context, from);
  const { cookies } = await startSessionOf(service, request.headers, person);
  if (!("task" in intent)) return { location: next, cookies };
  const mark = `${ACT_COOKIE}=${intent.act}-${intent.task}; Path=/sign-in; Max-Age=120; SameSite=Lax`;
  return { location: placeOf(intent, next), cookies: [...cookies, mark] };
}

function signFaultOf(error: unknown): GitHubSignFault | null {
  if (error instanceof Stop) return error.fault;
  if (error instanceof GitHubError) {
    // Its message names the kind of fault and nothing else.
    log().warn({ fault: error.fault }, "A sign-in through GitHub failed.");
    return faultOf[error.fault];
  }
  if (!isAppError(error)) return null;
  if (error.code === "github_taken") return "taken";
  if (error.code === "sign_up_closed") return "sign_up_closed";
  if (error.code === "rate_limited") return "too_often";
  return error.code === "invalid" ? "other_account" : null;
}

/** Where one comes back to, with what one wanted to do there. */
function placeOf(intent: Intent, next: string): string {
  if ("personId" in intent) return "/me/account";
  return "task" in intent ? signAddress("sign-in", next, intent.task, intent.act) : signAddress("sign-in", next);
}

function withFault(address: string, fault: GitHubSignFault): string {
  return `${address}${address.includes("?") ? "&" : "?"}github=${fault}`;
}
