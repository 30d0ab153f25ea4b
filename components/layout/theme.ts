/** Where the reader's choice is kept; absent means: as the system. */
export const themeKey = "theme";

/**
 * Runs in the head, before the first paint, so that a chosen theme does not flash. It is the only inline script of our
 * own; the content security policy knows it by its hash.
 */
export const themeScript = `try{var t=localStorage.getItem("${themeKey}");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch(e){}`;
