import type { Locale } from "@/lib/domain/words";
import { exampleOf } from "@/lib/http/describe";
import type { Operation } from "@/lib/http/operations";

/** What stands for the parts of a path. */
const parts: Record<string, string> = { number: "1", slug: "layotto", login: "lin", link: "LINK_ID" };
const ids: Partial<Record<Operation["group"], string>> = { claims: "CLAIM_ID", lists: "42" };

/** A text as one word of a shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The command line that tries an operation at `base`; null for what only a browser may do. */
export function curlSample(operation: Operation, base: string, locale: Locale): string | null {
  if (operation.who === "session") return null;
  const part = (_: string, name: string) => (name === "id" ? (ids[operation.group] ?? "ID") : (parts[name] ?? name));
  const address = base + operation.path.replace(/\{(\w+)\}/g, part);
  const example = exampleOf(locale, operation);
  if (operation.keeps) {
    const query = Object.entries(example ?? {}).map(([name, value]) => `--data-urlencode ${quote(`${name}=${value}`)}`);
    const token = operation.keeps === "personal" ? [authorization] : [];
    return [query.length > 0 ? `curl --get ${address}` : `curl ${address}`, ...token, ...query].join(" \\\n  ");
  }
  const body = example ? [`-H 'Content-Type: application/json'`, `-d ${quote(JSON.stringify(example, null, 2))}`] : [];
  return [`curl -X ${operation.method} ${address}`, authorization, ...body].join(" \\\n  ");
}

const authorization = `-H "Authorization: Bearer $FOOTHOLD_TOKEN"`;
