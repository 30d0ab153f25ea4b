import { canRead } from "./access";
import { json, Refusal, type Reply } from "./http";
import type { Ask, Route } from "./rest";
import { type Issue, same } from "./state";

export const searchRoutes: Route<Ask>[] = [["GET", "/search/issues", searchIssues]];

const longest = 256;

/** Issues of one repository by state and labels: as much of the search language as is asked for. */
function searchIssues({ api, caller, query }: Ask): Reply {
  const asked = query.get("q") ?? "";
  const parts = asked.match(/(?:[^\s"]|"(?:[^"\\]|\\.)*")+/g) ?? [];
  if (parts.length === 0 || asked.length > longest) throw invalid();
  const wanted = new Map<string, string[]>();
  for (const part of parts) {
    const [, name, value] = /^(repo|is|label):(.+)$/s.exec(part) ?? [];
    if (!name || !value) throw invalid();
    wanted.set(name, [...(wanted.get(name) ?? []), value]);
  }
  const repository = api.state.findRepository(wanted.get("repo")?.[0] ?? "");
  // What one may not see is not said to be there.
  if (!repository || !canRead(caller, repository)) throw invalid();
  const is = (wanted.get("is") ?? []).map((value) => {
    const test = tests[value];
    if (!test) throw invalid();
    return test;
  });
  const fits = (one: Issue) =>
    !one.isDeleted &&
    !one.movedTo &&
    is.every((test) => test(one)) &&
    (wanted.get("label") ?? []).every((value) =>
      namesIn(value).some((name) => one.labels.some((label) => same(label.name, name))),
    );
  const found = [...repository.issues.values()].filter(fits);
  const size = Math.min(100, Math.max(1, Number(query.get("per_page")) || 30));
  return json(200, {
    total_count: found.length,
    incomplete_results: false,
    items: found.slice(0, size).map((one) => api.payloads.issue(one)),
  });
}

const tests: Record<string, (issue: Issue) => boolean> = {
  issue: (one) => !one.pull,
  pr: (one) => Boolean(one.pull),
  open: (one) => one.state === "open",
  closed: (one) => one.state === "closed",
};

/** `"good first issue",bug`: any of them. */
function namesIn(value: string): string[] {
  const names = value.match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? [];
  return names.map((name) => name.replace(/^"|"$/g, "").replace(/\\(.)/g, "$1"));
}

function invalid(): Refusal {
  return new Refusal(422, "Validation Failed");
}
