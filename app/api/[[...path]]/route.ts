import { endpoint } from "@/lib/http/route";

/** Everything below /api that has no route of its own: nothing is there. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint();
