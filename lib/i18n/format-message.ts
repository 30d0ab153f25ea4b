/**
 * Formats ICU messages as our texts use them: `{name}`, `{count, number}`, `{count, plural, one {…} other {… #}}` (also
 * `=0`, `selectordinal`), `{kind, select, …}`, `<b>…</b>` and quoted braces. It stands in for use-intl's own formatter in
 * everything that Next builds (`next.config.js`) and is a tenth of its size; a test holds the two side by side.
 */

type Format = (parts: unknown[]) => unknown;
export type MessageValues = Record<string, unknown>;

interface Formatters {
  getNumberFormat(locale: string): Intl.NumberFormat;
  getPluralRules(locale: string, options: Intl.PluralRulesOptions): Intl.PluralRules;
}

interface Options {
  locale: string;
  formatters: Formatters;
}

type Node =
  | string
  | { kind: "argument"; name: string }
  | { kind: "number"; name: string }
  | { kind: "pound" }
  | { kind: "choice"; name: string; by: "select" | "cardinal" | "ordinal"; cases: Map<string, Node[]> }
  | { kind: "tag"; name: string; inside: Node[] };

const parsed = new Map<string, Node[]>();

/** use-intl calls this for every message. @throws SyntaxError when the message is not well formed. */
function formatMessage(_key: string, message: unknown, values: MessageValues | undefined, options: Options): unknown {
  if (typeof message !== "string") throw new TypeError("This key is no message.");
  if (!/[{}<'#]/.test(message)) return message;
  let nodes = parsed.get(message);
  if (!nodes) {
    nodes = new Parser(message).all();
    parsed.set(message, nodes);
  }
  const parts = render(nodes, values ?? {}, options, null);
  return parts.length === 0 ? "" : parts.length === 1 ? parts[0] : parts;
}

/** Tells use-intl that messages are handed over as they are written. */
formatMessage.raw = true;
export default formatMessage;

/** The parts of a message; neighbouring texts are one. */
function render(nodes: readonly Node[], values: MessageValues, options: Options, pound: number | null): unknown[] {
  const parts: unknown[] = [];
  const add = (part: unknown) => {
    const last = parts.length - 1;
    if (typeof part === "string" && typeof parts[last] === "string") parts[last] += part;
    else if (part !== "") parts.push(part);
  };
  const numberText = (number: unknown) => options.formatters.getNumberFormat(options.locale).format(Number(number));
  for (const node of nodes) {
    if (typeof node === "string") add(node);
    else if (node.kind === "pound") add(numberText(pound));
    else if (node.kind === "number") add(numberText(valueNamed(values, node.name)));
    else if (node.kind === "argument") {
      const value = valueNamed(values, node.name);
      add(typeof value === "object" && value !== null ? value : String(value));
    } else if (node.kind === "tag") {
      const wrap = valueNamed(values, node.name) as Format;
      add(wrap(render(node.inside, values, options, pound)));
    } else {
      const value = valueNamed(values, node.name);
      for (const part of render(caseOf(node, value, options), values, options, Number(value))) add(part);
    }
  }
  return parts;
}

function valueNamed(values: MessageValues, name: string): unknown {
  if (!(name in values)) throw new Error(`The message needs a value for ${name}.`);
  return values[name];
}

function caseOf(node: Extract<Node, { kind: "choice" }>, value: unknown, { locale, formatters }: Options): Node[] {
  const other = node.cases.get("other") ?? [];
  if (node.by === "select") return node.cases.get(String(value)) ?? other;
  const exact = node.cases.get(`=${value}`);
  return exact ?? node.cases.get(formatters.getPluralRules(locale, { type: node.by }).select(Number(value))) ?? other;
}

/** Reads a message from left to right. */
class Parser {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  all(): Node[] {
    const nodes = this.nodes(false);
    if (this.at < this.text.length) this.fail();
    return nodes;
  }

  /** Nodes up to the brace or the end tag that closes them. */
  private nodes(isPlural: boolean): Node[] {
    const nodes: Node[] = [];
    let text = "";
    const flush = () => {
      if (text) nodes.push(text);
      text = "";
    };
    while (this.at < this.text.length) {
      const rest = this.text.slice(this.at);
      const character = rest.charAt(0);
      if (character === "}" || rest.startsWith("</")) break;
      const tag = character === "<" && /^<([a-z][\w.-]*)>/i.exec(rest);
      if (character === "{" || tag || (character === "#" && isPlural)) flush();
      if (character === "{") nodes.push(this.argument());
      else if (tag) {
        this.at += tag[0].length;
        const inside = this.nodes(isPlural);
        this.expect(`</${tag[1]}>`);
        nodes.push({ kind: "tag", name: tag[1] ?? "", inside });
      } else if (character === "#" && isPlural) {
        this.at += 1;
        nodes.push({ kind: "pound" });
      } else if (character === "'") text += this.quoted(isPlural);
      else {
        text += character;
        this.at += 1;
      }
    }
    flush();
    return nodes;
  }

  /** `''` is an apostrophe, `'{…'` is text up to the next quote, and a lone quote is itself. */
  private quoted(isPlural: boolean): string {
    const next = this.text.charAt(this.at + 1);
    if (next === "'") {
      this.at += 2;
      return "'";
    }
    if (!"{}<>".includes(next || " ") && !(isPlural && next === "#")) {
      this.at += 1;
      return "'";
    }
    let text = "";
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      const character = this.text.charAt(this.at);
      if (character !== "'") text += character;
      else if (this.text.charAt(this.at + 1) === "'") {
        text += "'";
        this.at += 1;
      } else {
        this.at += 1;
        break;
      }
    }
    return text;
  }

  private argument(): Node {
    this.at += 1;
    const name = this.word();
    if (this.skip("}")) return { kind: "argument", name };
    this.expect(",");
    const kind = this.word();
    if (kind === "number") {
      this.expect("}");
      return { kind: "number", name };
    }
    if (kind !== "plural" && kind !== "selectordinal" && kind !== "select") this.fail();
    this.expect(",");
    const by = kind === "select" ? "select" : kind === "plural" ? "cardinal" : "ordinal";
    const cases = new Map<string, Node[]>();
    while (!this.skip("}")) {
      const label = this.word();
      this.expect("{");
      cases.set(label, this.nodes(by !== "select"));
      this.expect("}");
    }
    if (!cases.has("other")) this.fail();
    return { kind: "choice", name, by, cases };
  }

  private word(): string {
    const found = /^\s*([^\s{},<>'#]+)\s*/.exec(this.text.slice(this.at));
    if (!found) this.fail();
    this.at += found[0].length;
    return found[1] ?? "";
  }

  private skip(mark: string): boolean {
    const spaces = mark === "}" || mark === "," || mark === "{" ? /^\s*/.exec(this.text.slice(this.at))?.[0].length : 0;
    const from = this.at + (spaces ?? 0);
    if (!this.text.startsWith(mark, from)) return false;
    this.at = from + mark.length;
    return true;
  }

  private expect(mark: string): void {
    if (!this.skip(mark)) this.fail();
  }

  private fail(): never {
    throw new SyntaxError(`The message is not well formed at ${this.at}: ${this.text}`);
  }
}
