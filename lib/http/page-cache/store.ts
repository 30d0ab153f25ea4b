import type { Entry } from "./entry";

export interface StoreLimits {
  /** Bytes of all bodies and headers together. */
  bytes: number;
  entries: number;
  /** Bytes of one body; a larger one is sent but not kept. */
  entryBytes: number;
  /** Characters of a key. */
  keyLength: number;
}

export const DEFAULT_LIMITS: StoreLimits = {
  bytes: 64 * 1024 * 1024,
  entries: 5000,
  entryBytes: 4 * 1024 * 1024,
  keyLength: 2048,
};

/** From this part of a limit on, a key must be seen twice before it takes room. */
const NEARLY_FULL = 0.75;
const REMEMBERED_SIGHTINGS = 20_000;

/**
 * Entries of one version within a bound of memory. It drops what was not sent for longest (second chance: an entry
 * that was sent since the last look goes to the end of the queue once, so a hit costs one assignment). Nearly full, it
 * admits a key only when it comes a second time: a crowd of addresses that nobody asks for twice pushes nothing out.
 */
export class Store {
  #entries = new Map<string, Entry>();
  #seenOnce = new Set<string>();
  #bytes = 0;
  readonly #limits: StoreLimits;

  constructor(limits: Partial<StoreLimits> = {}) {
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
  }

  get size(): number {
    return this.#entries.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  entries(): IterableIterator<[string, Entry]> {
    return this.#entries.entries();
  }

  /** Keeps an entry if there is room for it by the rules above. Returns whether it did. */
  put(key: string, entry: Entry): boolean {
    const before = this.#entries.get(key);
    if (before) this.#remove(key, before);
    if (key.length > this.#limits.keyLength || entry.size > this.#limits.entryBytes) return false;
    if (!before && this.#isNearlyFull() && !this.#isSecondSighting(key)) return false;
    this.#entries.set(key, entry);
    this.#bytes += entry.size + 2 * key.length;
    this.#shrink();
    return this.#entries.get(key) === entry;
  }

  /** Counts bytes that an entry gained, if it is (still) kept. */
  grow(key: string, entry: Entry, bytes: number): void {
    if (this.#entries.get(key) !== entry) return;
    this.#bytes += bytes;
    this.#shrink();
  }

  clear(): void {
    this.#entries = new Map();
    this.#seenOnce = new Set();
    this.#bytes = 0;
  }

  #isNearlyFull(): boolean {
    const { bytes, entries } = this.#limits;
    return this.#bytes > bytes * NEARLY_FULL || this.#entries.size > entries * NEARLY_FULL;
  }

  #isSecondSighting(key: string): boolean {
    if (this.#seenOnce.delete(key)) return true;
    if (this.#seenOnce.size >= REMEMBERED_SIGHTINGS) this.#seenOnce = new Set();
    this.#seenOnce.add(key);
    return false;
  }

  #remove(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#bytes -= entry.size + 2 * key.length;
  }

  #shrink(): void {
    while (this.#bytes > this.#limits.bytes || this.#entries.size > this.#limits.entries) {
      const oldest = this.#entries.entries().next().value;
      if (oldest === undefined) return;
      const [key, entry] = oldest;
      if (entry.used) {
        entry.used = false;
        this.#entries.delete(key);
        this.#entries.set(key, entry);
      } else {
        this.#remove(key, entry);
      }
    }
  }
}
