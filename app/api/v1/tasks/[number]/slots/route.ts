import { endpoint, operation } from "@/lib/http/route";
import { editSlots } from "@/lib/server/slots/edit";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("editSlots", ({ context, input }) => editSlots(context, input)),
);
