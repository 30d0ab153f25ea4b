"use client";

import { useTranslations } from "use-intl/react";
import { LinkIcon } from "../claim/link-icon";
import SharePanel from "../share/panel";
import { Card } from "../ui/card";
import { useLiveTask } from "./live";
import { PersonLink } from "./person-link";

/** Links with what they are, who helps, and the share panel. */
export function TaskAside() {
  const t = useTranslations("task");
  const kinds = useTranslations("common.linkKind");
  const { task, share } = useLiveTask();
  const hasFacts = task.links.length > 0 || task.mentors.length > 0;
  return (
    <>
      {hasFacts && (
        <Card className="flex flex-col gap-4">
          {task.links.length > 0 && (
            <section aria-labelledby="links">
              <h2 id="links" className="mb-1 font-semibold text-second text-sm">
                {t("section.links")}
              </h2>
              <ul>
                {task.links.map((link) => (
                  <li key={link.id}>
                    <a
                      href={link.url}
                      rel="noopener"
                      className="group flex min-h-control items-center gap-2.5 py-1 text-ink no-underline"
                    >
                      <LinkIcon kind={link.kind} />
                      <span className="min-w-0 flex-1 break-words font-mono text-sm group-hover:text-accent group-hover:underline">
                        {link.label}
                      </span>
                      <span className="shrink-0 text-third text-xs">{kinds(link.state ?? link.kind)}</span>
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {task.mentors.length > 0 && (
            <section aria-labelledby="mentors">
              <h2 id="mentors" className="mb-1 font-semibold text-second text-sm">
                {t("section.mentors")}
              </h2>
              <ul>
                {task.mentors.map((mentor) => (
                  <li key={mentor.login} className="flex min-h-control items-center justify-between gap-3 text-sm">
                    <PersonLink person={mentor} avatar={24} />
                    <span className="shrink-0 text-third text-xs">{t("mentorHint")}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </Card>
      )}
      <Card>
        <section aria-labelledby="share">
          <h2 id="share" className="mb-3 font-semibold text-second text-sm">
            {t("section.share")}
          </h2>
          <SharePanel {...share} />
        </section>
      </Card>
    </>
  );
}
