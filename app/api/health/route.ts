import { databaseAnswers } from "@/db/database";
import { programVersion } from "@/lib/http/etag";
import { UnavailableError } from "@/lib/http/problem";
import { endpoint, operation } from "@/lib/http/route";

/** How long the database may take, in milliseconds. */
const patience = 3000;

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("readHealth", async ({ context }) => {
    const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), patience).unref());
    if (!(await Promise.race([databaseAnswers(context.database), late]))) {
      throw new UnavailableError("The database does not answer.");
    }
    return { status: "ok", database: "ok", version: programVersion } as const;
  }),
);
