/** The app's own styles; one inside `noscript`, say, has its place and keeps it. */
const STYLE = /<style[^>]*\sdata-precedence=[^>]*>([\s\S]*?)<\/style>/g;
/** Scripts that wait for nothing, and the hints to fetch one early. */
const SCRIPT = /<script src="([^"]*)" async=""><\/script>/g;
const HINT = /<link rel="preload" as="script"[^>]*>/g;
/**
 * Fetches and starts the scripts named in `data-scripts` when the first frame is on its way to the screen; where nobody
 * looks there is no frame to wait for. React looks for `src` and `async` and does not start a script again.
 */
const START = `(function(){var scripts=document.currentScript.dataset.scripts.split(" ");function start(){scripts.forEach(function(src){var script=document.createElement("script");script.async=true;script.src=src;document.body.append(script)})}document.hidden?start():requestAnimationFrame(function(){setTimeout(start)})})()`;
/** A row of React's stream that holds one space. */
const EMPTY_ROW = ":T1, ";

/**
 * Brings a rendered page into the order in which a slow line should carry it. What is not recognised stays where it
 * is.
 *
 * - Styles go to the end of the head: link previews read the first 32 KB, and the page's tags must be among them. They
 *   still come before the first thing that is painted.
 * - Scripts are fetched after the first frame: on a slow phone merely fetching them held it up by a third of its time.
 * - The styles' text is taken out of the data for React. It stands there for a browser that has no such styles yet, and
 *   this one has them in its head.
 */
export function arrange(body: Buffer): Buffer {
  const headEnd = body.indexOf("</head>");
  const bodyEnd = body.lastIndexOf("</body>");
  if (headEnd < 0 || bodyEnd < headEnd) return body;
  const head = body.subarray(0, headEnd).toString();
  const styles = [...head.matchAll(STYLE)];
  let rest = body.subarray(headEnd, bodyEnd).toString();
  const scripts = [head, rest].flatMap((part) => [...part.matchAll(SCRIPT)].map(([, src]) => src));
  for (const [, text = ""] of styles) rest = rest.replaceAll(textRow(text), EMPTY_ROW);
  return Buffer.from(
    [
      head.replace(STYLE, "").replace(SCRIPT, "").replace(HINT, ""),
      ...styles.map(([style]) => style),
      rest.replace(SCRIPT, ""),
      scripts.length > 0 ? `<script data-scripts="${scripts.join(" ")}">${START}</script>` : "",
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
