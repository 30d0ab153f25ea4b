import { invalid, json, notFound, page, Refusal, type Reply } from "./http";
import type { Ask, Route } from "./rest";
import { deliveryRoutes } from "./rest-deliveries";
import {
  type App,
  type AppPermissions,
  fullNameOf,
  type Hook,
  type Installation,
  instant,
  type Repository,
  reaches,
  uniqueToken,
} from "./state";

/** Milliseconds that an installation's token lives. */
const TOKEN_LIFE = 3_600_000;

/** What a GitHub App asks of itself, with its JWT; and what its installation's token reaches. */
export const appRoutes: Route<Ask>[] = [
  [
    "GET",
    "/app",
    (ask) => json(200, { ...ask.api.payloads.app(appOf(ask)), installations_count: installations(ask).length }),
  ],
  ["GET", "/app/installations", listInstallations],
  ["GET", "/app/installations/:id", (ask) => json(200, ask.api.payloads.installation(installationOf(ask)))],
  ["POST", "/app/installations/:id/access_tokens", createToken],
  ["GET", "/app/hook/config", (ask) => json(200, ask.api.payloads.hookConfig(hookOf(ask)))],
  ["GET", "/installation/repositories", listRepositories],
  ...deliveryRoutes("/app/hook", hookOf),
];

function appOf({ caller }: Ask): App {
  if (caller.kind !== "app") throw new Refusal(401, "A JSON web token could not be decoded");
  return caller.app;
}

function hookOf(ask: Ask): Hook {
  return appOf(ask).hook;
}

function installations(ask: Ask): Installation[] {
  const app = appOf(ask);
  return ask.api.state.installations.filter((one) => one.app === app);
}

function installationOf(ask: Ask): Installation {
  const found = installations(ask).find((one) => one.id === Number(ask.parameters.id));
  if (!found) throw notFound();
  return found;
}

function listInstallations(ask: Ask): Reply {
  const { items, headers } = page(installations(ask), ask.query, `${ask.api.address}/app/installations`);
  return json(
    200,
    items.map((one) => ask.api.payloads.installation(one)),
    headers,
  );
}

/** For all that the installation has, or for less. */
function createToken(ask: Ask): Reply {
  const { api, body } = ask;
  const installation = installationOf(ask);
  if (installation.isSuspended) throw new Refusal(403, "This installation has been suspended");
  const permissions = narrowed(body.permissions, installation.permissions);
  const repositories = chosen(ask, installation);
  const expiresAt = instant(api.state.time() + TOKEN_LIFE);
  const value = uniqueToken("ghs_");
  api.state.tokens.push({
    kind: "installation",
    value,
    isRevoked: false,
    createdAt: api.state.now(),
    installation,
    permissions,
    repositories,
    expiresAt,
  });
  return json(201, {
    token: value,
    expires_at: expiresAt,
    permissions,
    repository_selection: installation.repositories || repositories ? "selected" : "all",
    ...(repositories ? { repositories: repositories.map((one) => api.payloads.repository(one)) } : {}),
  });
}

function narrowed(wanted: unknown, granted: AppPermissions): AppPermissions {
  if (wanted === undefined) return granted;
  const permissions = wanted as AppPermissions;
  for (const [name, level] of Object.entries(permissions))
    if (granted[name] !== "write" && granted[name] !== level)
      throw new Refusal(422, "The permissions requested are not granted to this installation.");
  return { metadata: "read", ...permissions };
}

function chosen({ body, api }: Ask, installation: Installation): Repository[] | null {
  const names = Array.isArray(body.repositories) ? body.repositories : null;
  const ids = Array.isArray(body.repository_ids) ? body.repository_ids : null;
  if (!names && !ids) return null;
  const reached = api.state.repositories.filter((one) => reaches(installation, one));
  const found = reached.filter((one) => names?.includes(one.name) || ids?.includes(one.id));
  if (found.length !== (names?.length ?? 0) + (ids?.length ?? 0))
    throw invalid(
      "Installation",
      "repositories",
      "custom",
      "There is at least one repository that does not exist or is not accessible to the parent installation.",
    );
  return found;
}

function listRepositories({ api, caller, query }: Ask): Reply {
  if (caller.kind !== "installation")
    throw new Refusal(403, "You must authenticate with an installation access token.");
  const { installation, repositories } = caller.token;
  const reached = (repositories ?? api.state.repositories)
    .filter((one) => !one.isDeleted && reaches(installation, one))
    .sort((one, other) => fullNameOf(one).localeCompare(fullNameOf(other)));
  const { items, headers } = page(reached, query, `${api.address}/installation/repositories`);
  const shown = items.map((one) => api.payloads.repository(one));
  return json(200, { total_count: reached.length, repository_selection: "selected", repositories: shown }, headers);
}
