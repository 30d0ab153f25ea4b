import type { Actions } from "./actions";
import { type FaultKind, type Faults, faultKinds } from "./faults";
import type { Delivery, Hooks } from "./hooks";
import { escapeHtml, html, type Question, type Reply, redirect } from "./http";
import { fullNameOf, type Issue, type Repository, type State } from "./state";

const style = `body{font:15px system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}article{border-top:1px solid #ccc;padding:.5rem 0}
form{display:inline-flex;gap:.25rem;margin:.2rem .4rem .2rem 0;flex-wrap:wrap}small{color:#555}b.label{background:#eee;border-radius:1em;padding:0 .5em;font-weight:500}
pre{white-space:pre-wrap;background:#f6f6f6;padding:.5rem}`;

/** Pages for people: the controls at `/`, and each issue where its address says it is. Null: not one of these. */
export function answerPages(
  state: State,
  hooks: Hooks,
  actions: Actions,
  faults: Faults,
  question: Question,
): Reply | null {
  const { pathname } = question.url;
  if (pathname === "/" && question.method === "GET") return page("Fake GitHub", controls(state, hooks, faults));
  if (pathname === "/act" && question.method === "POST")
    return act(state, actions, faults, new URLSearchParams(question.body));
  if (pathname.startsWith("/avatars/")) return avatar(pathname);
  const [, owner, name, , number] = /^\/([^/]+)\/([^/]+)\/(issues|pull)\/(\d+)$/.exec(pathname) ?? [];
  const repository =
    state.findRepository(`${owner}/${name}`) ?? state.formerNames.get(`${owner}/${name}`.toLowerCase());
  const issue = repository?.issues.get(Number(number));
  if (!issue || issue.isDeleted) return null;
  return page(
    issue.title,
    (issue.movedTo ? `<p>It moved to ${link(issue.movedTo)}.` : "") + article(state, issue, true),
  );
}

/** What goes wrong while a fault is on: the API and the way of signing in, not these pages. */
const played = /^\/(?:api|login)\//;

function act(state: State, actions: Actions, faults: Faults, form: URLSearchParams): Reply {
  const value = (name: string) => form.get(name)?.trim() ?? "";
  const text = (name: string) => form.get(name)?.replaceAll("\r\n", "\n") ?? "";
  const by = value("by");
  const issue = value("issue");
  const labels = value("labels")
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);
  const opened = { author: by, title: value("title"), body: text("body") || null };
  try {
    switch (value("do")) {
      case "open issue":
        actions.openIssue(value("repository"), { ...opened, labels });
        break;
      case "open pull request":
        actions.openPullRequest(value("repository"), { ...opened, draft: form.has("draft") });
        break;
      case "label":
        actions.label(issue, value("label"));
        break;
      case "unlabel":
        actions.unlabel(issue, value("label"));
        break;
      case "assign":
        if (!actions.assign(issue, by))
          throw new TypeError(`GitHub ignores this: ${by} has no role and has not commented.`);
        break;
      case "unassign":
        actions.unassign(issue, by);
        break;
      case "comment":
        actions.comment(issue, by, text("body"));
        break;
      case "close":
        actions.closeIssue(issue, "completed", by);
        break;
      case "not planned":
        actions.closeIssue(issue, "not_planned", by);
        break;
      case "reopen":
        actions.reopenIssue(issue, by);
        break;
      case "go wrong":
        faults.clear();
        faults.add({ kind: value("fault") as FaultKind, path: played });
        break;
      case "be well":
        faults.clear();
        break;
      case "draft":
        actions.convertToDraft(issue);
        break;
      case "ready":
        actions.readyForReview(issue);
        break;
      case "merge":
        actions.merge(issue);
        break;
      case "delete":
        actions.deleteIssue(issue);
        break;
      default:
        throw new TypeError("Nothing of that name can be done.");
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return page("Not done", `<p>${escapeHtml(message)}<p><a href="/">Back</a>`, 400);
  }
  const target = issue && value("do") !== "delete" ? `/#${anchor(state.issue(issue))}` : "/";
  return redirect(target, 303);
}

function controls(state: State, hooks: Hooks, faults: Faults): string {
  const repositories = state.repositories.filter((one) => !one.isDeleted);
  return `<h1>Fake GitHub</h1><p>Everything here happens as at GitHub, and webhooks are sent.</p>${goingWrong(faults)}${deliveries(hooks)}${repositories
    .map((one) => repositorySection(state, one))
    .join("")}`;
}

/** Has the API and signing in go wrong until they are well again. */
function goingWrong(faults: Faults): string {
  // A move is one of a repository, not of everything.
  const kinds = faultKinds.filter((kind) => kind !== "moved");
  const options = kinds.map((kind) => `<option>${kind}</option>`).join("");
  const now = faults.kinds.length > 0 ? `<b>Every answer now: ${faults.kinds.join(", ")}.</b> ` : "";
  return `<p>${now}<form method="post" action="/act"><select name="fault" aria-label="Fault">${options}</select>${button("go wrong")}${button("be well")}</form>`;
}

