/** The encodings a body is kept in, worst first: a larger number is preferred where the client likes both the same. */
export const ENCODINGS = ["identity", "gzip", "br"] as const;

/** An index into `ENCODINGS`. */
export type Encoding = 0 | 1 | 2;

/** What a client may vary in a header is without end, so what is remembered about it has an end. */
const REMEMBERED = 500;
const LONGEST_REMEMBERED = 300;

/** Remembers a pure function of a header, for as many values as real browsers send. */
export function remembered<T>(read: (header: string) => T): (header: string) => T {
  const known = new Map<string, T>();
  return (header) => {
    const before = known.get(header);
    if (before !== undefined) return before;
    const value = read(header);
    if (header.length <= LONGEST_REMEMBERED) {
      if (known.size >= REMEMBERED) known.clear();
      known.set(header, value);
    }
    return value;
  };
}

/**
 * The best encoding that an Accept-Encoding header allows (RFC 9110, 12.5.3). `identity` is the answer when nothing
 * else is allowed, even to a client that forbids it: a readable page is better than a 406.
 */
export function readEncoding(header: string): Encoding {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim());
    const quality = parameters.find((parameter) => parameter.startsWith("q="));
    const weight = quality === undefined ? 1 : Number(quality.slice(2));
    if (name !== "") weights.set(name, Number.isFinite(weight) ? weight : 0);
  }
  const weigh = (name: string): number => weights.get(name) ?? weights.get("*") ?? 0;
  let best: Encoding = 0;
  // Identity has no weight unless it is named: a client that lists encodings wants one of them.
  let bestWeight = weights.get("identity") ?? 0;
  for (const encoding of [1, 2] as const) {
    const weight = weigh(ENCODINGS[encoding]);
    if (weight > 0 && weight >= bestWeight) {
      best = encoding;
      bestWeight = weight;
    }
  }
  return best;
}

const encodingOf = remembered(readEncoding);

/** The encoding for a request's Accept-Encoding header. */
export function negotiateEncoding(header: string | string[] | undefined): Encoding {
  return typeof header === "string" ? encodingOf(header) : 0;
}

/** Whether an If-None-Match header names an entity tag; weak comparison (RFC 9110, 13.1.2). */
export function matchesEntityTag(header: string, entityTag: string): boolean {
  if (header === entityTag || header.trim() === "*") return true;
  const opaque = entityTag.replace(/^W\//, "");
  return header.split(",").some((candidate) => candidate.trim().replace(/^W\//, "") === opaque);
}
