/**
 * The cookie in which the reader's choice is kept; absent means: as the system. A cookie, because it can be read in the
 * head much faster than the browser's storage; no page that the server renders depends on it.
 */
export const themeCookie = "theme";

/**
 * Runs in the head, before the first paint, so that a chosen theme does not flash. It is the only inline script of our
 * own; the content security policy knows it by its hash.
 */
export const themeScript = `try{var t=/(?:^|; )${themeCookie}=(light|dark)/.exec(document.cookie);if(t)document.documentElement.dataset.theme=t[1]}catch(e){}`;

/** A year, in seconds. */
const age = 31_536_000;

/** Keeps the choice for this browser; null forgets it. */
export function keepTheme(theme: "light" | "dark" | null): void {
  const life = theme ? `${theme}; Max-Age=${age}` : "; Max-Age=0";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is too new for some readers' browsers
  document.cookie = `${themeCookie}=${life}; Path=/; SameSite=Lax`;
}
