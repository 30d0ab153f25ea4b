import { type GitHubClient, GitHubFault } from "../../github/client";
import { closingReply, type GitHubPull } from "../../github/replies";
import type { RepositoryRow } from "./access";
import type { Closing } from "./follow-pull";

/** Pull requests of one question. */
const most = 50;

/**
 * Which issues GitHub says that pull requests close: also those that somebody linked by hand, of which their text says
 * nothing. Visitors cannot ask; then the text alone counts, as it does when GitHub does not answer this.
 */
export async function closingOf(
  client: GitHubClient,
  { access, owner, name }: Pick<RepositoryRow, "access" | "owner" | "name">,
  pulls: readonly Pick<GitHubPull, "number" | "state">[],
): Promise<Map<number, Closing[]>> {
  const closing = new Map<number, Closing[]>();
  const asked = pulls.filter((one) => one.state !== "closed").map((one) => one.number);
  if (access === "public" || asked.length === 0) return closing;
  for (let at = 0; at < asked.length; at += most) {
    const fields = asked
      .slice(at, at + most)
      .map(
        (number) =>
          `p${number}: pullRequest(number: ${number}) { closingIssuesReferences(first: 20) { nodes { number repository { nameWithOwner } } } }`,
      );
    const query = `query($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { ${fields.join(" ")} } }`;
    try {
      const { data } = await client.graphql({ query, variables: { owner, name } }, closingReply);
      for (const [alias, pull] of Object.entries(data.repository)) {
        const nodes = pull?.closingIssuesReferences.nodes ?? [];
        const issues = nodes.flatMap((one) =>
          one ? `${one.repository.nameWithOwner}#${one.number}`.toLowerCase() : [],
        );
        closing.set(Number(alias.slice(1)), issues);
      }
    } catch (error) {
      if (error instanceof GitHubFault && error.fault === "rate_limited") throw error;
      if (!(error instanceof GitHubFault)) throw error;
      return closing;
    }
  }
  return closing;
}
