/** The longest path that becomes a code: beyond it the modules are too small to be read from a screen. */
const longest = 500;

/** Whether a text is an address of this site, from `/`: a code must never lead elsewhere. */
export function isSitePath(path: string): boolean {
  if (path.length > longest || !/^\/(?![/\\])[\x21-\x7e\p{L}\p{N}]*$/u.test(path) || path.includes("\\")) return false;
  const base = "http://site.invalid";
  return URL.canParse(path, base) && new URL(path, base).origin === base;
}
