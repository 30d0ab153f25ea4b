import { getIP } from "better-auth/api";
import { and, eq, gt } from "drizzle-orm";
import { AppError } from "../../domain/errors";
import type { SignInService } from "../auth";
import type { ActingPerson, Context } from "../context";
import { parseInput } from "../parse";
import { signUp } from "./create";
import { signInInput } from "./inputs";
import { giveBackAttempt, type Limit, takeAttempt } from "./limits";

/** Failed attempts of one address to sign in, and accounts that it makes. */
const perAddress: Limit = { max: 10, seconds: 60 };
/** Without a front door nobody's address is known, and all share one count. */
const perUnknownAddress: Limit = { max: 200, seconds: 60 };
/** Wrong passwords for one login, from wherever: against slow guessing from many addresses. */
const perLogin: Limit = { max: 20, seconds: 15 * 60 };
/** Days a browser keeps the cookie; that the session has ended is decided here and not by the browser. */
const COOKIE_SECONDS = 400 * 24 * 60 * 60;

/** Who is signed in now, and the cookies that say so. */
export interface SignedIn {
  person: ActingPerson;
  cookies: string[];
}

/**
 * Signs in with login and password. An unknown login costs what a wrong password costs and answers the same.
 * @throws AppError unauthenticated (they do not match), rate_limited, invalid
 */
export async function signInWithPassword(service: SignInService, headers: Headers, input: unknown): Promise<SignedIn> {
  const address = addressOf(service, headers);
  const addressKey = await takeAttemptOf(service, "sign-in", address);
  const { login, password } = parseInput(signInInput, input);
  const key = `login|${login}${await ownCount(service, login, address)}`;
  await takeAttempt(service.database, key, perLogin);
  const signedIn = await startSession(service, headers, login, password);
  if (!signedIn) throw new AppError("unauthenticated", {});
  await giveBackAttempt(service.database, key);
  // A class, or a company behind one address, must not run out because all of them know their passwords.
  await giveBackAttempt(service.database, addressKey);
  return signedIn;
}

/**
 * Makes an account and signs in.
 * @throws AppError sign_up_closed, login_taken, rate_limited, invalid
 */
export async function signUpWithPassword(
  service: SignInService,
  context: Context,
  headers: Headers,
  input: unknown,
): Promise<SignedIn> {
  await takeAttemptOf(service, "sign-up", addressOf(service, headers));
  const person = await signUp(context, input);
  const { password } = input as { password: string };
  const signedIn = await startSession(service, headers, person.login, password);
  if (!signedIn) throw new Error("a new account could not sign in");
  return signedIn;
}

/** Starts a session for someone who has proven in another way than by a password who they are. */
export async function startSessionOf(
  { auth }: SignInService,
  headers: Headers,
  person: ActingPerson,
): Promise<SignedIn> {
  const response = await auth.api.startSession({ body: { personId: person.id }, headers, asResponse: true });
  if (!response.ok) throw new Error(`better-auth answered ${response.status} to a sign-in`);
  return { person, cookies: response.headers.getSetCookie().map(kept) };
}

/**
 * Counts an attempt to sign in through GitHub of whoever sent these headers: each asks something of GitHub.
 * @returns what takes it back, once it has succeeded @throws AppError rate_limited
 */
export async function countGitHubAttempt(service: SignInService, headers: Headers): Promise<() => Promise<void>> {
  const key = await takeAttemptOf(service, "github", addressOf(service, headers));
  return () => giveBackAttempt(service.database, key);
}

/** Ends the session of this browser, if there is one. Returns the cookies that forget it. */
export async function signOut({ auth }: SignInService, headers: Headers): Promise<string[]> {
  const response = await auth.api.signOut({ headers, asResponse: true });
  return response.headers.getSetCookie();
}

async function startSession(
  { auth, database }: SignInService,
  headers: Headers,
  login: string,
  password: string,
): Promise<SignedIn | null> {
  const response = await auth.api.signInUsername({ body: { username: login, password }, headers, asResponse: true });
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`better-auth answered ${response.status} to a sign-in`);
  const { person } = database.tables;
  const [row] = await database.db
    .select({ id: person.id, login: person.login, name: person.name, isAdmin: person.isAdmin })
    .from(person)
    .where(eq(person.login, login));
  if (!row) return null;
  return { person: row, cookies: response.headers.getSetCookie().map(kept) };
}

/**
 * better-auth prolongs a session in the database at every visit, but its cookie only through endpoints of its own.
 * So the browser keeps the cookie longer than any session lasts unvisited.
 */
function kept(cookie: string): string {
  return /session_token=[^;]/.test(cookie) ? cookie.replace(/Max-Age=\d+/i, `Max-Age=${COOKIE_SECONDS}`) : cookie;
}

function addressOf({ auth }: SignInService, headers: Headers): string | null {
  return getIP(headers, auth.options);
}

/** Counts an attempt of an address. @returns the key of its count @throws AppError rate_limited */
async function takeAttemptOf({ database }: SignInService, what: string, address: string | null): Promise<string> {
  const key = `${what}|${address ?? "unknown"}`;
  await takeAttempt(database, key, address === null ? perUnknownAddress : perAddress);
  return key;
}

/**
 * From an address where this person is signed in, attempts have a count of their own: someone who guesses from
 * elsewhere cannot keep the person out.
 */
async function ownCount({ database }: SignInService, login: string, address: string | null): Promise<string> {
  if (address === null) return "";
  const { person, session } = database.tables;
  const [known] = await database.db
    .select({ id: session.id })
    .from(session)
    .innerJoin(person, eq(person.id, session.userId))
    .where(and(eq(person.login, login), eq(session.ipAddress, address), gt(session.expiresAt, new Date())))
    .limit(1);
  return known ? `|${address}` : "";
}
