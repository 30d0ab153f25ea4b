import type { Hooks } from "./hooks";
import { type Json, type Payloads, sha } from "./payloads";
import { closingReferences, mentionedIn } from "./references";
import {
  type Account,
  type App,
  type Comment,
  canBeAssigned,
  type Issue,
  isAtLeast,
  keeperOf,
  type Label,
  permissionOf,
  type State,
  type StateReason,
  same,
  type TimelineEvent,
} from "./state";

export interface World {
  state: State;
  hooks: Hooks;
  payloads: Payloads;
}

/** An issue or pull request: itself, or `owner/name#7`. */
export type IssueReference = Issue | string;
/** Someone's login; left out it is whoever keeps the repository. */
type By = string | undefined;

interface NewIssue {
  author: string;
  title: string;
  body?: string | null;
  labels?: string[];
  assignees?: string[];
}

interface NewPullRequest extends NewIssue {
  draft?: boolean;
  /** The branch it wants to go to; the default branch unless said. */
  base?: string;
  head?: string;
  /** The author is a GitHub App; its account is made if there is none. */
  isBot?: boolean;
}

/**
 * What people do with issues and pull requests. REST writes go through here too, so that both look the same to whoever
 * listens. Each raises `updated_at`, writes the timeline and tells the hooks; what changes nothing does none of it.
 */
