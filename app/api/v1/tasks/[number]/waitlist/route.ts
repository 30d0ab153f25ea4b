import { endpoint, operation } from "@/lib/http/route";
import { joinWaitlist } from "@/lib/server/waitlist/join";
import { leaveWaitlist } from "@/lib/server/waitlist/leave";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("joinWaitlist", ({ context, input }) => joinWaitlist(context, input)),
  operation("leaveWaitlist", ({ context, input }) => leaveWaitlist(context, input)),
);
