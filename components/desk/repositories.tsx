"use client";

import { useTranslations } from "use-intl/react";
import type { DeskView } from "../../lib/domain/views";
import { ProjectMark } from "../ui/project-mark";
import { DeskList, timeTag } from "./list";

/** Repositories that cannot be read, or whose issues say something else than their tasks. */
export function RepositoriesToMend({ list }: { list: DeskView["repositories"] }) {
  const t = useTranslations("desk.repositories");
  const faults = useTranslations("errors.github_fault");
  return (
    <DeskList name="repositories" total={list.total} shown={list.items.length}>
      {list.items.map(({ project, name, fault, differences }) => (
        <li key={name} className="px-4 py-3.5">
          <div className="flex items-center gap-x-2 text-second text-sm">
            <ProjectMark project={project} />
            <span>{project.name}</span>
          </div>
          <h3 className="mt-0.5 font-mono font-semibold">
            <a
              href={`/projects/${project.slug}/github`}
              className="wrap-anywhere inline-flex min-h-6 items-center no-underline hover:underline pointer-coarse:min-h-11"
            >
              {name}
            </a>
          </h3>
          <div className="text-sm text-third">
            {fault && (
              <p className="text-medium">{t.rich("fault", { fault: faults(fault.kind), ...timeTag(fault.since) })}</p>
            )}
            {differences > 0 && <p>{t("differences", { count: differences })}</p>}
          </div>
        </li>
      ))}
    </DeskList>
  );
}
