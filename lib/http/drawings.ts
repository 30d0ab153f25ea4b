import { OverloadedError } from "./page-cache/render";

export interface DrawingsOptions {
  /** Pictures that are kept, about 50 KB each; the one drawn first is forgotten first. */
  capacity: number;
  /** Pictures that may wait for their turn, before new ones are refused. */
  waiting: number;
}

export interface Drawings {
  /**
   * The picture of this key: a kept one, or drawn now, once however many ask at the same time.
   * @throws OverloadedError when too many wait
   */
  draw(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array>;
}

/**
 * Pictures take a good tenth of a second of the one thread that answers everyone, and anybody may ask for any. So they
 * are drawn one after the other, with a rest as long as the drawing before the next: half of the time is always left.
 */
export function createDrawings({ capacity, waiting }: DrawingsOptions): Drawings {
  const kept = new Map<string, Promise<Uint8Array>>();
  let last: Promise<unknown> = Promise.resolve();
  let queued = 0;

  function inTurn(make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    if (queued >= waiting) throw new OverloadedError("Too many pictures wait to be drawn.");
    queued += 1;
    let took = 0;
    const drawing = last.then(async () => {
      const started = performance.now();
      try {
        return await make();
      } finally {
        took = performance.now() - started;
        queued -= 1;
      }
    });
    last = drawing.catch(() => undefined).then(() => new Promise((rested) => setTimeout(rested, took)));
    return drawing;
  }

  return {
    async draw(key, make) {
      const known = kept.get(key);
      if (known) return known;
      const picture = inTurn(make);
      kept.set(key, picture);
      const oldest = kept.size > capacity ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      // A failure is not kept.
      picture.catch(() => kept.delete(key));
      return picture;
    },
  };
}

const key = Symbol.for("foothold.drawings");
type Holder = { [key]?: Drawings };

/** The one queue of this process; every route that Next bundles finds the same. */
export function sharedDrawings(): Drawings {
  const holder = globalThis as Holder;
  holder[key] ??= createDrawings({ capacity: 300, waiting: 40 });
  return holder[key];
}

/** The answer with a picture, or 503 when too many wait; link previews ask again later. */
export async function answerPicture(picture: Promise<Uint8Array>, headers: Record<string, string>): Promise<Response> {
  try {
    return new Response(Uint8Array.from(await picture), { headers: { ...headers, "Content-Type": "image/png" } });
  } catch (error) {
    if (!(error instanceof OverloadedError)) throw error;
    return new Response(null, { status: 503, headers: { "Cache-Control": "no-store", "Retry-After": "30" } });
  }
}
