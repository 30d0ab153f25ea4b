/** @type {import("next").NextConfig} */
const config = {
  agentRules: false,
  poweredByHeader: false,
  typedRoutes: true,
  // server.ts compresses what it caches; a proxy or CDN does it for `next start`.
  compress: false,
  serverExternalPackages: ["better-sqlite3", "pg", "pino", "better-auth"],
  // A formatter a tenth of the size, for browser and server alike: `lib/i18n/format-message.ts`.
  turbopack: { resolveAlias: { "use-intl/format-message": "./lib/i18n/format-message.ts" } },
  // One request fewer before the first task is visible on a slow phone.
  experimental: { inlineCss: true },
};

export default config;
