import { randomUUID } from "node:crypto";

/** What the fake GitHub remembers. Others change it through `actions.ts`; nothing here speaks HTTP. */
export interface Email {
  email: string;
  primary: boolean;
  verified: boolean;
  visibility: "public" | "private" | null;
}

export interface Account {
  id: number;
  login: string;
  name: string | null;
  /** The address on the profile. */
  email: string | null;
  emails: Email[];
  type: "User" | "Bot" | "Organization";
  isDeleted: boolean;
}

export const permissions = ["read", "triage", "write", "maintain", "admin"] as const;
export type Permission = (typeof permissions)[number];

export interface Label {
  id: number;
  name: string;
  color: string;
  description: string | null;
}

export interface Repository {
  id: number;
  owner: Account;
  name: string;
  description: string | null;
  defaultBranch: string;
  isPrivate: boolean;
  isArchived: boolean;
  isDeleted: boolean;
  hasIssues: boolean;
  labels: Label[];
  /** By number; issues and pull requests share the numbers. Deleted and moved issues stay. */
  issues: Map<number, Issue>;
  collaborators: Map<Account, Permission>;
  createdAt: string;
  updatedAt: string;
}

export type StateReason = "completed" | "not_planned" | "duplicate" | "reopened";

export interface Issue {
  id: number;
  number: number;
  repository: Repository;
  title: string;
  body: string | null;
  state: "open" | "closed";
  stateReason: StateReason | null;
  author: Account;
  labels: Label[];
  assignees: Account[];
  comments: Comment[];
  timeline: TimelineEvent[];
  isLocked: boolean;
  isDeleted: boolean;
  movedTo: Issue | null;
  pull: PullRequest | null;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  closedBy: Account | null;
}

export interface PullRequest {
  id: number;
  isDraft: boolean;
  base: string;
  head: string;
  sha: string;
  mergedAt: string | null;
  mergedBy: Account | null;
  /** Linked by hand, beside those that the text names. */
  linked: Issue[];
}

export interface Comment {
  id: number;
  issue: Issue;
  author: Account;
  /** The GitHub App that wrote it. */
  app: App | null;
  body: string;
  createdAt: string;
  updatedAt: string;
}

export interface TimelineEvent {
  id: number;
  event: string;
  actor: Account;
  createdAt: string;
  label?: Label;
  assignee?: Account;
  comment?: Comment;
  stateReason?: StateReason | null;
  /** `cross-referenced`: where the mention stands. */
  source?: Issue;
}

export interface OAuthApp {
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
  /** For development: any address on this machine will do. */
  allowsLoopback: boolean;
}

export interface App {
  id: number;
  slug: string;
  name: string;
  account: Account;
  owner: Account;
  publicKey: string;
  /** What it asks of whoever installs it; its events are its hook's. */
  permissions: AppPermissions;
  hook: Hook;
  createdAt: string;
}

export type AppPermissions = Record<string, "read" | "write">;

export interface Installation {
  id: number;
  app: App;
  account: Account;
  /** Null: all of the account's repositories. */
  repositories: Repository[] | null;
  permissions: AppPermissions;
  isSuspended: boolean;
  createdAt: string;
}

export interface Hook {
  id: number;
  url: string;
  secret: string;
  contentType: "json" | "form";
  events: string[];
  isActive: boolean;
  /** Null: the hook of a GitHub App. */
  repository: Repository | null;
  createdAt: string;
}

/** What an access token stands for. */
export type Token = { value: string; isRevoked: boolean; createdAt: string } & (
  | { kind: "oauth"; account: Account; app: OAuthApp; scopes: string[] }
  /** A fine-grained token. Null: all repositories that the person can reach. */
  | { kind: "personal"; account: Account; rights: "read" | "push"; repositories: Repository[] | null }
  | {
      kind: "installation";
      installation: Installation;
      permissions: AppPermissions;
      repositories: Repository[] | null;
      expiresAt: string;
    }
);

