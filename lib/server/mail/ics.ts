/** One property of a calendar: its name with parameters, and its value as it is written. */
type Property = readonly [name: string, value: string];

/** A date-time in UTC (RFC 5545, 3.3.5). */
export function icsInstant(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d{3}/g, "");
}

/** A text value (RFC 5545, 3.3.11): what would end it, or be read as more than text, is escaped or left out. */
export function icsText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\n/g, "\\n")
    .replace(/\p{Cc}/gu, "");
}

/** A component with what is inside it, as lines that are still to be folded. */
export function icsComponent(name: string, properties: readonly Property[], inside: readonly string[] = []): string[] {
  const lines = properties.map(([property, value]) => `${property}:${value}`);
  return [`BEGIN:${name}`, ...lines, ...inside, `END:${name}`];
}

/** The file: lines end in CR LF and have at most 75 octets; a longer one goes on after a line break and a space. */
export function icsFile(lines: readonly string[]): string {
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

const longest = 75;

function fold(line: string): string {
  if (Buffer.byteLength(line) <= longest) return line;
  let folded = "";
  let octets = 0;
  // By character, so that none is cut in two.
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > longest) {
      folded += "\r\n ";
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
