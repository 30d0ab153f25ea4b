"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { previewMarkdown } from "../../lib/client/task";
import { useSettled } from "../claim/links";

interface MarkdownPreviewProps {
  markdown: string;
  lang?: string;
  /** What stands there until there is something to show, and when it cannot be shown. */
  empty: string;
  failed: string;
}

/** What the Markdown will look like, a moment after the typing pauses. The last one stays until the next is there. */
export function MarkdownPreview({ markdown, lang, empty, failed }: MarkdownPreviewProps) {
  const settled = useSettled(markdown.trim(), 400);
  const { data, isError } = useQuery({
    queryKey: ["preview", settled],
    queryFn: ({ signal }) => previewMarkdown(settled, signal),
    enabled: settled !== "",
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  return (
    <div className="mt-2 rounded-control border border-line border-dashed px-3 py-2.5">
      {settled === "" || (data === undefined && !isError) ? (
        <p className="text-sm text-third">{empty}</p>
      ) : data === undefined ? (
        <p className="text-sm text-third">{failed}</p>
      ) : (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised on the server by renderMarkdown
        <div lang={lang} className="prose text-sm" dangerouslySetInnerHTML={{ __html: data }} />
      )}
    </div>
  );
}
