import { type Caller, canRead, requireWriting, roleOf } from "./access";
import { invalid, json, moved, notFound, nothing, page, Refusal, type Reply } from "./http";
import type { Json } from "./payloads";
import type { AskOfRepository, Route } from "./rest";
import {
  type Account,
  type App,
  type Comment,
  canBeAssigned,
  type Issue,
  isAtLeast,
  type StateReason,
  same,
} from "./state";

/** Issues, pull requests, comments and assignees below `/repos/{owner}/{repo}`. */
export const issueRoutes: Route<AskOfRepository>[] = [
  ["GET", "/issues", list],
  ["GET", "/issues/comments/:id", (ask) => json(200, ask.api.payloads.comment(commentOf(ask)))],
  ["PATCH", "/issues/comments/:id", editComment],
  ["GET", "/issues/:number", (ask) => json(200, ask.api.payloads.issue(issueOf(ask)))],
  ["PATCH", "/issues/:number", edit],
  ["GET", "/issues/:number/comments", comments],
  ["POST", "/issues/:number/comments", createComment],
  ["GET", "/issues/:number/timeline", timeline],
  ["GET", "/issues/:number/assignees/:login", assignable],
  ["POST", "/issues/:number/assignees", (ask) => changeAssignees(ask, 201, ask.api.actions.assign)],
  ["DELETE", "/issues/:number/assignees", (ask) => changeAssignees(ask, 200, ask.api.actions.unassign)],
  ["GET", "/pulls", pulls],
  ["GET", "/pulls/:number", (ask) => json(200, ask.api.payloads.pull(pullOf(ask), true))],
];

/** @throws Refusal 301 moved, 404 never was, 410 deleted. */
function issueOf({ api, method, caller, repository, parameters }: AskOfRepository): Issue {
  const issue = repository.issues.get(Number(parameters.number));
  if (!issue) throw notFound();
  if (issue.isDeleted) throw new Refusal(410, "This issue was deleted");
  if (issue.movedTo) {
    const target = lastPlace(issue);
    if (!canRead(caller, target.repository)) throw notFound();
    throw moved(method, `${api.address}/repositories/${target.repository.id}/issues/${target.number}`);
  }
  requireIssues(repository, issue);
  return issue;
}

function lastPlace(issue: Issue): Issue {
  return issue.movedTo ? lastPlace(issue.movedTo) : issue;
}

function requireIssues(repository: AskOfRepository["repository"], issue?: Issue): void {
  if (!repository.hasIssues && !issue?.pull) throw new Refusal(410, "Issues has been disabled in this repository.");
}

function pullOf(ask: AskOfRepository): Issue {
  const issue = ask.repository.issues.get(Number(ask.parameters.number));
  if (!issue?.pull || issue.isDeleted) throw notFound();
  return issue;
}

function present(repository: AskOfRepository["repository"]): Issue[] {
  return [...repository.issues.values()].filter((one) => !one.isDeleted && !one.movedTo);
}

function list({ api, repository, query, address }: AskOfRepository): Reply {
  requireIssues(repository);
  const labels = (query.get("labels") ?? "").split(",").filter(Boolean);
  const since = query.get("since");
  if (since !== null && Number.isNaN(Date.parse(since))) throw invalid("Issue", "since", "invalid");
  const assignee = query.get("assignee");
  if (assignee && !["*", "none"].includes(assignee) && !api.state.findAccount(assignee))
    throw invalid("Issue", "assignee", "invalid");
  const creator = query.get("creator");
  const fits = (one: Issue) =>
    hasState(one, query) &&
    labels.every((name) => one.labels.some((label) => same(label.name, name))) &&
    (since === null || Date.parse(one.updatedAt) >= Date.parse(since)) &&
    (creator === null || same(one.author.login, creator)) &&
    hasAssignee(one, assignee);
  const { items, headers } = page(sorted(present(repository).filter(fits), query), query, address);
  return json(
    200,
    items.map((one) => api.payloads.issue(one)),
    headers,
  );
}

function hasState(issue: Issue, query: URLSearchParams): boolean {
  const wanted = query.get("state") ?? "open";
  if (!["open", "closed", "all"].includes(wanted)) throw invalid("Issue", "state", "invalid");
  return wanted === "all" || issue.state === wanted;
}

function hasAssignee(issue: Issue, wanted: string | null): boolean {
  if (!wanted) return true;
  if (wanted === "none") return issue.assignees.length === 0;
  if (wanted === "*") return issue.assignees.length > 0;
  return issue.assignees.some((one) => same(one.login, wanted));
}

/** The newest first unless asked otherwise; equals by number. */
function sorted(issues: Issue[], query: URLSearchParams): Issue[] {
  const sort = query.get("sort") ?? "created";
  const key = (one: Issue): string | number =>
    sort === "updated" ? one.updatedAt : sort === "comments" ? one.comments.length : one.createdAt;
  const direction = query.get("direction") === "asc" ? 1 : -1;
  const compare = (one: Issue, other: Issue) =>
    key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : one.number - other.number;
  return issues.sort((one, other) => direction * compare(one, other));
}

function pulls({ api, repository, query, address }: AskOfRepository): Reply {
  const head = query.get("head");
  const base = query.get("base");
  const fits = (one: Issue) =>
    hasState(one, query) &&
    (!head || `${one.author.login}:${one.pull?.head}` === head) &&
    (!base || one.pull?.base === base);
  const all = present(repository).filter((one) => one.pull && fits(one));
  const { items, headers } = page(sorted(all, query), query, address);
  return json(
    200,
    items.map((one) => api.payloads.pull(one, false)),
    headers,
  );
}

