/** A link of a mail, and its words. */
export interface MailLink {
  label: string;
  url: string;
}

/** One line of a mail; with a link it is something to do, and `notes` are what was said about it. */
export interface MailItem {
  title: string;
  notes: string[];
  link: MailLink;
}

/** What a mail says, from top to bottom; made into plain text and into HTML. */
export interface MailContent {
  lang: string;
  board: string;
  hello: string;
  lead: string;
  items: MailItem[];
  /** What else is open: a heading and its lines. */
  others: { title: string; lines: { text: string; url: string }[] } | null;
  /** Below the line, in small print. */
  footer: { text: string; links: MailLink[] };
}

/** The mail for a reader of plain text. */
export function plainMail({ hello, lead, items, others, footer }: MailContent): string {
  const blocks = [
    hello,
    lead,
    ...items.map(({ title, notes, link }) => [`* ${title}`, ...notes, `${link.label}: ${link.url}`].join("\n  ")),
    ...(others ? [[others.title, ...others.lines.map(({ text, url }) => `- ${text}\n  ${url}`)].join("\n")] : []),
    // The usual sign of a mail's end (RFC 3676, 4.3).
    ["-- ", footer.text, ...footer.links.map(({ label, url }) => `${label}: ${url}`)].join("\n"),
  ];
  return `${blocks.join("\n\n")}\n`;
}

const font =
  "font:16px/1.55 ui-sans-serif,system-ui,-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif";
// White on it, and it on white or on near black, can be read: mail programs turn colours round as they like.
const button =
  "display:inline-block;background:#0f766e;color:#ffffff;text-decoration:none;font-weight:600;font-size:15px;padding:8px 14px;border-radius:9px";
const rule = "border:0;border-top:1px solid #8a847d;opacity:.45;margin:24px 0 16px";
const small = "font-size:14px;opacity:.8;margin:0 0 8px";

/**
 * The same as HTML: no picture, no font, no script, nothing from elsewhere. Ground and ink are the reader's own, so that
 * it is as readable in the dark as by day.
 */
export function htmlMail({ lang, board, hello, lead, items, others, footer }: MailContent): string {
  const item = ({ title, notes, link }: MailItem) =>
    `<div style="margin:0 0 24px"><p style="margin:0 0 4px;font-weight:600;font-size:17px">${html(title)}</p>` +
    notes.map((note) => `<p style="margin:0 0 4px;opacity:.8">${html(note)}</p>`).join("") +
    `<p style="margin:10px 0 0"><a href="${html(link.url)}" style="${button}">${html(link.label)}</a></p></div>`;
  const line = ({ text, url }: { text: string; url: string }) =>
    `<li style="margin:0 0 6px"><a href="${html(url)}" style="color:inherit">${html(text)}</a></li>`;
  const rest = others
    ? `<hr style="${rule}"><p style="margin:0 0 8px;font-weight:600">${html(others.title)}</p>` +
      `<ul style="margin:0;padding:0 0 0 20px">${others.lines.map(line).join("")}</ul>`
    : "";
  const links = footer.links.map(
    ({ label, url }) => `<a href="${html(url)}" style="color:inherit;white-space:nowrap">${html(label)}</a>`,
  );
  return [
    `<!doctype html><html lang="${html(lang)}" style="color-scheme:light dark"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">',
    `<meta name="supported-color-schemes" content="light dark"><title>${html(board)}</title></head>`,
    `<body style="margin:0;padding:24px 16px;${font}"><div style="max-width:560px;margin:0 auto;overflow-wrap:anywhere">`,
    `<p style="${small}">${html(board)}</p>`,
    `<p style="margin:0 0 4px">${html(hello)}</p><p style="margin:0 0 20px">${html(lead)}</p>`,
    ...items.map(item),
    rest,
    `<hr style="${rule}"><p style="${small}">${html(footer.text)}</p>`,
    links.length > 0 ? `<p style="${small}">${links.join(" &nbsp;·&nbsp; ")}</p>` : "",
    "</div></body></html>",
  ].join("");
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function html(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? "");
}
