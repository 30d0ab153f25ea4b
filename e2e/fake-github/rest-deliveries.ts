import type { Delivery } from "./hooks";
import { json, notFound, page, type Reply } from "./http";
import type { Json } from "./payloads";
import type { Ask, Route } from "./rest";
import type { Hook } from "./state";

/** The deliveries of a hook and their repetition, the same for a repository's and an app's. */
export function deliveryRoutes<A extends Ask>(base: string, hookOf: (ask: A) => Hook): Route<A>[] {
  const find = (ask: A): Delivery => {
    const hook = hookOf(ask);
    const id = Number(ask.parameters.attempt);
    const found = ask.api.hooks.deliveries.find((one) => one.hook === hook && one.id === id);
    if (!found) throw notFound();
    return found;
  };
  const list = (ask: A): Reply => {
    const hook = hookOf(ask);
    // The newest first.
    const own = ask.api.hooks.deliveries.filter((one) => one.hook === hook).reverse();
    const address = `${ask.api.payloads.hook(hook).deliveries_url}`;
    const { items, headers } = page(own, ask.query, address);
    return json(200, items.map(brief), headers);
  };
  return [
    ["GET", `${base}/deliveries`, list],
    ["GET", `${base}/deliveries/:attempt`, (ask) => json(200, full(find(ask)))],
    [
      "POST",
      `${base}/deliveries/:attempt/attempts`,
      (ask) => {
        ask.api.hooks.redeliver(find(ask).id);
        return json(202, {});
      },
    ],
  ];
}

function brief(delivery: Delivery): Json {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.isRedelivery,
    duration: delivery.duration,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

function full(delivery: Delivery): Json {
  const text = delivery.hook.contentType === "form" ? new URLSearchParams(delivery.body).get("payload") : delivery.body;
  return {
    ...brief(delivery),
    url: delivery.hook.url,
    request: { headers: delivery.requestHeaders, payload: JSON.parse(text ?? "null") },
    response: { headers: {}, payload: delivery.responseBody },
  };
}
