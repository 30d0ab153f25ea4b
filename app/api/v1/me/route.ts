import { settings } from "@/lib/env";
import { confirmedId } from "@/lib/http/github";
import { endpoint, operation } from "@/lib/http/route";
import { signInService } from "@/lib/server/auth";
import { editMe } from "@/lib/server/people/hide";
import { deleteAccount } from "@/lib/server/people/leave";
import { readMe } from "@/lib/server/people/me";
import { signOut } from "@/lib/server/people/sign-in";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("readMe", ({ context }) => readMe(context)),
  operation("editMe", ({ context, input }) => editMe(context, input)),
  operation("deleteAccount", async ({ context, input, request, headers }) => {
    const service = await signInService();
    const done = await deleteAccount(context, input, confirmedId(service, settings(), request.headers));
    for (const cookie of await signOut(service, request.headers)) headers.append("Set-Cookie", cookie);
    return done;
  }),
);
