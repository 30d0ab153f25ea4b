import { fullNameOf, type Issue, type State } from "./state";

/** `#7`, `owner/repo#7` or an address of an issue or pull request. */
const reference = String.raw`(?:(?<![\w/])(?:([\w.-]+/[\w.-]+))?#(\d+)|https?://[^\s/]+/([\w.-]+/[\w.-]+)/(?:issues|pull)/(\d+))\b`;
const mention = new RegExp(reference, "gi");
const closing = new RegExp(String.raw`\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+${reference}`, "gi");

/** The issues and pull requests that a text names, in its order. */
export function mentionedIn(state: State, text: string | null, home: Issue): Issue[] {
  return find(state, mention, text, home);
}

/**
 * The issues that a pull request would close: by its text, which counts only on the default branch, and by hand.
 * The keywords are GitHub's documented nine; each issue needs its own.
 */
export function closingReferences(state: State, pull: Issue): Issue[] {
  const isOnDefaultBranch = pull.pull?.base === pull.repository.defaultBranch;
  const named = isOnDefaultBranch ? find(state, closing, pull.body, pull) : [];
  return [...new Set([...named, ...(pull.pull?.linked ?? [])])].filter((one) => !one.pull);
}

function find(state: State, pattern: RegExp, text: string | null, home: Issue): Issue[] {
  const found = new Set<Issue>();
  for (const [, named, number, addressed, addressedNumber] of prose(text).matchAll(pattern)) {
    const repository = state.findRepository(named ?? addressed ?? fullNameOf(home.repository));
    const issue = repository?.issues.get(Number(number ?? addressedNumber));
    if (issue && issue !== home && !issue.isDeleted && !issue.movedTo) found.add(issue);
  }
  return [...found];
}

/** What is in code or in an HTML comment (as in templates: `<!-- Fixes #1 -->`) names nothing. */
function prose(text: string | null): string {
  return (text ?? "").replace(/<!--[\s\S]*?-->|```[\s\S]*?(?:```|$)|`[^`\n]*`/g, " ");
}
