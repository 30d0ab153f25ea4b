"use client";

/** Not even the layout could be shown, so neither language nor styles are known: both languages, and the system's look. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="zh-CN">
      <body style={{ colorScheme: "light dark", fontFamily: "system-ui, sans-serif", padding: "3rem 1.5rem" }}>
        <h1 style={{ fontSize: "1.4rem" }}>
          出错了 · <span lang="en">Something went wrong</span>
        </h1>
        <p>没有丢失或改动任何内容，请重试。</p>
        <p lang="en">Nothing was lost or changed. Please try again.</p>
        {error.digest && <p style={{ fontFamily: "monospace" }}>{error.digest}</p>}
        <button type="button" onClick={reset} style={{ minHeight: 44, padding: "0 1rem" }}>
          重试 · <span lang="en">Try again</span>
        </button>
      </body>
    </html>
  );
}
