/** @type {import("next").NextConfig} */
const config = {
  agentRules: false,
  poweredByHeader: false,
  typedRoutes: true,
  // server.ts compresses what it caches; a proxy or CDN does it for `next start`.
  compress: false,
  serverExternalPackages: ["better-sqlite3", "pg", "pino", "better-auth"],
  // One request fewer before the first task is visible on a slow phone.
  experimental: { inlineCss: true },
};

export default config;
