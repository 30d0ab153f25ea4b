import { type Caller, canRead, isAuthenticated } from "./access";
import { json, type Question, Refusal, type Reply, readJson } from "./http";
import { type Json, sha } from "./payloads";
import { closingReferences } from "./references";
import type { Api } from "./rest";
import { fullNameOf, type Issue, type Repository } from "./state";

/**
 * The part of GraphQL that says which issues pull requests close: `repository › pullRequest › closingIssuesReferences`,
 * with aliases and variables. Faults are answered with 200 and `errors`, as everywhere in GraphQL.
 */
export function answerGraphQL(api: Api, caller: Caller, question: Question): Reply {
  if (!isAuthenticated(caller)) throw new Refusal(401, "This endpoint requires you to be authenticated.");
  if (question.method !== "POST") throw new Refusal(404, "Not Found");
  const { query, variables } = readJson(question.body);
  try {
    const fields = parse(String(query), (variables ?? {}) as Json);
    const errors: Json[] = [];
    const data = resolve(fields, rootOf(api, caller), [], errors);
    return json(200, { data, ...(errors.length > 0 ? { errors } : {}) });
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return json(200, { errors: [{ message: error.message }] });
  }
}

class QueryError extends Error {
  override name = "QueryError";
}

interface Field {
  alias: string;
  name: string;
  values: Json;
  fields: Field[] | null;
}

/** `{ alias: name(argument: value) { … } }`, after an operation's name and variables. */
function parse(text: string, variables: Json): Field[] {
  const tokens: string[] = text.replace(/#[^\n]*/g, "").match(/"(?:[^"\\]|\\.)*"|\$?\w+|-?\d+|[{}():[\]!=]/g) ?? [];
  let at = tokens.indexOf("{");
  if (at < 0) throw new QueryError("Unexpected end of document");
  return selection();

  function take(expected?: string): string {
    const token = tokens[at];
    at += 1;
    if (token === undefined || (expected !== undefined && token !== expected))
      throw new QueryError(`Expected ${expected ?? "more"}, actual: ${token ?? "the end"}`);
    return token;
  }

  function selection(): Field[] {
    take("{");
    const fields: Field[] = [];
    while (tokens[at] !== "}") fields.push(field());
    take("}");
    return fields;
  }

  function field(): Field {
    const first = take();
    const isAliased = tokens[at] === ":";
    if (isAliased) take(":");
    const name = isAliased ? take() : first;
    const values: Json = {};
    if (tokens[at] === "(") {
      take("(");
      while (tokens[at] !== ")") {
        const argument = take();
        take(":");
        values[argument] = value(take());
      }
      take(")");
    }
    return { alias: first, name, values, fields: tokens[at] === "{" ? selection() : null };
  }

  function value(token: string): unknown {
    if (token.startsWith("$")) {
      if (!(token.slice(1) in variables)) throw new QueryError(`Variable ${token} was not provided`);
      return variables[token.slice(1)];
    }
    try {
      return JSON.parse(token);
    } catch {
      return token;
    }
  }
}

type Resolvers = Record<string, (values: Json) => unknown>;

/** Marks something that is not there: null in the data, and an error with its path. */
class Missing {
  constructor(readonly message: string) {}
}

class Node {
  constructor(
    readonly type: string,
    readonly resolvers: Resolvers,
  ) {}
}

function resolve(fields: Field[], node: Node, path: (string | number)[], errors: Json[]): Json {
  const data: Json = {};
  for (const { alias, name, values, fields: inner } of fields) {
    const here = [...path, alias];
    const resolver = node.resolvers[name];
    if (!resolver && name !== "__typename")
      throw new QueryError(`Field '${name}' doesn't exist on type '${node.type}'`);
    const value = resolver ? resolver(values) : node.type;
    if (value instanceof Missing) {
      errors.push({ type: "NOT_FOUND", path: here, locations: [{ line: 1, column: 1 }], message: value.message });
      data[alias] = null;
    } else if (value instanceof Node) data[alias] = resolve(need(inner, name), value, here, errors);
    else if (Array.isArray(value))
      data[alias] = value.map((one: Node, index) => resolve(need(inner, name), one, [...here, index], errors));
    else data[alias] = value;
  }
  return data;
}

function need(fields: Field[] | null, name: string): Field[] {
  if (!fields) throw new QueryError(`Field must have selections (field '${name}')`);
  return fields;
}

function rootOf(api: Api, caller: Caller): Node {
  return new Node("Query", {
    repository: ({ owner, name }) => {
      const fullName = `${owner}/${name}`;
      // Old names work here without a redirect.
      const found = api.state.findRepository(fullName) ?? api.state.formerNames.get(fullName.toLowerCase());
      if (!found || !canRead(caller, found))
        return new Missing(`Could not resolve to a Repository with the name '${fullName}'.`);
      return repositoryNode(api, caller, found);
    },
  });
}

function repositoryNode(api: Api, caller: Caller, repository: Repository): Node {
  return new Node("Repository", {
    id: () => api.payloads.repository(repository).node_id,
    databaseId: () => repository.id,
    nameWithOwner: () => fullNameOf(repository),
    pullRequest: ({ number }) => {
      const found = repository.issues.get(Number(number));
      if (!found?.pull || found.isDeleted)
        return new Missing(`Could not resolve to a PullRequest with the number of ${number}.`);
      return pullNode(api, caller, found);
    },
  });
}

function pullNode(api: Api, caller: Caller, issue: Issue): Node {
  return new Node("PullRequest", {
    ...common(api, issue),
    databaseId: () => issue.pull?.id,
    state: () => (issue.pull?.mergedAt ? "MERGED" : issue.state.toUpperCase()),
    isDraft: () => issue.pull?.isDraft,
    merged: () => issue.pull?.mergedAt !== null,
    mergedAt: () => issue.pull?.mergedAt,
    closingIssuesReferences: ({ first, userLinkedOnly }) => {
      if (typeof first !== "number" || first < 1 || first > 100)
        throw new QueryError("You must provide a `first` value between 1 and 100 to properly paginate the connection.");
      const all = userLinkedOnly === true ? (issue.pull?.linked ?? []) : closingReferences(api.state, issue);
      const readable = all.filter((one) => canRead(caller, one.repository));
      return new Node("IssueConnection", {
        totalCount: () => readable.length,
        nodes: () => readable.slice(0, first).map((one) => issueNode(api, caller, one)),
        pageInfo: () =>
          new Node("PageInfo", { hasNextPage: () => readable.length > first, endCursor: () => sha(`${first}`) }),
      });
    },
  });
}

function issueNode(api: Api, caller: Caller, issue: Issue): Node {
  return new Node("Issue", {
    ...common(api, issue),
    databaseId: () => issue.id,
    state: () => issue.state.toUpperCase(),
    stateReason: () => issue.stateReason?.toUpperCase() ?? null,
    repository: () => repositoryNode(api, caller, issue.repository),
  });
}

function common(api: Api, issue: Issue): Resolvers {
  return {
    id: () => api.payloads.issue(issue).node_id,
    number: () => issue.number,
    title: () => issue.title,
    url: () => api.payloads.issueHtml(issue),
    updatedAt: () => issue.updatedAt,
  };
}
