const begin = "<!-- bench:begin -->";
const end = "<!-- bench:end -->";

/** Puts the result between the two marker comments of a document. @throws Error when they are not there */
export function withResult(document: string, result: string): string {
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The document has no ${begin} … ${end} to write between.`);
  return `${document.slice(0, from + begin.length)}\n\n${result.trim()}\n\n${document.slice(to)}`;
}
