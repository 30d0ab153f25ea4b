import { AppError } from "@/lib/domain/errors";
import { LinkError, parseLink } from "@/lib/domain/links";
import { endpoint, operation } from "@/lib/http/route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("parseLink", async ({ context, query }) => {
    try {
      const { kind, url, label } = parseLink(query.url, context.linkHosts);
      return { kind, url, label };
    } catch (error) {
      if (error instanceof LinkError) throw new AppError("link_invalid", { expected: error.expected });
      throw error;
    }
  }),
);
