import { randomUUID } from "node:crypto";
import { sharedDatabase } from "../../db/database";
import { receiveDelivery } from "../server/github/deliveries";
import { readBytes } from "./body";
import { problemResponse } from "./problem";
import { largestDelivery } from "./request-limits";

/** Takes in what GitHub delivers: signed, written down, and answered at once. What it says is followed after. */
export async function answerWebhook(request: Request): Promise<Response> {
  const requestId = randomUUID();
  const headers = new Headers({ "Cache-Control": "no-store", "X-Request-Id": requestId });
  try {
    const body = await readBytes(request, largestDelivery);
    const header = (name: string) => request.headers.get(name);
    await receiveDelivery(
      await sharedDatabase(),
      {
        id: header("x-github-delivery"),
        event: header("x-github-event"),
        signature: header("x-hub-signature-256"),
        target:
          header("x-github-hook-installation-target-type") === "repository"
            ? header("x-github-hook-installation-target-id")
            : null,
        body,
      },
      new Date(),
    );
    return new Response(null, { status: 204, headers });
  } catch (error) {
    return problemResponse(error, { request, requestId, headers });
  }
}
