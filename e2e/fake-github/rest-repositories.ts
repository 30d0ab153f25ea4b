import { requireWriting, roleOf } from "./access";
import { invalid, json, notFound, nothing, page, Refusal, type Reply } from "./http";
import type { AskOfRepository, Route } from "./rest";
import { deliveryRoutes } from "./rest-deliveries";
import { canBeAssigned, type Hook, isAtLeast, permissionOf } from "./state";

/** Addresses below `/repos/{owner}/{repo}` that are not about one issue or pull request. */
export const repositoryRoutes: Route<AskOfRepository>[] = [
  ["GET", "", ({ api, repository }) => json(200, api.payloads.repository(repository))],
  ["GET", "/installation", installation],
  ["GET", "/labels", labels],
  ["GET", "/assignees/:login", assignable],
  ["GET", "/collaborators/:login/permission", permission],
  ["GET", "/hooks", hooks],
  ["POST", "/hooks", createHook],
  ["GET", "/hooks/:id", (ask) => json(200, ask.api.payloads.hook(hookOf(ask)))],
  ["DELETE", "/hooks/:id", deleteHook],
  ["POST", "/hooks/:id/pings", pingHook],
  ...deliveryRoutes("/hooks/:id", hookOf),
];

function installation({ api, caller, repository }: AskOfRepository): Reply {
  if (caller.kind !== "app") throw new Refusal(401, "A JSON web token could not be decoded");
  const found = api.state.installationFor(repository, caller.app);
  if (!found) throw notFound();
  return json(200, api.payloads.installation(found));
}

function labels({ api, repository, query, address }: AskOfRepository): Reply {
  const { items, headers } = page(repository.labels, query, address);
  return json(
    200,
    items.map((one) => api.payloads.label(one, repository)),
    headers,
  );
}

function assignable({ api, repository, parameters }: AskOfRepository): Reply {
  const account = api.state.findAccount(parameters.login ?? "");
  if (!account || !canBeAssigned(account, repository)) throw notFound();
  return nothing();
}

function permission({ api, caller, repository, parameters }: AskOfRepository): Reply {
  const isInstalled = caller.kind === "installation" && roleOf(caller, repository) !== null;
  if (caller.kind === "anonymous" || caller.kind === "oauth-app") throw new Refusal(401, "Requires authentication");
  if (!isInstalled && !isAtLeast(roleOf(caller, repository), "write"))
    throw new Refusal(403, "Must have push access to view collaborator permission.");
  const account = api.state.findAccount(parameters.login ?? "");
  if (!account) throw notFound();
  const role = permissionOf(account, repository) ?? (repository.isPrivate ? "none" : "read");
  const legacy = { maintain: "write", triage: "read" }[role as string] ?? role;
  return json(200, { permission: legacy, role_name: role, user: api.payloads.account(account) });
}

function requireAdministrator({ caller, repository }: AskOfRepository): void {
  requireWriting(caller, repository, "repository_hooks");
  if (caller.kind === "person" && !isAtLeast(roleOf(caller, repository), "admin")) throw notFound();
}

function hookOf(ask: AskOfRepository): Hook {
  requireAdministrator(ask);
  const id = Number(ask.parameters.id);
  const found = ask.api.state.hooks.find((one) => one.id === id && one.repository === ask.repository);
  if (!found) throw notFound();
  return found;
}

function hooks(ask: AskOfRepository): Reply {
  requireAdministrator(ask);
  const { api, repository, query, address } = ask;
  const own = api.state.hooks.filter((one) => one.repository === repository);
  const { items, headers } = page(own, query, address);
  return json(
    200,
    items.map((one) => api.payloads.hook(one)),
    headers,
  );
}

function createHook(ask: AskOfRepository): Reply {
  requireAdministrator(ask);
  const { api, repository, body } = ask;
  const config = (body.config ?? {}) as { url?: unknown; secret?: unknown; content_type?: unknown };
  const { url } = config;
  if (typeof url !== "string" || !URL.canParse(url)) throw invalid("Hook", "url", "custom", "url is not a valid URL");
  const events = Array.isArray(body.events) ? body.events.map(String) : ["push"];
  const isKnown = api.state.hooks.some(
    (one) => one.repository === repository && one.url === url && one.events.join() === events.join(),
  );
  if (isKnown) throw invalid("Hook", "url", "custom", "Hook already exists on this repository");
  const hook = api.settings.addHook(`${repository.owner.login}/${repository.name}`, {
    url,
    secret: typeof config.secret === "string" ? config.secret : "",
    contentType: config.content_type === "json" ? "json" : "form",
    events,
    isActive: body.active !== false,
  });
  return json(201, api.payloads.hook(hook));
}

function deleteHook(ask: AskOfRepository): Reply {
  const { hooks: all } = ask.api.state;
  all.splice(all.indexOf(hookOf(ask)), 1);
  return nothing();
}

function pingHook(ask: AskOfRepository): Reply {
  ask.api.hooks.ping(hookOf(ask));
  return nothing();
}
