/** Numbers that look random and are the same in every run, so that two runs measure the same tasks. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number;
  pick<One>(from: readonly One[]): One;
  /** Whether something that happens with this probability happens. */
  chance(probability: number): boolean;
  /** An id in the form of a UUID. */
  id(): string;
}

/** @param seed any whole number; the same seed gives the same numbers (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const hex = (digits: number) =>
    Array.from({ length: digits / 4 }, () => below(0x10000).toString(16).padStart(4, "0")).join("");
  return {
    next,
    below,
    pick: <One>(from: readonly One[]) => from[below(from.length)] as One,
    chance: (probability) => next() < probability,
    id: () => `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`,
  };
}