function comments(ask: AskOfRepository): Reply {
  const issue = issueOf(ask);
  const since = ask.query.get("since");
  const fits = (one: Comment) => since === null || Date.parse(one.updatedAt) >= Date.parse(since);
  const { items, headers } = page(issue.comments.filter(fits), ask.query, ask.address);
  return json(
    200,
    items.map((one) => ask.api.payloads.comment(one)),
    headers,
  );
}

function timeline(ask: AskOfRepository): Reply {
  const issue = issueOf(ask);
  const visible = issue.timeline.filter(
    ({ source }) => !source || (canRead(ask.caller, source.repository) && !source.isDeleted),
  );
  const { items, headers } = page(visible, ask.query, ask.address);
  return json(
    200,
    items.map((one) => ask.api.payloads.timelineEvent(one, issue)),
    headers,
  );
}

function assignable(ask: AskOfRepository): Reply {
  const account = ask.api.state.findAccount(ask.parameters.login ?? "");
  if (!account || !canBeAssigned(account, ask.repository, issueOf(ask))) throw notFound();
  return nothing();
}

/** Without the right, and for whom it cannot be, GitHub does nothing and says that all is well. */
function changeAssignees(
  ask: AskOfRepository,
  status: number,
  change: (issue: Issue, login: string, by: string) => unknown,
): Reply {
  requireWriting(ask.caller, ask.repository, "issues");
  const issue = issueOf(ask);
  if (mayTriage(ask))
    for (const login of names(ask.body.assignees)) change(issue, login, author(ask.caller).account.login);
  return json(status, ask.api.payloads.issue(issue));
}

function mayTriage({ caller, repository }: AskOfRepository): boolean {
  return isAtLeast(roleOf(caller, repository), "triage");
}

/** Who stands behind a write. */
function author(caller: Caller): { account: Account; app: App | null } {
  if (caller.kind === "person") return { account: caller.token.account, app: null };
  if (caller.kind !== "installation") throw new Refusal(401, "Requires authentication");
  const { app } = caller.token.installation;
  return { account: app.account, app };
}

function createComment(ask: AskOfRepository): Reply {
  requireWriting(ask.caller, ask.repository, "issues");
  const issue = issueOf(ask);
  if (issue.isLocked && !mayTriage(ask)) throw new Refusal(403, "Unable to create comment because issue is locked.");
  const { account, app } = author(ask.caller);
  const comment = ask.api.actions.addComment(issue, account, textOf(ask.body.body, "IssueComment"), app);
  return json(201, ask.api.payloads.comment(comment), { location: String(ask.api.payloads.comment(comment).url) });
}

function commentOf({ repository, parameters }: AskOfRepository): Comment {
  const id = Number(parameters.id);
  for (const issue of present(repository)) {
    const found = issue.comments.find((one) => one.id === id);
    if (found) return found;
  }
  throw notFound();
}

function editComment(ask: AskOfRepository): Reply {
  requireWriting(ask.caller, ask.repository, "issues");
  const comment = commentOf(ask);
  const { account } = author(ask.caller);
  if (comment.author !== account && !isAtLeast(roleOf(ask.caller, ask.repository), "write"))
    throw new Refusal(403, "Must have admin rights to Repository.");
  ask.api.actions.editComment(comment, textOf(ask.body.body, "IssueComment"), account.login);
  return json(200, ask.api.payloads.comment(comment));
}

/** Its author may change the text and the state; labels and assignees take more, and are dropped silently without it. */
function edit(ask: AskOfRepository): Reply {
  const { api, body } = ask;
  requireWriting(ask.caller, ask.repository, "issues");
  const issue = issueOf(ask);
  const { account } = author(ask.caller);
  const by = account.login;
  if (issue.author !== account && !mayTriage(ask)) throw new Refusal(403, "Must have admin rights to Repository.");
  const text: { title?: string; body?: string | null } = {};
  if (body.title !== undefined) text.title = textOf(body.title, "Issue", "title");
  if (body.body !== undefined) text.body = body.body === null ? null : String(body.body);
  api.actions.editIssue(issue, text, by);
  if (mayTriage(ask)) replaceLists(ask, issue, by);
  if (body.state === "closed") api.actions.closeIssue(issue, reasonOf(body), by);
  else if (body.state === "open") api.actions.reopenIssue(issue, by);
  else if (body.state !== undefined) throw invalid("Issue", "state", "invalid");
  return json(200, api.payloads.issue(issue));
}

function replaceLists({ api, body }: AskOfRepository, issue: Issue, by: string): void {
  if (body.labels !== undefined) {
    const wanted = names(body.labels);
    for (const { name } of [...issue.labels])
      if (!wanted.some((one) => same(one, name))) api.actions.unlabel(issue, name, by);
    for (const name of wanted) api.actions.label(issue, name, by);
  }
  if (body.assignees !== undefined) {
    const wanted = names(body.assignees);
    for (const { login } of [...issue.assignees])
      if (!wanted.some((one) => same(one, login))) api.actions.unassign(issue, login, by);
    for (const login of wanted) api.actions.assign(issue, login, by);
  }
}

function reasonOf(body: Json): StateReason {
  const given = body.state_reason ?? "completed";
  const found = (["completed", "not_planned", "duplicate"] as const).find((one) => one === given);
  if (!found) throw invalid("Issue", "state_reason", "invalid");
  return found;
}

function textOf(value: unknown, resource: string, field = "body"): string {
  if (typeof value !== "string" || value.trim() === "") throw invalid(resource, field, "missing_field");
  if (value.length > 65_536)
    throw invalid(resource, field, "custom", `${field} is too long (maximum is 65536 characters)`);
  return value;
}

/** A list of names, or of objects that have one; a single name counts as a list. */
function names(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return list.map((one) => (typeof one === "object" && one !== null && "name" in one ? String(one.name) : String(one)));
}
