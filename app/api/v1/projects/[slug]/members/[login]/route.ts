import { endpoint, operation } from "@/lib/http/route";
import { grantMember, removeMember } from "@/lib/server/projects/members";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("grantMember", ({ context, input }) => grantMember(context, input)),
  operation("removeMember", ({ context, input }) => removeMember(context, input)),
);
