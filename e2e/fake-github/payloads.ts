import { createHash } from "node:crypto";
import {
  type Account,
  type App,
  type Comment,
  fullNameOf,
  type Hook,
  type Installation,
  type Issue,
  type Label,
  permissionOf,
  type Repository,
  type TimelineEvent,
} from "./state";

export interface Bases {
  web: string;
  api: string;
}

export type Json = Record<string, unknown>;

/** Makes what GitHub shows of its state, in replies and in webhooks: the field sets of its published schemas. */
export class Payloads {
  constructor(private readonly bases: () => Bases) {}

  account(account: Account): Json;
  account(account: Account | null): Json | null;
  account(account: Account | null): Json | null {
    if (!account || account.isDeleted) return null;
    const { web, api } = this.bases();
    const url = `${api}/users/${encodeURIComponent(account.login)}`;
    return {
      login: account.login,
      id: account.id,
      node_id: nodeId("U", account.id),
      avatar_url: `${web}/avatars/u/${account.id}?v=4`,
      gravatar_id: "",
      url,
      html_url:
        account.type === "Bot" ? `${web}/apps/${account.login.replace(/\[bot]$/, "")}` : `${web}/${account.login}`,
      followers_url: `${url}/followers`,
      following_url: `${url}/following{/other_user}`,
      gists_url: `${url}/gists{/gist_id}`,
      starred_url: `${url}/starred{/owner}{/repo}`,
      subscriptions_url: `${url}/subscriptions`,
      organizations_url: `${url}/orgs`,
      repos_url: `${url}/repos`,
      events_url: `${url}/events{/privacy}`,
      received_events_url: `${url}/received_events`,
      type: account.type,
      user_view_type: "public",
      site_admin: false,
    };
  }

  /** `GET /user`: a person's own view of their account. */
  self(account: Account): Json {
    return {
      ...this.account(account),
      name: account.name,
      company: null,
      blog: "",
      location: null,
      email: account.email,
      hireable: null,
      bio: null,
      twitter_username: null,
      notification_email: account.email,
      public_repos: 1,
      public_gists: 0,
      followers: 0,
      following: 0,
      created_at: "2020-01-01T00:00:00Z",
      updated_at: "2020-01-01T00:00:00Z",
    };
  }

  label(label: Label, repository: Repository): Json {
    return {
      id: label.id,
      node_id: nodeId("LA", label.id),
      url: `${this.repositoryUrl(repository)}/labels/${encodeURIComponent(label.name)}`,
      name: label.name,
      color: label.color,
      default: label.name === "good first issue" || label.name === "help wanted",
      description: label.description,
    };
  }

  repository(repository: Repository): Json {
    const { web } = this.bases();
    const url = this.repositoryUrl(repository);
    const html = `${web}/${fullNameOf(repository)}`;
    const open = [...repository.issues.values()].filter(
      (one) => one.state === "open" && !one.isDeleted && !one.movedTo,
    ).length;
    return {
      id: repository.id,
      node_id: nodeId("R", repository.id),
      name: repository.name,
      full_name: fullNameOf(repository),
      private: repository.isPrivate,
      owner: this.account(repository.owner),
      html_url: html,
      description: repository.description,
      fork: false,
      url,
      archive_url: `${url}/{archive_format}{/ref}`,
      assignees_url: `${url}/assignees{/user}`,
      collaborators_url: `${url}/collaborators{/collaborator}`,
      comments_url: `${url}/comments{/number}`,
      events_url: `${url}/events`,
      hooks_url: `${url}/hooks`,
      issue_comment_url: `${url}/issues/comments{/number}`,
      issue_events_url: `${url}/issues/events{/number}`,
      issues_url: `${url}/issues{/number}`,
      labels_url: `${url}/labels{/name}`,
      pulls_url: `${url}/pulls{/number}`,
      created_at: repository.createdAt,
      updated_at: repository.updatedAt,
      pushed_at: repository.updatedAt,
      clone_url: `${html}.git`,
      homepage: null,
      size: 1,
      stargazers_count: 0,
      watchers_count: 0,
      language: "Go",
      has_issues: repository.hasIssues,
      has_projects: true,
      has_wiki: true,
      has_pages: false,
      has_discussions: false,
      forks_count: 0,
      archived: repository.isArchived,
      disabled: false,
      open_issues_count: open,
      license: null,
      allow_forking: true,
      is_template: false,
      topics: [],
      visibility: repository.isPrivate ? "private" : "public",
      forks: 0,
      open_issues: open,
      watchers: 0,
      default_branch: repository.defaultBranch,
    };
  }