export interface AuthorizationCode {
  app: OAuthApp;
  account: Account;
  redirectUri: string;
  scopes: string[];
  challenge: string | null;
  createdAt: number;
  isUsed: boolean;
}

/** A test asked for something that the state does not have. */
export class UnknownError extends Error {
  override name = "UnknownError";
}

export class State {
  readonly accounts: Account[] = [];
  readonly repositories: Repository[] = [];
  readonly oauthApps: OAuthApp[] = [];
  readonly apps: App[] = [];
  readonly installations: Installation[] = [];
  readonly hooks: Hook[] = [];
  readonly tokens: Token[] = [];
  readonly codes = new Map<string, AuthorizationCode>();
  /** Old addresses of repositories, in lower case, until somebody takes the name. */
  readonly formerNames = new Map<string, Repository>();
  private lastId = 1000;

  constructor(private readonly clock: () => Date) {}

  /** Milliseconds since the epoch. */
  time(): number {
    return this.clock().getTime();
  }

  /** The present as GitHub writes it: whole seconds. */
  now(): string {
    return instant(this.time());
  }

  nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  findAccount(login: string): Account | undefined {
    return this.accounts.find((one) => !one.isDeleted && same(one.login, login));
  }

  /** @throws UnknownError */
  account(login: string): Account {
    const found = this.findAccount(login);
    if (!found) throw new UnknownError(`Nobody is called ${login} here: addUser first.`);
    return found;
  }

  findRepository(fullName: string): Repository | undefined {
    return this.repositories.find((one) => !one.isDeleted && same(fullNameOf(one), fullName));
  }

  /** Under its present name. @throws UnknownError */
  repository(fullName: string): Repository {
    const found = this.findRepository(fullName);
    if (!found) throw new UnknownError(`There is no repository ${fullName} here: addRepository first.`);
    return found;
  }

  /** `owner/name#7`. @throws UnknownError */
  issue(reference: Issue | string): Issue {
    if (typeof reference !== "string") return reference;
    const [fullName = "", number = ""] = reference.split("#");
    const found = this.repository(fullName).issues.get(Number(number));
    if (!found) throw new UnknownError(`There is no issue ${reference} here.`);
    return found;
  }

  installationFor(repository: Repository, app?: App): Installation | undefined {
    return this.installations.find((one) => (!app || one.app === app) && reaches(one, repository));
  }
}

export function instant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

export function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export function fullNameOf(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

export function reaches(installation: Installation, repository: Repository): boolean {
  return (
    installation.account === repository.owner &&
    (installation.repositories?.includes(repository) ?? !repository.isDeleted)
  );
}

/** What a person may do in a repository by themselves, whatever their token allows. */
export function permissionOf(account: Account, repository: Repository): Permission | null {
  if (account === repository.owner) return "admin";
  return repository.collaborators.get(account) ?? null;
}

export function isAtLeast(permission: Permission | null, wanted: Permission): boolean {
  return permission !== null && permissions.indexOf(permission) >= permissions.indexOf(wanted);
}

/** GitHub lets people with a role in the repository be assigned, and whoever has commented on the issue. */
export function canBeAssigned(account: Account, repository: Repository, issue?: Issue): boolean {
  if (account.type === "Organization") return false;
  return permissionOf(account, repository) !== null || (issue?.comments.some((one) => one.author === account) ?? false);
}

/** Someone who would do this for the project when a script does not say who. */
export function keeperOf(repository: Repository): Account {
  const keepers = [...repository.collaborators].filter(([, permission]) => isAtLeast(permission, "write"));
  const strongest = keepers.sort(([, one], [, other]) => permissions.indexOf(other) - permissions.indexOf(one))[0];
  return strongest?.[0] ?? repository.owner;
}

export function uniqueToken(prefix: string): string {
  return prefix + randomUUID().replaceAll("-", "");
}
