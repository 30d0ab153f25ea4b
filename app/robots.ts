import type { MetadataRoute } from "next";
import { settings } from "../lib/env";

export const dynamic = "force-dynamic";

/** Everything that is the same for everyone may be read; pictures too, since link previews obey this file. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      disallow: [
        "/api/",
        "/me",
        "/inbox",
        "/admin",
        "/sign-in",
        "/sign-up",
        "/set-up",
        "/confirm-email",
        "/unsubscribe",
      ],
    },
    sitemap: `${settings().BASE_URL}/sitemap.xml`,
  };
}
