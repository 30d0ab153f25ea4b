import { and, eq, inArray } from "drizzle-orm";
import { visibleLine } from "../../domain/inputs";
import { readLabels } from "../../domain/labels";
import { previewRuleInput, type RulePreviewView } from "../../domain/repositories";
import { GitHubFault, type Reply } from "../../github/client";
import { type GitHubIssue, issueListReply } from "../../github/replies";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { asMaintainer } from "../rights";
import { accessOf, clientWith } from "./access";
import { labelsOf, pathOf, readPublic } from "./ask";
import { githubFault, repositoryRow } from "./connect";
import { type GitHubSettings, gitHubSettings } from "./settings";

/** Pages of open issues that are looked at: enough to see what a rule does. */
const mostPages = 3;

/**
 * What a rule would make of a repository's open issues as they are now, newest first; by a maintainer of its project.
 * Nothing is written.
 * @throws AppError github_fault, invalid (the rule), not_found, unauthenticated, forbidden
 */
export async function previewRule(
  context: Context,
  input: unknown,
  given: GitHubSettings = gitHubSettings(),
): Promise<RulePreviewView> {
  const { id, rule } = parseInput(previewRuleInput, input);
  const row = await repositoryRow(context.database, id);
  await asMaintainer(context.database, context, row.projectId);
  try {
    const client = clientWith(given, accessOf(given, row), context.now);
    await readPublic(client, row);
    const labels = await labelsOf(client, row);
    const issues = [];
    let page: string | null = `${pathOf(row)}/issues?state=open&sort=created&direction=desc&per_page=100`;
    for (let count = 0; page !== null && count < mostPages; count += 1) {
      const answer: Reply<GitHubIssue[]> = await client.get(page, issueListReply);
      issues.push(...answer.data.filter((one) => !one.pull));
      page = answer.next;
    }
    const { issue } = context.database.tables;
    const numbers = issues.map((one) => one.number);
    const known = numbers.length
      ? await context.database.db
          .select({ number: issue.number, task: issue.taskNumber })
          .from(issue)
          .where(and(eq(issue.repositoryId, id), inArray(issue.number, numbers)))
      : [];
    const tasks = new Map(known.map((one) => [one.number, one.task]));
    return {
      labels,
      read: issues.length,
      isMore: page !== null,
      items: issues.map((one) => ({
        number: one.number,
        url: one.url,
        title: visibleLine(one.title).slice(0, 200) || `#${one.number}`,
        ...readLabels(rule, one.labels),
        task: tasks.get(one.number) ?? null,
      })),
    };
  } catch (error) {
    if (error instanceof GitHubFault) throw githubFault(error);
    throw error;
  }
}
