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
    const done = await deleteAccount(context, input);
    for (const cookie of await signOut(await signInService(), request.headers)) headers.append("Set-Cookie", cookie);
    return done;
  }),
);
