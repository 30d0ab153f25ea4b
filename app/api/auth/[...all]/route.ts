import { settings } from "@/lib/env";
import { answerAuth } from "@/lib/http/auth";
import { signInService } from "@/lib/server/auth";

async function handle(request: Request): Promise<Response> {
  return answerAuth(request, { service: await signInService(), settings: settings() });
}

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
