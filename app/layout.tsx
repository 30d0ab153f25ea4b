import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Footer } from "../components/layout/footer";
import { Header } from "../components/layout/header";
import { MessagesProvider } from "../components/layout/messages";
import { Providers } from "../components/layout/providers";
import { themeScript } from "../components/layout/theme";
import { ToastHost } from "../components/ui/toast";
import { settings } from "../lib/env";
import { languageTag } from "../lib/i18n/locale";
import { translator } from "../lib/i18n/translator";
import { pageContext } from "../lib/server/request";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await pageContext();
  const t = translator(locale, "common");
  return {
    metadataBase: new URL(settings().BASE_URL),
    title: { default: t("siteName"), template: `%s · ${t("siteName")}` },
    description: t("siteTagline"),
    applicationName: "Foothold",
    manifest: "/manifest.webmanifest",
    icons: { icon: [{ url: "/icon.svg", type: "image/svg+xml" }], apple: "/apple-touch-icon.png" },
    // Numbers in a task are not telephones.
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf9f7" },
    { media: "(prefers-color-scheme: dark)", color: "#141312" },
  ],
};

/** What stands around every page. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const { context, locale } = await pageContext();
  const t = translator(locale, "common");
  return (
    // The script in the head sets the chosen theme on this element before React looks at it.
    <html lang={languageTag[locale]} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant script, known to the policy by hash */}
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
        {/* Nothing is painted before the content begins: a header that is still arriving would move its parts. */}
        <link rel="expect" href="#content" blocking="render" />
      </head>
      <body className="flex flex-col">
        <MessagesProvider locale={locale} areas={["common"]}>
          <Providers renderedAt={context.now().toISOString()}>
            <a
              href="#content"
              className="sr-only z-50 rounded-control bg-accent font-semibold text-on-accent focus:not-sr-only focus:absolute focus:start-3 focus:top-3 focus:px-4 focus:py-2"
            >
              {t("nav.skip")}
            </a>
            <Header locale={locale} />
            <main id="content" tabIndex={-1} className="flex-1 outline-none">
              {children}
            </main>
            <Footer locale={locale} />
            <span id="end" hidden />
            <ToastHost label={t("toasts")} />
          </Providers>
        </MessagesProvider>
      </body>
    </html>
  );
}
