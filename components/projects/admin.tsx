"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { useMe } from "../../lib/client/session";
import { dialogWithMessages } from "../task/with-messages";
import { Button, LinkButton } from "../ui/button";

const ProjectForm = dialogWithMessages(["maintain", "errors"], () =>
  import("./project-form").then((loaded) => loaded.ProjectForm),
);
const MembersForm = dialogWithMessages(["errors"], () => import("./members-form").then((loaded) => loaded.MembersForm));

/** For administrators, beside the list's title: a project is added. */
export function AddProject() {
  const t = useTranslations("projects");
  const [isOpen, setOpen] = useState(false);
  if (!useMe().data?.person?.isAdmin) return null;
  return (
    <>
      <Button icon={<Plus size={16} aria-hidden="true" />} onClick={() => setOpen(true)}>
        {t("add")}
      </Button>
      {isOpen && <ProjectForm slug={null} onClose={() => setOpen(false)} />}
    </>
  );
}

/** For a project's maintainers, beside its title: add a task, edit it, say who its members are. */
export function ProjectTools({ slug }: { slug: string }) {
  const t = useTranslations("projects");
  const [open, setOpen] = useState<"project" | "members" | null>(null);
  if (!useMe().data?.maintains.includes(slug)) return null;
  const close = () => setOpen(null);
  return (
    <>
      <LinkButton href={`/tasks/new?project=${slug}`} icon={<Plus size={16} aria-hidden="true" />}>
        {t("addTask")}
      </LinkButton>
      <Button look="quiet" onClick={() => setOpen("project")}>
        {t("edit")}
      </Button>
      <Button look="quiet" onClick={() => setOpen("members")}>
        {t("members")}
      </Button>
      <LinkButton look="quiet" href={`/projects/${slug}/github`}>
        {t("github")}
      </LinkButton>
      {open === "project" && <ProjectForm slug={slug} onClose={close} />}
      {open === "members" && <MembersForm slug={slug} onClose={close} />}
    </>
  );
}
