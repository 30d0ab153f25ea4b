import { randomUUID } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../../lib/domain/errors";
import { settings } from "../../../lib/env";
import { readBody } from "../../../lib/http/body";
import { invalid, problemResponse } from "../../../lib/http/problem";
import { limitRequests } from "../../../lib/http/rate-limit";
import { refuseCrossSite } from "../../../lib/http/same-origin";
import { actorOf } from "../../../lib/server/auth";
import { renderMarkdown } from "../../../lib/server/markdown";
import { parseInput } from "../../../lib/server/parse";

const input = z.strictObject({ markdown: z.string().max(20_000) });
/** Bytes: the text, where every character may need six. */
const bodyLimit = 130_000;

/** Markdown as a task's page will show it, for the form's preview. Writes nothing; only for people who are signed in. */
async function handle(request: Request): Promise<Response> {
  const requestId = randomUUID();
  const headers = new Headers({ "Cache-Control": "private, no-store", "X-Request-Id": requestId });
  try {
    if (request.method !== "POST") {
      headers.set("Allow", "POST");
      throw invalid("method_not_allowed");
    }
    const { BASE_URL, LINK_HOSTS } = settings();
    refuseCrossSite(request, BASE_URL);
    const actor = await actorOf(request);
    if (actor.kind === "visitor") throw new AppError("unauthenticated", {});
    limitRequests("previews", request, actor, headers);
    const { markdown } = parseInput(input, await readBody(request, bodyLimit));
    return Response.json({ html: renderMarkdown(markdown, { linkHosts: LINK_HOSTS }) }, { headers });
  } catch (error) {
    return problemResponse(error, { request, requestId, headers });
  }
}

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
