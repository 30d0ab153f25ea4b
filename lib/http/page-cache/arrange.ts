/** The app's own styles; one inside `noscript`, say, has its place and keeps it. */
const STYLE = /<style[^>]*\sdata-precedence=[^>]*>([\s\S]*?)<\/style>/g;
/** Scripts that wait for nothing, and the hints to fetch one early. */
const SCRIPT = /<script src="[^"]*" async=""[^>]*><\/script>/g;
const HINT = /<link rel="preload" as="script"[^>]*>/g;
/** A row of React's stream that holds one space. */
const EMPTY_ROW = ":T1, ";

/**
 * Brings a rendered page into the order in which a slow line should carry it. Nothing is added, and what is not
 * recognised stays where it is.
 *
 * - Styles go to the end of the head: link previews read the first 32 KB, and the page's tags must be among them. They
 *   still come before the first thing that is painted.
 * - Scripts go to the end of the body, behind everything that can be read: fetched earlier they only share the line
 *   with it. React finds them and the styles by their addresses, wherever they are.
 * - The styles' text is taken out of the data for React. It stands there for a browser that has no such styles yet, and
 *   this one has them in its head.
 */
export function arrange(body: Buffer): Buffer {
  const headEnd = body.indexOf("</head>");
  const bodyEnd = body.lastIndexOf("</body>");
  if (headEnd < 0 || bodyEnd < headEnd) return body;
  const head = body.subarray(0, headEnd).toString();
  const styles = [...head.matchAll(STYLE)];
  const scripts = head.match(SCRIPT) ?? [];
  let rest = body.subarray(headEnd, bodyEnd).toString();
  for (const [, text = ""] of styles) rest = rest.replaceAll(textRow(text), EMPTY_ROW);
  return Buffer.from(
    [
      head.replace(STYLE, "").replace(SCRIPT, "").replace(HINT, ""),
      ...styles.map(([style]) => style),
      rest,
      ...scripts,
      body.subarray(bodyEnd).toString(),
    ].join(""),
  );
}

/** A row of text in React's stream (its length in bytes, then the text), as Next writes it into an inline script. */
function textRow(text: string): string {
  const written = JSON.stringify(text)
    .slice(1, -1)
    .replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
  return `:T${Buffer.byteLength(text).toString(16)},${written}`;
}
