import { AppError } from "../domain/errors";
import { invalid } from "./problem";

/** A JSON object as it came. */
export type Fields = Record<string, unknown>;

/**
 * The body of a request as a JSON object; no body counts as `{}`, so that the verb says which fields it needs.
 * @param limit bytes
 * @throws AppError too_large; invalid, with path "" when it is no JSON object in UTF-8 or is not called JSON
 */
export async function readBody(request: Request, limit: number): Promise<Fields> {
  const bytes = await readBytes(request, limit);
  if (bytes.length === 0) return {};
  if (!isJson(request.headers.get("content-type") ?? "")) throw invalid("content_type");
  let body: unknown;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    body = JSON.parse(text);
  } catch {
    throw invalid("malformed_json");
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw invalid("invalid_type");
  // JSON can write down U+0000 and halves of characters, which no engine keeps as they are and nobody means.
  const path = /\\u(0000|d[89a-f])/i.test(text) ? pathOfOddity(body) : null;
  if (path !== null) throw invalid("control_characters", path);
  return body as Fields;
}

/** The bytes of a request. @throws AppError too_large, invalid (it broke off) */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = new AppError("too_large", { limitBytes: limit });
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge;
  if (!request.body) return new Uint8Array();
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > limit) throw tooLarge;
      chunks.push(part.value);
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    // Anything else is a body that broke off.
    throw error === tooLarge ? error : invalid("incomplete");
  }
  return Buffer.concat(chunks, size);
}

function isJson(type: string): boolean {
  const [media = "", ...parameters] = type.toLowerCase().split(";");
  const charset = parameters.map((one) => /^\s*charset="?([^"]*)"?\s*$/.exec(one)?.[1]).find(Boolean);
  return /^application\/([\w.-]+\+)?json$/.test(media.trim()) && (charset ?? "utf-8") === "utf-8";
}

/** Where a text or a name cannot be kept, as in `tags.0`; null when nowhere. Nothing of ours is 20 levels deep. */
function pathOfOddity(value: unknown, path = "", depth = 0): string | null {
  if (typeof value === "string") return isOdd(value) ? path : null;
  if (typeof value !== "object" || value === null || depth > 20) return null;
  for (const [key, inner] of Object.entries(value)) {
    if (isOdd(key)) return path;
    const found = pathOfOddity(inner, path ? `${path}.${key}` : key, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function isOdd(text: string): boolean {
  return text.includes("\u0000") || !text.isWellFormed();
}
