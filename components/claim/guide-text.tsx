import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import { projectQuery } from "../../lib/client/projects";
import { previewMarkdown } from "../../lib/client/task";
import { guideOf } from "../../lib/domain/guide";
import type { ProjectRefView } from "../../lib/domain/views";
import { languageTag } from "../../lib/i18n/locale";
import { useReaderLocale } from "../layout/client-messages";
import { Spinner } from "../ui/spinner";

/** A project's guide, in place; asked for when it is opened. */
export function GuideText({ project: { slug, name } }: { project: ProjectRefView }) {
  const t = useTranslations("steps.guide");
  const locale = useReaderLocale();
  const project = useQuery(projectQuery(slug));
  const guide = project.data && guideOf(project.data, locale);
  const markdown = guide?.kind === "own" ? guide.markdown : t("default");
  const html = useQuery({
    queryKey: ["preview", markdown],
    queryFn: ({ signal }) => previewMarkdown(markdown, signal),
    enabled: guide !== undefined && guide.kind !== "elsewhere",
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isOwn = guide?.kind === "own";
  if (project.isError || html.isError) {
    return (
      <p role="alert" className="text-second">
        {t("failed")}
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-2 rounded-control bg-surface p-3 text-sm">
      {guide?.kind === "elsewhere" && (
        <p>
          {t("elsewhere", { project: name })}{" "}
          <a href={guide.url} rel="noopener" className="break-all text-accent underline underline-offset-2">
            {guide.url}
          </a>
        </p>
      )}
      {guide?.kind !== "elsewhere" && html.data === undefined && (
        <p role="status" className="flex items-center gap-2 text-second">
          <Spinner size={14} />
          {t("loading")}
        </p>
      )}
      {guide?.kind === "default" && html.data && <p className="text-third">{t("general", { project: name })}</p>}
      {html.data && (
        <section
          aria-label={t("of", { project: name })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
          tabIndex={0}
          lang={isOwn && guide.locale !== locale ? languageTag[guide.locale] : undefined}
          className="prose max-h-80 overflow-y-auto text-sm"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised on the server by renderMarkdown
          dangerouslySetInnerHTML={{ __html: html.data }}
        />
      )}
      <a
        href={`/projects/${slug}#guide`}
        className="inline-flex min-h-6 items-center self-start text-accent underline-offset-2 hover:underline pointer-coarse:min-h-11"
      >
        {t("page")}
      </a>
    </div>
  );
}
