import { prepare } from "./entry";
import type { Store } from "./store";

const polishing = new WeakSet<Store>();

/**
 * Compresses one more entry as small as it gets, off the main thread: one that was asked for again, that is older than
 * `before` (milliseconds since the epoch), and that someone reads in br.
 */
export async function polishOne(store: Store, before: number): Promise<void> {
  if (polishing.has(store)) return;
  polishing.add(store);
  try {
    for (const [key, entry] of store.entries()) {
      if (entry.polished || !entry.used || entry.renderedAt > before || !entry.variants[2] || !entry.compressible)
        continue;
      entry.polished = true;
      await prepare(entry, 2, "best", (bytes) => store.grow(key, entry, bytes));
      return;
    }
  } finally {
    polishing.delete(store);
  }
}
