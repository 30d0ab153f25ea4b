import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { createAuthEndpoint, isAPIError } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { username } from "better-auth/plugins/username";
import { z } from "zod";
import { type Database, sharedDatabase } from "../../db/database";
import { AppError } from "../domain/errors";
import { loginInput } from "../domain/inputs";
import { type Settings, settings } from "../env";
import type { ActingPerson, Actor } from "./context";
import { log } from "./log";
import { personOfToken } from "./people/token-use";
import { authSecret } from "./setup/secret";

/** The header in which `server.ts` says the client's address; nothing else is believed. */
const ADDRESS_HEADER = "x-foothold-address";
/** Days without a visit after which a browser is signed out. */
const SESSION_DAYS = 30;
const hour = 60 * 60;

/**
 * Starts a session for someone who has proven in another way than by a password who they are. It has no address: only
 * our own code can call it.
 */
const startSession = createAuthEndpoint.serverOnly(
  { method: "POST", body: z.strictObject({ personId: z.string() }) },
  async (ctx) => {
    const { internalAdapter } = ctx.context;
    const user = await internalAdapter.findUserById(ctx.body.personId);
    if (!user) throw new Error("there is no such person");
    const session = await internalAdapter.createSession(user.id);
    if (!session) throw new Error("a session could not be made");
    await setSessionCookie(ctx, { session, user });
    return ctx.json({});
  },
);

/**
 * better-auth over our tables. It keeps sessions and their cookie and checks passwords; accounts are made by our own
 * verbs (`people/sign-up.ts`), so it has no way to make or change a person. Its endpoints are called by our code only:
 * `app/api/auth` offers a few of ours and none of its own.
 */
export function createAuth(database: Database, given: Pick<Settings, "BASE_URL">, secret: string) {
  const { person, session, account, verification, rateLimit } = database.tables;
  return betterAuth({
    appName: "Foothold",
    baseURL: given.BASE_URL,
    secret,
    telemetry: { enabled: false },
    database: drizzleAdapter(database.signIn.db, {
      provider: database.signIn.provider,
      schema: { user: person, session, account, verification, rateLimit },
      transaction: false,
    }),
    plugins: [
      { id: "own-sessions", endpoints: { startSession } },
      username({
        minUsernameLength: 2,
        maxUsernameLength: 30,
        usernameValidator: (login) => loginInput.safeParse(login).success,
        schema: { user: { fields: { username: "login", displayUsername: "displayLogin" } } },
      }),
    ],
    user: {
      additionalFields: { isAdmin: { type: "boolean", required: false, defaultValue: false, input: false } },
    },
    emailAndPassword: { enabled: false, disableSignUp: true },
    session: {
      expiresIn: SESSION_DAYS * 24 * hour,
      // A session is prolonged, and its last use noted, at most hourly.
      updateAge: hour,
      cookieCache: { enabled: false },
    },
    advanced: {
      cookiePrefix: "foothold",
      // Said outright: better-auth would guess from NODE_ENV and lock out an instance on plain http.
      useSecureCookies: given.BASE_URL.startsWith("https:"),
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    logger: {
      level: "warn",
      log: (level, message) => {
        if (level === "error") log().error(message);
        // A wrong password is no fault of ours.
        else log().debug(message);
      },
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** What signing in works with. */
export interface SignInService {
  database: Database;
  auth: Auth;
  /** What else this instance signs, such as how far a sign-in through GitHub has come. */
  secret: string;
}

const key = Symbol.for("foothold.sign-in");
type Holder = { [key]?: Promise<SignInService> };

/** The one of this process, made at its first use; Next's copy of this module finds the same. */
export function signInService(): Promise<SignInService> {
  const holder = globalThis as Holder;
  holder[key] ??= sharedDatabase().then((database) => {
    const secret = authSecret(settings());
    return { database, auth: createAuth(database, settings(), secret), secret };
  });
  return holder[key];
}

/** Who asks, by a session's cookie; null without one that is valid. `sessionId` is the session's row. */
export async function sessionOf(
  { auth }: SignInService,
  headers: Headers,
): Promise<{ person: ActingPerson; sessionId: string } | null> {
  if (!headers.get("cookie")?.includes("foothold.session_token=")) return null;
  const found = await auth.api.getSession({ headers }).catch((error: unknown) => {
    // Ended by another request in the very moment in which it was to be prolonged.
    if (isAPIError(error) && error.statusCode === 401) return null;
    // It could not be prolonged while others write. The next visit does: a read must not fail because of it.
    return auth.api.getSession({ headers, query: { disableRefresh: true } });
  });
  if (!found) return null;
  const { user, session } = found;
  const login = user.username ?? "";
  return { person: { id: user.id, login, name: user.name, isAdmin: user.isAdmin === true }, sessionId: session.id };
}

/**
 * Who asks: a token if one is given, else the person of the session's cookie, else a visitor.
 * @throws AppError unauthenticated when a token is given that is not valid: a program must not go on as a visitor.
 */
export async function actorOf(request: Request | Headers, given?: SignInService): Promise<Actor> {
  const headers = request instanceof Headers ? request : request.headers;
  const bearer = /^bearer(?:\s+(.*))?$/i.exec(headers.get("authorization") ?? "");
  if (!bearer && !headers.has("cookie")) return { kind: "visitor" };
  const service = given ?? (await signInService());
  if (bearer) {
    const found = await personOfToken(service.database, bearer[1]?.trim() ?? "");
    if (!found) throw new AppError("unauthenticated", {});
    return { kind: "token", ...found };
  }
  const session = await sessionOf(service, headers);
  return session ? { kind: "person", person: session.person } : { kind: "visitor" };
}