export function createActions({ state, hooks, payloads }: World) {
  const limitOfAssignees = 10;

  function actor(issue: Issue, by: By): Account {
    return by === undefined ? keeperOf(issue.repository) : state.account(by);
  }

  function touch(issue: Issue): void {
    issue.updatedAt = state.now();
  }

  function note(issue: Issue, event: string, by: Account, more: Partial<TimelineEvent> = {}): void {
    issue.timeline.push({ id: state.nextId(), event, actor: by, createdAt: state.now(), ...more });
  }

  function tell(issue: Issue, action: string, sender: Account, more: Json = {}): void {
    const subject = issue.pull
      ? { number: issue.number, pull_request: payloads.pull(issue, true) }
      : { issue: payloads.issue(issue) };
    hooks.tell({
      event: issue.pull ? "pull_request" : "issues",
      action,
      repository: issue.repository,
      sender,
      payload: { ...subject, ...more },
    });
  }

  function noteMentions(source: Issue, text: string | null, by: Account): void {
    for (const target of mentionedIn(state, text, source))
      if (!target.timeline.some((one) => one.source === source)) note(target, "cross-referenced", by, { source });
  }

  function labelNamed(issue: Issue, name: string): Label {
    const known = issue.repository.labels.find((one) => same(one.name, name));
    if (known) return known;
    const made: Label = { id: state.nextId(), name, color: "ededed", description: null };
    issue.repository.labels.push(made);
    return made;
  }

  function make(repositoryName: string, given: NewIssue, pull: Issue["pull"]): Issue {
    const repository = state.repository(repositoryName);
    const now = state.now();
    const issue: Issue = {
      id: state.nextId(),
      number: repository.issues.size + 1,
      repository,
      title: given.title,
      body: given.body ?? null,
      state: "open",
      stateReason: null,
      author: state.account(given.author),
      labels: [],
      assignees: [],
      comments: [],
      timeline: [],
      isLocked: false,
      isDeleted: false,
      movedTo: null,
      pull,
      createdAt: now,
      updatedAt: now,
      closedAt: null,
      closedBy: null,
    };
    repository.issues.set(issue.number, issue);
    issue.labels = (given.labels ?? []).map((name) => labelNamed(issue, name));
    tell(issue, "opened", issue.author);
    for (const label of issue.labels) {
      note(issue, "labeled", issue.author, { label });
      tell(issue, "labeled", issue.author, { label: payloads.label(label, repository) });
    }
    noteMentions(issue, issue.body, issue.author);
    for (const login of given.assignees ?? []) assign(issue, login);
    return issue;
  }

  function openIssue(repository: string, given: NewIssue): Issue {
    return make(repository, given, null);
  }

  function editIssue(reference: IssueReference, change: { title?: string; body?: string | null }, by?: string): void {
    const issue = state.issue(reference);
    const who = by === undefined ? issue.author : state.account(by);
    const changes: Json = {};
    if (change.title !== undefined && change.title !== issue.title) {
      changes.title = { from: issue.title };
      issue.title = change.title;
      note(issue, "renamed", who);
    }
    if (change.body !== undefined && change.body !== issue.body) {
      changes.body = { from: issue.body ?? "" };
      issue.body = change.body;
      noteMentions(issue, issue.body, who);
    }
    if (Object.keys(changes).length === 0) return;
    touch(issue);
    tell(issue, "edited", who, { changes });
  }

  function label(reference: IssueReference, name: string, by?: string): void {
    const issue = state.issue(reference);
    const given = labelNamed(issue, name);
    if (issue.labels.includes(given)) return;
    const who = actor(issue, by);
    issue.labels.push(given);
    touch(issue);
    note(issue, "labeled", who, { label: given });
    tell(issue, "labeled", who, { label: payloads.label(given, issue.repository) });
  }

  function unlabel(reference: IssueReference, name: string, by?: string): void {
    const issue = state.issue(reference);
    const given = issue.labels.find((one) => same(one.name, name));
    if (!given) return;
    const who = actor(issue, by);
    issue.labels = issue.labels.filter((one) => one !== given);
    touch(issue);
    note(issue, "unlabeled", who, { label: given });
    tell(issue, "unlabeled", who, { label: payloads.label(given, issue.repository) });
  }

  /** @returns Whether the person is assigned now: GitHub ignores silently whom it cannot assign. */
  function assign(reference: IssueReference, login: string, by?: string): boolean {
    const issue = state.issue(reference);
    const person = state.findAccount(login);
    if (person && issue.assignees.includes(person)) return true;
    if (!person || !canBeAssigned(person, issue.repository, issue)) return false;
    if (issue.assignees.length >= limitOfAssignees) return false;
    const who = actor(issue, by);
    issue.assignees.push(person);
    touch(issue);
    note(issue, "assigned", who, { assignee: person });
    tell(issue, "assigned", who, { assignee: payloads.account(person) });
    return true;
  }

  function unassign(reference: IssueReference, login: string, by?: string): void {
    const issue = state.issue(reference);
    const person = issue.assignees.find((one) => same(one.login, login));
    if (!person) return;
    const who = actor(issue, by);
    issue.assignees = issue.assignees.filter((one) => one !== person);
    touch(issue);
    note(issue, "unassigned", who, { assignee: person });
    tell(issue, "unassigned", who, { assignee: payloads.account(person) });
  }

  function closeIssue(reference: IssueReference, reason: StateReason = "completed", by?: string): void {
    const issue = state.issue(reference);
    const stateReason = issue.pull ? null : reason;
    if (issue.state === "closed" && issue.stateReason === stateReason) return;
    const who = actor(issue, by);
    const now = state.now();
    Object.assign(issue, { state: "closed", stateReason, closedAt: now, closedBy: who });
    touch(issue);
    note(issue, "closed", who, { stateReason });
    tell(issue, "closed", who);
  }

  function reopenIssue(reference: IssueReference, by?: string): void {
    const issue = state.issue(reference);
    if (issue.state === "open" || issue.pull?.mergedAt) return;
    const who = actor(issue, by);
    const stateReason = issue.pull ? null : "reopened";
    Object.assign(issue, { state: "open", stateReason, closedAt: null, closedBy: null });
    touch(issue);
    note(issue, "reopened", who);
    tell(issue, "reopened", who);
  }

  function lock(reference: IssueReference, by?: string): void {
    const issue = state.issue(reference);
    const who = actor(issue, by);
    issue.isLocked = true;
    touch(issue);
    note(issue, "locked", who);
    tell(issue, "locked", who);
  }

  function deleteIssue(reference: IssueReference, by?: string): void {
    const issue = state.issue(reference);
    issue.isDeleted = true;
    tell(issue, "deleted", actor(issue, by));
  }

  /** @returns The issue in its new place: another id and number. Labels come along where the same name is there. */
  function transferIssue(reference: IssueReference, to: string, by?: string): Issue {
    const issue = state.issue(reference);
    const who = actor(issue, by);
    const repository = state.repository(to);
    const moved: Issue = {
      ...issue,
      id: state.nextId(),
      number: repository.issues.size + 1,
      repository,
      labels: repository.labels.filter((one) => issue.labels.some(({ name }) => same(name, one.name))),
      assignees: [...issue.assignees],
      comments: [...issue.comments],
      timeline: [...issue.timeline],
      updatedAt: state.now(),
    };
    repository.issues.set(moved.number, moved);
    for (const comment of moved.comments) comment.issue = moved;
    const before = { issue: payloads.issue(issue), repository: payloads.repository(issue.repository) };
    issue.movedTo = moved;
    tell(issue, "transferred", who, {
      changes: { new_issue: payloads.issue(moved), new_repository: payloads.repository(repository) },
    });
    note(moved, "transferred", who);
    tell(moved, "opened", who, { changes: { old_issue: before.issue, old_repository: before.repository } });
    return moved;
  }

  function addComment(issue: Issue, author: Account, body: string, app: App | null = null): Comment {
    const now = state.now();
    const comment: Comment = { id: state.nextId(), issue, author, app, body, createdAt: now, updatedAt: now };
    issue.comments.push(comment);
    touch(issue);
    note(issue, "commented", author, { comment });
    noteMentions(issue, body, author);
    tellComment("created", comment, author);
    return comment;
  }

  function comment(reference: IssueReference, by: string, text: string): Comment {
    return addComment(state.issue(reference), state.account(by), text);
  }

  function editComment(given: Comment, text: string, by?: string): void {
    if (given.body === text) return;
    const changes = { body: { from: given.body } };
    const who = by === undefined ? given.author : state.account(by);
    given.body = text;
    given.updatedAt = state.now();
    touch(given.issue);
    noteMentions(given.issue, text, who);
    tellComment("edited", given, who, { changes });
  }

  function deleteComment(given: Comment, by?: string): void {
    const { issue } = given;
    issue.comments = issue.comments.filter((one) => one !== given);
    issue.timeline = issue.timeline.filter((one) => one.comment !== given);
    touch(issue);
    tellComment("deleted", given, by === undefined ? given.author : state.account(by));
  }

  function tellComment(action: string, given: Comment, sender: Account, more: Json = {}): void {
    hooks.tell({
      event: "issue_comment",
      action,
      repository: given.issue.repository,
      sender,
      payload: { issue: payloads.issue(given.issue), comment: payloads.comment(given), ...more },
    });
  }

  function openPullRequest(repositoryName: string, given: NewPullRequest): Issue {
    if (given.isBot && !state.findAccount(given.author)) addAccount(state, { login: given.author, type: "Bot" });
    const { defaultBranch, issues } = state.repository(repositoryName);
    return make(repositoryName, given, {
      id: state.nextId(),
      isDraft: given.draft ?? false,
      base: given.base ?? defaultBranch,
      head: given.head ?? `patch-${issues.size + 1}`,
      sha: sha(`${repositoryName} ${issues.size}`),
      mergedAt: null,
      mergedBy: null,
      linked: [],
    });
  }

  function pullOf(reference: IssueReference) {
    const issue = state.issue(reference);
    if (!issue.pull) throw new TypeError(`#${issue.number} is not a pull request.`);
    return { issue, pull: issue.pull };
  }

  function editPullRequest(
    reference: IssueReference,
    { base, ...change }: { title?: string; body?: string | null; base?: string },
    by?: string,
  ): void {
    const { issue, pull } = pullOf(reference);
    editIssue(issue, change, by);
    if (base === undefined || base === pull.base) return;
    const changes = { base: { ref: { from: pull.base }, sha: { from: sha(pull.base) } } };
    pull.base = base;
    touch(issue);
    tell(issue, "edited", by === undefined ? issue.author : state.account(by), { changes });
  }

  /** Links by hand, as in the sidebar: no text changes and no hook is told. */
  function linkPullRequest(reference: IssueReference, target: IssueReference): void {
    pullOf(reference).pull.linked.push(state.issue(target));
  }

  function setDraft(reference: IssueReference, isDraft: boolean, by: By): void {
    const { issue, pull } = pullOf(reference);
    if (pull.isDraft === isDraft) return;
    const who = by === undefined ? issue.author : state.account(by);
    pull.isDraft = isDraft;
    touch(issue);
    note(issue, isDraft ? "convert_to_draft" : "ready_for_review", who);
    tell(issue, isDraft ? "converted_to_draft" : "ready_for_review", who);
  }

  function readyForReview(reference: IssueReference, by?: string): void {
    setDraft(reference, false, by);
  }

  function convertToDraft(reference: IssueReference, by?: string): void {
    setDraft(reference, true, by);
  }

  /** New commits on the branch. */
  function pushCommits(reference: IssueReference): void {
    const { issue, pull } = pullOf(reference);
    const before = pull.sha;
    pull.sha = sha(`${before} next`);
    touch(issue);
    tell(issue, "synchronize", issue.author, { before, after: pull.sha });
  }

  function closePullRequest(reference: IssueReference, by?: string): void {
    const { issue } = pullOf(reference);
    closeIssue(issue, undefined, by ?? issue.author.login);
  }

  /** Also closes the issues that it says it closes, where whoever merges may do that. */
  function merge(reference: IssueReference, by?: string): void {
    const { issue, pull } = pullOf(reference);
    if (issue.state === "closed") return;
    const who = actor(issue, by);
    const now = state.now();
    Object.assign(pull, { mergedAt: now, mergedBy: who });
    Object.assign(issue, { state: "closed", closedAt: now, closedBy: who });
    touch(issue);
    note(issue, "merged", who);
    note(issue, "closed", who);
    tell(issue, "closed", who);
    if (pull.base !== issue.repository.defaultBranch) return;
    for (const target of closingReferences(state, issue)) {
      const mayClose =
        target.repository === issue.repository || isAtLeast(permissionOf(who, target.repository), "write");
      if (mayClose && target.state === "open") closeIssue(target, "completed", who.login);
    }
  }

  return {
    openIssue,
    editIssue,
    label,
    unlabel,
    assign,
    unassign,
    closeIssue,
    reopenIssue,
    lock,
    deleteIssue,
    transferIssue,
    comment,
    addComment,
    editComment,
    deleteComment,
    openPullRequest,
    editPullRequest,
    linkPullRequest,
    readyForReview,
    convertToDraft,
    pushCommits,
    closePullRequest,
    merge,
  };
}

export type Actions = ReturnType<typeof createActions>;

export function addAccount(
  state: State,
  { login, name = null, email = null, emails = [], type = "User" }: Partial<Account> & { login: string },
): Account {
  if (state.findAccount(login)) throw new TypeError(`${login} is taken.`);
  const account: Account = { id: state.nextId(), login, name, email, emails, type, isDeleted: false };
  state.accounts.push(account);
  return account;
}
