/** Calls `use` with the version of the data, or `failed` when it cannot be read; at once where it is known. */
export type WithVersion = (use: (version: number) => void, failed: (error: unknown) => void) => void;

/**
 * Reads the version once for all requests that came in one turn of the event loop: all of them were sent before any
 * answer of that turn could be read, so none of them can know of a later write.
 */
export function versionOfTurn(read: () => number | Promise<number>): WithVersion {
  let thisTurn: number | null = null;
  const forget = (): void => {
    thisTurn = null;
  };
  return (use, failed) => {
    if (thisTurn !== null) {
      use(thisTurn);
      return;
    }
    let version: number | Promise<number>;
    try {
      version = read();
    } catch (error) {
      failed(error);
      return;
    }
    if (typeof version === "number") {
      use(version);
      return;
    }
    version.then((known) => {
      if (thisTurn === null) setImmediate(forget);
      thisTurn = known;
      use(known);
    }, failed);
  };
}