  issue(issue: Issue): Json {
    const repositoryUrl = this.repositoryUrl(issue.repository);
    const url = `${repositoryUrl}/issues/${issue.number}`;
    const html = this.issueHtml(issue);
    return {
      url,
      repository_url: repositoryUrl,
      labels_url: `${url}/labels{/name}`,
      comments_url: `${url}/comments`,
      events_url: `${url}/events`,
      html_url: html,
      id: issue.id,
      node_id: nodeId(issue.pull ? "PR" : "I", issue.id),
      number: issue.number,
      title: issue.title,
      user: this.account(issue.author),
      labels: issue.labels.map((one) => this.label(one, issue.repository)),
      state: issue.state,
      locked: issue.isLocked,
      assignee: this.account(issue.assignees[0] ?? null),
      assignees: issue.assignees.map((one) => this.account(one)),
      milestone: null,
      comments: issue.comments.length,
      created_at: issue.createdAt,
      updated_at: issue.updatedAt,
      closed_at: issue.closedAt,
      closed_by: this.account(issue.closedBy),
      author_association: association(issue.author, issue.repository),
      type: null,
      active_lock_reason: null,
      ...(issue.pull
        ? {
            draft: issue.pull.isDraft,
            pull_request: {
              url: `${repositoryUrl}/pulls/${issue.number}`,
              html_url: html,
              diff_url: `${html}.diff`,
              patch_url: `${html}.patch`,
              merged_at: issue.pull.mergedAt,
            },
          }
        : {
            sub_issues_summary: { total: 0, completed: 0, percent_completed: 0 },
            issue_dependencies_summary: { blocked_by: 0, total_blocked_by: 0, blocking: 0, total_blocking: 0 },
          }),
      body: issue.body,
      reactions: noReactions(url),
      timeline_url: `${url}/timeline`,
      performed_via_github_app: null,
      state_reason: issue.stateReason,
    };
  }

  /** @param isAlone The reply to `GET …/pulls/{n}` and the webhook say more than the list: `merged` among it. */
  pull(issue: Issue, isAlone: boolean): Json {
    const pull = issue.pull;
    if (!pull) throw new TypeError(`#${issue.number} is not a pull request.`);
    const repositoryUrl = this.repositoryUrl(issue.repository);
    const url = `${repositoryUrl}/pulls/${issue.number}`;
    const issueUrl = `${repositoryUrl}/issues/${issue.number}`;
    const html = this.issueHtml(issue);
    return {
      url,
      id: pull.id,
      node_id: nodeId("PR", issue.id),
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      issue_url: issueUrl,
      number: issue.number,
      state: issue.state,
      locked: issue.isLocked,
      title: issue.title,
      user: this.account(issue.author),
      body: issue.body,
      created_at: issue.createdAt,
      updated_at: issue.updatedAt,
      closed_at: issue.closedAt,
      merged_at: pull.mergedAt,
      merge_commit_sha: pull.mergedAt ? sha(`merge ${issue.id}`) : null,
      assignee: this.account(issue.assignees[0] ?? null),
      assignees: issue.assignees.map((one) => this.account(one)),
      requested_reviewers: [],
      requested_teams: [],
      labels: issue.labels.map((one) => this.label(one, issue.repository)),
      milestone: null,
      draft: pull.isDraft,
      commits_url: `${url}/commits`,
      review_comments_url: `${url}/comments`,
      comments_url: `${issueUrl}/comments`,
      statuses_url: `${repositoryUrl}/statuses/${pull.sha}`,
      head: {
        label: `${issue.author.login}:${pull.head}`,
        ref: pull.head,
        sha: pull.sha,
        user: this.account(issue.author),
        // As if the fork had been deleted: what no reader may rely on.
        repo: null,
      },
      base: {
        label: `${issue.repository.owner.login}:${pull.base}`,
        ref: pull.base,
        sha: sha(`base ${issue.repository.id}`),
        user: this.account(issue.repository.owner),
        repo: this.repository(issue.repository),
      },
      _links: {
        self: { href: url },
        html: { href: html },
        issue: { href: issueUrl },
        comments: { href: `${issueUrl}/comments` },
        commits: { href: `${url}/commits` },
      },
      author_association: association(issue.author, issue.repository),
      auto_merge: null,
      active_lock_reason: null,
      ...(isAlone
        ? {
            merged: pull.mergedAt !== null,
            mergeable: pull.mergedAt ? null : true,
            rebaseable: null,
            mergeable_state: pull.isDraft ? "draft" : "clean",
            merged_by: this.account(pull.mergedBy),
            comments: issue.comments.length,
            review_comments: 0,
            maintainer_can_modify: true,
            commits: 1,
            additions: 1,
            deletions: 1,
            changed_files: 1,
          }
        : {}),
    };
  }

  comment(comment: Comment): Json {
    const repositoryUrl = this.repositoryUrl(comment.issue.repository);
    const url = `${repositoryUrl}/issues/comments/${comment.id}`;
    return {
      url,
      html_url: `${this.issueHtml(comment.issue)}#issuecomment-${comment.id}`,
      issue_url: `${repositoryUrl}/issues/${comment.issue.number}`,
      id: comment.id,
      node_id: nodeId("IC", comment.id),
      user: this.account(comment.author),
      created_at: comment.createdAt,
      updated_at: comment.updatedAt,
      author_association: association(comment.author, comment.issue.repository),
      body: comment.body,
      reactions: noReactions(url),
      performed_via_github_app: comment.app ? this.app(comment.app) : null,
    };
  }