/** The newest first: whether anybody listened. */
function deliveries(hooks: Hooks): string {
  const rows = hooks.deliveries.slice(-10).reverse();
  const row = ({ event, action, status, hook }: Delivery) =>
    `<li>${escapeHtml(`${event} ${action ?? ""} → ${hook.url}: ${status}`)}`;
  return `<details><summary>The last webhooks</summary><ul>${rows.map(row).join("") || "<li>none"}</ul></details>`;
}

function repositorySection(state: State, repository: Repository): string {
  const name = escapeHtml(fullNameOf(repository));
  const hidden = `<input type="hidden" name="repository" value="${name}">`;
  const fields = `${people(state)}<input name="title" aria-label="Title" placeholder="Title" required><textarea name="body" aria-label="Text" rows="2" cols="40" placeholder="Text; fixes #1"></textarea>`;
  const issues = [...repository.issues.values()].filter((one) => !one.isDeleted && !one.movedTo).reverse();
  return `<h2>${name}</h2>
<p><form method="post" action="/act">${hidden}${fields}<input name="labels" aria-label="Labels" placeholder="good first issue, kind/test">${button("open issue")}</form>
<p><form method="post" action="/act">${hidden}${fields}<label><input type="checkbox" name="draft"> draft</label>${button("open pull request")}</form>
${issues.map((one) => article(state, one, false)).join("")}`;
}

function article(state: State, issue: Issue, isWhole: boolean): string {
  const hidden = `<input type="hidden" name="issue" value="${escapeHtml(reference(issue))}">`;
  const form = (inner: string) => `<form method="post" action="/act">${hidden}${inner}</form>`;
  const own = issue.pull
    ? `${button(issue.pull.isDraft ? "ready" : "draft")}${button("merge")}${button("close")}`
    : `${button("close")}${button("not planned")}`;
  const labels = issue.labels.map(({ name }) => `<b class="label">${escapeHtml(name)}</b>`).join(" ");
  const assignees = issue.assignees.map(({ login }) => `@${login}`).join(", ");
  const texts = [issue.body, ...(isWhole ? issue.comments.map(({ author, body }) => `@${author.login}: ${body}`) : [])];
  return `<article id="${anchor(issue)}"><h3>${link(issue)} ${escapeHtml(issue.title)}</h3>
<p><small>${issue.pull ? "pull request" : "issue"}, ${status(issue)}, by ${escapeHtml(issue.author.login)}, ${issue.comments.length} comments${assignees ? `, assigned to ${escapeHtml(assignees)}` : ""}</small> ${labels}
${isWhole ? texts.map((one) => `<pre>${escapeHtml(one ?? "")}</pre>`).join("") : ""}
<p>${form(`<input name="label" aria-label="Label" placeholder="label" required>${button("label")}${button("unlabel")}`)}
${form(`${people(state)}${button("assign")}${button("unassign")}`)}
${form(`${people(state)}<input name="body" aria-label="Comment" placeholder="/claim" required>${button("comment")}`)}
${form(`${people(state)}${issue.state === "open" ? own : issue.pull?.mergedAt ? "" : button("reopen")}${button("delete")}`)}</article>`;
}

function status(issue: Issue): string {
  if (issue.pull?.mergedAt) return "merged";
  if (issue.state === "closed") return `closed${issue.stateReason ? ` as ${issue.stateReason}` : ""}`;
  return issue.pull?.isDraft ? "draft" : "open";
}

function people(state: State): string {
  const options = state.accounts
    .filter((one) => one.type === "User" && !one.isDeleted)
    .map(({ login }) => `<option>${escapeHtml(login)}</option>`);
  return `<select name="by" aria-label="Who">${options.join("")}</select>`;
}

function button(name: string): string {
  return `<button name="do" value="${name}">${name}</button>`;
}

function reference(issue: Issue): string {
  return `${fullNameOf(issue.repository)}#${issue.number}`;
}

function anchor(issue: Issue): string {
  return `${issue.repository.id}-${issue.number}`;
}

function link(issue: Issue): string {
  const path = `/${fullNameOf(issue.repository)}/${issue.pull ? "pull" : "issues"}/${issue.number}`;
  return `<a href="${escapeHtml(path)}">${escapeHtml(reference(issue))}</a>`;
}

function page(title: string, body: string, statusCode = 200): Reply {
  return html(
    statusCode,
    `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${style}</style><body>${body}`,
  );
}

function avatar(pathname: string): Reply {
  const hue = (Number(pathname.split("/").at(-1)) * 47) % 360;
  const text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1" fill="hsl(${hue} 50% 60%)"/></svg>`;
  return { status: 200, headers: { "content-type": "image/svg+xml" }, text };
}
