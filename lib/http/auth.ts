import { randomUUID } from "node:crypto";
import { AppError } from "../domain/errors";
import type { Settings } from "../env";
import type { GitHubSettings } from "../github/app";
import { type SignInService, sessionOf } from "../server/auth";
import type { Actor, Context } from "../server/context";
import { unlinkGitHub } from "../server/github/link";
import { renameMe } from "../server/people/me";
import { changePassword } from "../server/people/password";
import { endOtherSessions, endSession, listSessions } from "../server/people/sessions";
import { redeemSetupLink } from "../server/people/setup-link";
import { type SignedIn, signInWithPassword, signOut, signUpWithPassword } from "../server/people/sign-in";
import { type Fields, readBody } from "./body";
import { confirmedId, leaveForGitHub, type Redirection, returnFromGitHub, spendConfirmation } from "./github";
import { readGitHubSetUp, testGitHub } from "./github-set-up";
import { invalid, problemResponse } from "./problem";
import { limitRequests } from "./rate-limit";
import { refuseCrossSite } from "./same-origin";

/** Bytes; the longest body has two passwords. */
const largestBody = 8 * 1024;

/** What the doors of one instance work with. */
export interface AuthDoors {
  service: SignInService;
  settings: Pick<Settings, "BASE_URL" | "SIGN_UP" | "LINK_HOSTS"> & GitHubSettings;
  /** Milliseconds for what is asked of GitHub, where not as usual. */
  patience?: number;
}

/** One request at one door. */
interface Visit extends AuthDoors {
  request: Request;
  headers: Headers;
  context: Context;
  input: Fields;
  /** The session that asks; empty for a visitor, whom every verb behind it refuses. */
  sessionId: string;
  /** The part of the path after the door's name. */
  id: string;
}

interface Answer {
  body: unknown;
  status?: number;
  cookies?: string[];
  /** Where the browser is led instead. */
  location?: string;
}

type Door = (visit: Visit) => Promise<Answer>;

/**
 * The addresses under `/api/auth/`, all there are (better-auth's own endpoints cannot be reached from outside), and the
 * set-up link's. They know a person by the session's cookie alone: a token cannot change a password or end a session.
 */
const doors: Record<string, Door> = {
  "POST /api/auth/sign-in/username": async ({ service, headers, input }) =>
    signedIn(await signInWithPassword(service, headers, input)),
  "POST /api/auth/sign-up/username": async ({ service, context, headers, input }) => ({
    ...signedIn(await signUpWithPassword(service, context, headers, input)),
    status: 201,
  }),
  "POST /api/auth/sign-out": async ({ service, headers }) => ({ body: {}, cookies: await signOut(service, headers) }),
  "POST /api/auth/password": async ({ context, sessionId, input, service, settings, headers }) => {
    await changePassword(context, sessionId, input, confirmedId(service, settings, headers));
    return { body: {}, cookies: [spendConfirmation(service, settings)] };
  },
  "GET /api/auth/github": async (visit) => led(await leaveForGitHub(visit)),
  "GET /api/auth/callback/github": async (visit) => led(await returnFromGitHub(visit)),
  "POST /api/auth/github/unlink": async ({ context }) => {
    await unlinkGitHub(context);
    return { body: {} };
  },
  "GET /api/auth/github/set-up": async ({ context, settings }) => ({ body: readGitHubSetUp(context, settings) }),
  "POST /api/auth/github/test": async ({ context, settings, patience }) => ({
    body: await testGitHub(context, settings, patience),
  }),
  "POST /api/auth/name": async ({ context, input }) => ({ body: await renameMe(context, input) }),
  "POST /api/v1/set-up": async ({ context, input }) => ({ body: await redeemSetupLink(context, input) }),
  "GET /api/auth/sessions": async ({ context, sessionId }) => ({ body: await listSessions(context, sessionId) }),
  "POST /api/auth/sessions/end-others": async ({ context, sessionId }) => ({
    body: { ended: await endOtherSessions(context, sessionId) },
  }),
  "DELETE /api/auth/sessions/*": async ({ context, id }) => {
    await endSession(context, id);
    return { body: {} };
  },
};

/** Answers a request at one of the doors; problems as everywhere in the API (RFC 9457). */
export async function answerAuth(request: Request, given: AuthDoors): Promise<Response> {
  const { service, settings } = given;
  const requestId = randomUUID();
  const headers = new Headers({ "Cache-Control": "no-store", "X-Request-Id": requestId });
  try {
    const { door, id } = find(request, headers);
    if (request.method !== "GET") refuseCrossSite(request, settings.BASE_URL);
    if (request.method !== "GET") {
      limitRequests("writes", request, actorIn(await sessionOf(service, request.headers)), headers);
    }
    const input = request.method === "POST" ? await readBody(request, largestBody) : {};
    // Asked after the body is there: it may take two minutes, and who sends it may have left or signed out meanwhile.
    const session = await sessionOf(service, request.headers);
    const { body, status, cookies, location } = await door({
      ...given,
      request,
      headers: request.headers,
      context: {
        actor: actorIn(session),
        now: () => new Date(),
        requestId,
        database: service.database,
        linkHosts: settings.LINK_HOSTS,
        signUp: settings.SIGN_UP,
      },
      input,
      sessionId: session?.sessionId ?? "",
      id,
    });
    for (const cookie of cookies ?? []) headers.append("Set-Cookie", cookie);
    if (location !== undefined) {
      headers.set("Location", location);
      // The address has a code in it while it works.
      headers.set("Referrer-Policy", "no-referrer");
      return new Response(null, { status: 303, headers });
    }
    headers.set("Content-Type", "application/json");
    return new Response(JSON.stringify(body), { status: status ?? 200, headers });
  } catch (error) {
    return problemResponse(error, { request, requestId, headers });
  }
}

function actorIn(session: Awaited<ReturnType<typeof sessionOf>>): Actor {
  return session ? { kind: "person", person: session.person } : { kind: "visitor" };
}

/** The door at exactly this path. A path written differently (`//`, `%2f`, a slash more) is another path. */
function find(request: Request, headers: Headers): { door: Door; id: string } {
  const { pathname } = new URL(request.url);
  const exact = doors[`${request.method} ${pathname}`];
  if (exact) return { door: exact, id: "" };
  const [, parent = "", id = ""] = /^(\/api\/auth\/sessions\/)([A-Za-z0-9_-]{1,64})$/.exec(pathname) ?? [];
  const one = id ? doors[`${request.method} ${parent}*`] : undefined;
  if (one) return { door: one, id };
  const others = ["GET", "POST"].filter((method) => doors[`${method} ${pathname}`]);
  if (others.length === 0) throw new AppError("not_found", { what: "page" });
  headers.set("Allow", others.join(", "));
  throw invalid("method_not_allowed");
}

function signedIn({ person, cookies }: SignedIn): Answer {
  const { login, name, isAdmin } = person;
  return { body: { person: { login, name, isAdmin } }, cookies };
}

/** @throws AppError not_found where this instance does not offer it */
function led(way: Redirection | null): Answer {
  if (!way) throw new AppError("not_found", { what: "page" });
  return { body: null, ...way };
}
