"use client";

/** Not even the layout could be shown, so neither language nor styles are known: both languages, and the system's look. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="zh-CN">
      <body style={{ colorScheme: "light dark", fontFamily: "system-ui", padding: 24 }}>
        <h1>
          出错了 · <span lang="en">Something went wrong</span>
        </h1>
        <p>没有丢失或改动任何内容，请重试。</p>
        <p lang="en">Nothing was lost or changed. Please try again.</p>
        {error.digest && <p>{error.digest}</p>}
        <button type="button" onClick={reset} style={{ padding: 12 }}>
          重试 · <span lang="en">Try again</span>
        </button>
      </body>
    </html>
  );
}
