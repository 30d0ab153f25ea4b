import { settings } from "../../env";
import { renderMarkdown } from "../markdown";

/** Characters of texts and their HTML that are kept: a few megabytes, and far more than the tasks in use have. */
const capacity = 2_000_000;

/**
 * The HTML of a post. A task is read again after every change anywhere on the board, and to render its posts would take
 * most of that time.
 */
export const postHtml = keepRendered((body) => renderMarkdown(body, { linkHosts: settings().LINK_HOSTS }), capacity);

/** `render` with a memory: texts and what they became, `limit` characters in all; the least recently asked for go first. */
export function keepRendered(render: (text: string) => string, limit: number): (text: string) => string {
  const kept = new Map<string, string>();
  let size = 0;
  return (text) => {
    const known = kept.get(text);
    const html = known ?? render(text);
    // A Map keeps the order in which things were put in: this one is now the newest.
    kept.delete(text);
    kept.set(text, html);
    if (known === undefined) size += text.length + html.length;
    for (const [oldest, rendered] of kept) {
      if (size <= limit) break;
      kept.delete(oldest);
      size -= oldest.length + rendered.length;
    }
    return html;
  };
}
