import { createPublicKey, type KeyLike, KeyObject } from "node:crypto";
import { addAccount, type World } from "./actions";
import type { Json } from "./payloads";
import {
  type Account,
  type App,
  type AppPermissions,
  type Email,
  fullNameOf,
  type Hook,
  type Installation,
  keeperOf,
  type Label,
  type OAuthApp,
  type Permission,
  type Repository,
  same,
  type Token,
  uniqueToken,
} from "./state";

const everyEvent = ["issues", "issue_comment", "label", "pull_request", "repository"];

/** What people and administrators do with accounts, repositories, apps and tokens. */
export function createSettings({ state, hooks, payloads }: World) {
  function tell(
    repository: Repository,
    action: string,
    by: Account,
    more: Json = {},
    recipients = hooks.recipients(repository),
  ) {
    repository.updatedAt = state.now();
    hooks.tell({ event: "repository", action, repository, sender: by, payload: more, recipients });
  }

  function who(repository: Repository, by: string | undefined): Account {
    return by === undefined ? keeperOf(repository) : state.account(by);
  }

  /** Without `emails` there is one verified, private address. */
  function addUser(given: { login: string; name?: string | null; email?: string | null; emails?: Email[] }): Account {
    const own = { email: `${given.login}@example.test`, primary: true, verified: true, visibility: "private" as const };
    return addAccount(state, { emails: [own], ...given });
  }

  function addOrganization(login: string): Account {
    return addAccount(state, { login, type: "Organization" });
  }

  /** The id stays; addresses of their repositories move along and the old ones redirect. */
  function renameUser(login: string, newLogin: string): void {
    const account = state.account(login);
    if (state.findAccount(newLogin)) throw new TypeError(`${newLogin} is taken.`);
    const owned = state.repositories.filter((one) => one.owner === account && !one.isDeleted);
    for (const one of owned) state.formerNames.set(fullNameOf(one).toLowerCase(), one);
    account.login = newLogin;
  }

  /** Their issues and comments stay, by nobody. */
  function deleteUser(login: string): void {
    revokeTokens(login);
    state.account(login).isDeleted = true;
  }

  function revokeTokens(login: string): void {
    const account = state.account(login);
    for (const token of state.tokens)
      if (token.kind !== "installation" && token.account === account) token.isRevoked = true;
  }

  /** An owner that is not there yet is made as an organization. */
  function addRepository(
    fullName: string,
    given: {
      labels?: (string | { name: string; color?: string; description?: string })[];
      defaultBranch?: string;
      description?: string;
      isPrivate?: boolean;
      hasIssues?: boolean;
    } = {},
  ): Repository {
    if (state.findRepository(fullName)) throw new TypeError(`${fullName} is taken.`);
    const [owner = "", name = ""] = fullName.split("/");
    const now = state.now();
    const repository: Repository = {
      id: state.nextId(),
      owner: state.findAccount(owner) ?? addOrganization(owner),
      name,
      description: given.description ?? null,
      defaultBranch: given.defaultBranch ?? "main",
      isPrivate: given.isPrivate ?? false,
      isArchived: false,
      isDeleted: false,
      hasIssues: given.hasIssues ?? true,
      labels: [],
      issues: new Map(),
      collaborators: new Map(),
      createdAt: now,
      updatedAt: now,
    };
    state.repositories.push(repository);
    state.formerNames.delete(fullName.toLowerCase());
    for (const one of given.labels ?? []) {
      const label = typeof one === "string" ? { name: one } : one;
      repository.labels.push({ id: state.nextId(), color: "ededed", description: null, ...label });
    }
    return repository;
  }

  function addLabel(repositoryName: string, name: string, color = "ededed", by?: string): Label {
    const repository = state.repository(repositoryName);
    const label: Label = { id: state.nextId(), name, color, description: null };
    repository.labels.push(label);
    tellLabel(repository, "created", label, by);
    return label;
  }

  function renameLabel(repositoryName: string, name: string, newName: string, by?: string): void {
    const repository = state.repository(repositoryName);
    const label = repository.labels.find((one) => same(one.name, name));
    if (!label) throw new TypeError(`${repositoryName} has no label ${name}.`);
    label.name = newName;
    tellLabel(repository, "edited", label, by, { changes: { name: { from: name } } });
  }

  function tellLabel(repository: Repository, action: string, label: Label, by?: string, more: Json = {}): void {
    const payload = { label: payloads.label(label, repository), ...more };
    hooks.tell({ event: "label", action, repository, sender: who(repository, by), payload });
  }

  function renameRepository(fullName: string, newName: string, by?: string): void {
    const repository = state.repository(fullName);
    const from = repository.name;
    state.formerNames.set(fullNameOf(repository).toLowerCase(), repository);
    repository.name = newName;
    state.formerNames.delete(fullNameOf(repository).toLowerCase());
    tell(repository, "renamed", who(repository, by), { changes: { repository: { name: { from } } } });
  }

  /** A GitHub App comes along only if it is installed at the new owner too; a hook of the repository does. */
  function transferRepository(fullName: string, newOwner: string, by?: string): void {
    const repository = state.repository(fullName);
    const sender = who(repository, by);
    const recipients = hooks.recipients(repository);
    const { owner } = repository;
    state.formerNames.set(fullNameOf(repository).toLowerCase(), repository);
    repository.owner = state.findAccount(newOwner) ?? addOrganization(newOwner);
    state.formerNames.delete(fullNameOf(repository).toLowerCase());
    const from = { [owner.type === "Organization" ? "organization" : "user"]: payloads.account(owner) };
    tell(repository, "transferred", sender, { changes: { owner: { from } } }, recipients);
  }

  function makePrivate(fullName: string, by?: string): void {
    const repository = state.repository(fullName);
    repository.isPrivate = true;
    tell(repository, "privatized", who(repository, by));
  }

  function makePublic(fullName: string, by?: string): void {
    const repository = state.repository(fullName);
    repository.isPrivate = false;
    tell(repository, "publicized", who(repository, by));
  }

  function archive(fullName: string, by?: string): void {
    const repository = state.repository(fullName);
    repository.isArchived = true;
    tell(repository, "archived", who(repository, by));
  }

  function unarchive(fullName: string, by?: string): void {
    const repository = state.repository(fullName);
    repository.isArchived = false;
    tell(repository, "unarchived", who(repository, by));
  }

  function deleteRepository(fullName: string, by?: string): void {
    const repository = state.repository(fullName);
    const recipients = hooks.recipients(repository);
    repository.isDeleted = true;
    tell(repository, "deleted", who(repository, by), {}, recipients);
  }

  function addCollaborator(fullName: string, login: string, permission: Permission = "write"): void {
    state.repository(fullName).collaborators.set(state.account(login), permission);
  }

  function removeCollaborator(fullName: string, login: string): void {
    state.repository(fullName).collaborators.delete(state.account(login));
  }

  /** A hook as an administrator enters it under Settings › Webhooks. It is pinged. */
  function addHook(
    fullName: string,
    given: { url: string; secret?: string; events?: string[]; contentType?: Hook["contentType"]; isActive?: boolean },
  ): Hook {
    const hook: Hook = {
      id: state.nextId(),
      url: given.url,
      secret: given.secret ?? "",
      contentType: given.contentType ?? "json",
      events: given.events ?? everyEvent,
      isActive: given.isActive ?? true,
      repository: state.repository(fullName),
      createdAt: state.now(),
    };
    state.hooks.push(hook);
    hooks.ping(hook);
    return hook;
  }

  function registerOAuthApp(given: {
    clientId: string;
    clientSecret: string;
    redirectUris?: string[];
    allowsLoopback?: boolean;
  }): OAuthApp {
    const app: OAuthApp = { redirectUris: [], allowsLoopback: false, ...given };
    state.oauthApps.push(app);
    return app;
  }

  /**
   * With one of the keys; its account is `slug[bot]`. Without an address it hears of nothing; without permissions and
   * events it asks for all that the board wants.
   */
  function registerApp(given: {
    appId: number;
    slug: string;
    privateKey?: string | KeyObject;
    publicKey?: string | KeyObject;
    webhookSecret?: string;
    webhookUrl?: string;
    permissions?: AppPermissions;
    events?: string[];
    owner?: string;
  }): App {
    const key = given.publicKey ?? given.privateKey;
    if (!key) throw new TypeError("An app needs a key.");
    const account = addAccount(state, { login: `${given.slug}[bot]`, type: "Bot" });
    const hook: Hook = {
      id: state.nextId(),
      url: given.webhookUrl ?? "",
      secret: given.webhookSecret ?? "",
      contentType: "json",
      events: given.events ?? everyEvent,
      isActive: given.webhookUrl !== undefined,
      repository: null,
      createdAt: state.now(),
    };
    state.hooks.push(hook);
    const app: App = {
      id: given.appId,
      slug: given.slug,
      name: given.slug,
      account,
      owner: given.owner === undefined ? account : state.account(given.owner),
      publicKey: publicPart(key),
      permissions: given.permissions ?? { metadata: "read", issues: "write", pull_requests: "read" },
      hook,
      createdAt: state.now(),
    };
    state.apps.push(app);
    return app;
  }

  /** On an account: on all of its repositories, or on the named ones. */
  function installApp(
    app: App,
    given: { account: string; repositories?: string[]; permissions?: AppPermissions },
  ): Installation {
    const account = state.account(given.account);
    const installation: Installation = {
      id: state.nextId(),
      app,
      account,
      repositories: given.repositories?.map((one) => state.repository(one)) ?? null,
      permissions: given.permissions ?? app.permissions,
      isSuspended: false,
      createdAt: state.now(),
    };
    state.installations.push(installation);
    const reached = installation.repositories ?? state.repositories.filter((one) => one.owner === account);
    hooks.tellApp(app, "installation", "created", installation, { repositories: reached.map(brief) }, account);
    return installation;
  }

  function uninstallApp(installation: Installation): void {
    state.installations.splice(state.installations.indexOf(installation), 1);
    for (const token of state.tokens)
      if (token.kind === "installation" && token.installation === installation) token.isRevoked = true;
    hooks.tellApp(installation.app, "installation", "deleted", installation, {}, installation.account);
  }

  function suspendInstallation(installation: Installation, isSuspended = true): void {
    installation.isSuspended = isSuspended;
    const action = isSuspended ? "suspend" : "unsuspend";
    hooks.tellApp(installation.app, "installation", action, installation, {}, installation.account);
  }

  function changeInstallation(installation: Installation, change: { add?: string[]; remove?: string[] }): void {
    const added = (change.add ?? []).map((one) => state.repository(one));
    const removed = (change.remove ?? []).map((one) => state.repository(one));
    const kept = (installation.repositories ?? []).filter((one) => !removed.includes(one) && !added.includes(one));
    installation.repositories = [...kept, ...added];
    for (const [action, list] of [["added", added] as const, ["removed", removed] as const]) {
      if (list.length === 0) continue;
      const payload = {
        repository_selection: "selected",
        repositories_added: action === "added" ? list.map(brief) : [],
        repositories_removed: action === "removed" ? list.map(brief) : [],
        requester: null,
      };
      hooks.tellApp(installation.app, "installation_repositories", action, installation, payload, installation.account);
    }
  }

  function brief(repository: Repository): Json {
    const { id, node_id, name, full_name, private: isPrivate } = payloads.repository(repository);
    return { id, node_id, name, full_name, private: isPrivate };
  }

  /**
   * A fine-grained token. `push`: issues, pull requests and hooks read and write, in the named repositories or wherever
   * the person may; what the person may not do, their token may not either.
   * @returns The token.
   */
  /** `value` is the token itself, where it must be the same every time. */
  function addToken(given: {
    login: string;
    rights: "read" | "push";
    repositories?: string[];
    value?: string;
  }): string {
    const token: Token = {
      kind: "personal",
      value: given.value ?? uniqueToken("github_pat_"),
      isRevoked: false,
      createdAt: state.now(),
      account: state.account(given.login),
      rights: given.rights,
      repositories: given.repositories?.map((one) => state.repository(one)) ?? null,
    };
    state.tokens.push(token);
    return token.value;
  }

  return {
    addUser,
    addOrganization,
    renameUser,
    deleteUser,
    revokeTokens,
    addRepository,
    addLabel,
    renameLabel,
    renameRepository,
    transferRepository,
    makePrivate,
    makePublic,
    archive,
    unarchive,
    deleteRepository,
    addCollaborator,
    removeCollaborator,
    addHook,
    registerOAuthApp,
    registerApp,
    installApp,
    uninstallApp,
    suspendInstallation,
    changeInstallation,
    addToken,
  };
}

export type AdministratorActions = ReturnType<typeof createSettings>;

function publicPart(key: string | KeyObject): string {
  const given: KeyLike = key;
  const isPublic = key instanceof KeyObject && key.type === "public";
  return (isPublic ? key : createPublicKey(given)).export({ type: "spki", format: "pem" }).toString();
}
