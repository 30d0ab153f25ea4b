/** @type {import("next").NextConfig} */
const config = {
  agentRules: false,
  poweredByHeader: false,
  typedRoutes: true,
  // `npm test` checks the types; a start on someone's machine need not do it again.
  typescript: { ignoreBuildErrors: true },
  // server.ts compresses what it caches; a proxy or CDN does it for `next start`.
  compress: false,
  // No page uses Next's image component, and its optimizer would be a door to much work for whoever asks.
  images: { unoptimized: true },
  serverExternalPackages: ["better-sqlite3", "pg", "pino", "better-auth"],
  turbopack: {
    // Messages are compiled here, so that the browser needs only the small half of use-intl's formatter.
    rules: {
      "*.ts": {
        condition: { path: /lib\/i18n\/(en|zh)\/(?!index)\w+\.ts$/ },
        loaders: ["./lib/i18n/compile-messages.cjs"],
      },
    },
    resolveAlias: { "use-intl/format-message": "use-intl/format-message/format-only" },
  },
  // One request fewer before the first task is visible on a slow phone.
  experimental: { inlineCss: true },
};

export default config;