  timelineEvent(event: TimelineEvent, issue: Issue): Json {
    if (event.comment) return { event: "commented", actor: this.account(event.actor), ...this.comment(event.comment) };
    if (event.source) {
      const source = { ...this.issue(event.source), repository: this.repository(event.source.repository) };
      return {
        actor: this.account(event.actor),
        created_at: event.createdAt,
        updated_at: event.createdAt,
        source: { type: "issue", issue: source },
        event: "cross-referenced",
      };
    }
    return {
      id: event.id,
      node_id: nodeId("EV", event.id),
      url: `${this.repositoryUrl(issue.repository)}/issues/events/${event.id}`,
      actor: this.account(event.actor),
      event: event.event,
      commit_id: null,
      commit_url: null,
      created_at: event.createdAt,
      ...(event.label ? { label: { name: event.label.name, color: event.label.color } } : {}),
      ...(event.assignee ? { assignee: this.account(event.assignee), assigner: this.account(event.actor) } : {}),
      ...(event.event === "closed" ? { state_reason: event.stateReason ?? null } : {}),
      performed_via_github_app: null,
    };
  }

  app(app: App): Json {
    const { web, api } = this.bases();
    return {
      id: app.id,
      client_id: `Iv1.${app.id}`,
      slug: app.slug,
      node_id: nodeId("A", app.id),
      owner: this.account(app.owner),
      name: app.name,
      description: "",
      external_url: api,
      html_url: `${web}/apps/${app.slug}`,
      created_at: app.createdAt,
      updated_at: app.createdAt,
      permissions: app.permissions,
      events: app.hook.events,
    };
  }

  installation(installation: Installation): Json {
    const { web, api } = this.bases();
    return {
      id: installation.id,
      account: this.account(installation.account),
      repository_selection: installation.repositories ? "selected" : "all",
      access_tokens_url: `${api}/app/installations/${installation.id}/access_tokens`,
      repositories_url: `${api}/installation/repositories`,
      html_url: `${web}/settings/installations/${installation.id}`,
      app_id: installation.app.id,
      app_slug: installation.app.slug,
      target_id: installation.account.id,
      target_type: installation.account.type,
      permissions: installation.permissions,
      events: installation.app.hook.events,
      created_at: installation.createdAt,
      updated_at: installation.createdAt,
      single_file_name: null,
      suspended_at: installation.isSuspended ? installation.createdAt : null,
      suspended_by: null,
    };
  }

  hook(hook: Hook): Json {
    const { api } = this.bases();
    const home = hook.repository ? `${this.repositoryUrl(hook.repository)}/hooks/${hook.id}` : `${api}/app/hook`;
    return {
      type: hook.repository ? "Repository" : "App",
      id: hook.id,
      name: "web",
      active: hook.isActive,
      events: hook.events,
      config: this.hookConfig(hook),
      created_at: hook.createdAt,
      updated_at: hook.createdAt,
      url: home,
      test_url: `${home}/test`,
      ping_url: `${home}/pings`,
      deliveries_url: `${home}/deliveries`,
      last_response: { code: null, status: "unused", message: null },
    };
  }

  /** The secret never comes back. */
  hookConfig(hook: Hook): Json {
    return {
      content_type: hook.contentType,
      insecure_ssl: "0",
      ...(hook.secret ? { secret: "********" } : {}),
      url: hook.url,
    };
  }

  repositoryUrl(repository: Repository): string {
    return `${this.bases().api}/repos/${fullNameOf(repository)}`;
  }

  issueHtml(issue: Issue): string {
    return `${this.bases().web}/${fullNameOf(issue.repository)}/${issue.pull ? "pull" : "issues"}/${issue.number}`;
  }
}

function association(account: Account, repository: Repository): string {
  if (account === repository.owner) return "OWNER";
  if (permissionOf(account, repository)) return repository.owner.type === "Organization" ? "MEMBER" : "COLLABORATOR";
  const hasMerged = [...repository.issues.values()].some((one) => one.author === account && one.pull?.mergedAt);
  return hasMerged ? "CONTRIBUTOR" : "NONE";
}

function noReactions(url: string): Json {
  const none = { total_count: 0, "+1": 0, "-1": 0, laugh: 0, hooray: 0, confused: 0, heart: 0, rocket: 0, eyes: 0 };
  return { url: `${url}/reactions`, ...none };
}

function nodeId(prefix: string, id: number): string {
  return `${prefix}_${Buffer.from(String(id)).toString("base64url")}`;
}

export function sha(seed: string): string {
  return createHash("sha1").update(seed).digest("hex");
}
