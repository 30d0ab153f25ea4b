"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ChangeEvent, type FormEvent, useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorCodeOf, errorSentence, fieldSentences } from "../../lib/client/errors";
import {
  draftOfProject,
  mergeProject,
  type ProjectField,
  projectDraftsDiffer,
  projectInputOf,
} from "../../lib/client/project-draft";
import { createProject, editProject, projectQuery } from "../../lib/client/projects";
import type { ProjectView } from "../../lib/domain/views";
import { locales } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import { useReaderLocale } from "../layout/client-messages";
import { DraftNotice } from "../maintain/notices";
import { useKeptDraft } from "../maintain/use-kept-draft";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field, Input, Textarea } from "../ui/field";
import { Spinner } from "../ui/spinner";
import { showToast } from "../ui/toast";
import { useFaults } from "../ui/use-faults";
import { GuideFields } from "./guide-fields";

interface ProjectFormProps {
  /** The project to edit; null adds one. */
  slug: string | null;
  onClose(): void;
}

/** Adds a project, or edits one beginning with what the server has now. What was typed is kept until it is saved. */
export function ProjectForm({ slug, onClose }: ProjectFormProps) {
  const t = useTranslations("projects.form");
  const say = useTranslations("common.action");
  const { data, isFetchedAfterMount, isError } = useQuery({
    ...projectQuery(slug ?? ""),
    enabled: slug !== null,
    refetchOnMount: "always",
  });
  if (slug === null) return <Fields project={null} onClose={onClose} />;
  if (data && (isFetchedAfterMount || isError)) return <Fields project={data} onClose={onClose} />;
  return (
    <Dialog isOpen onClose={onClose} title={t("edit", { name: slug })} closeLabel={say("close")}>
      <Spinner />
    </Dialog>
  );
}

function Fields({ project: latest, onClose }: { project: ProjectView | null; onClose(): void }) {
  const t = useTranslations("projects.form");
  const say = useTranslations("common.action");
  const errorsT = useTranslations("errors");
  const locale = useReaderLocale();
  const router = useRouter();
  const client = useQueryClient();
  const formId = useId();
  // What a background fetch brings must not change the form under the hands of who types.
  const [project] = useState(latest);
  const form = useKeptDraft({
    name: `project.${project?.slug ?? "new"}`,
    base: draftOfProject(project),
    revision: project?.revision ?? 0,
    differs: projectDraftsDiffer,
  });
  const { faults, setFaults, fault } = useFaults<string>();
  const [isConflict, setConflict] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const { draft, base } = form;

  const change = (field: ProjectField, value: string) => form.setDraft({ ...draft, [field]: value });
  /** For a control: what it shows, and that it is kept. */
  const typed = (field: ProjectField) => ({
    name: field,
    value: draft[field],
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => change(field, event.target.value),
  });
  /** Goes on from what someone else has saved. */
  const takeOver = (current: ProjectView) => {
    const theirs = draftOfProject(current);
    form.setDraft(mergeProject(base, draft, theirs));
    form.startFrom(theirs, current.revision);
    // Only the claim rules were changed: that is no conflict here.
    setConflict(projectDraftsDiffer(base, theirs));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for a draft that came back after someone else's edit
  useEffect(() => {
    if (project && form.revision !== project.revision) takeOver(project);
  }, []);

  const fields = projectInputOf(draft);
  /** Null when someone else changed the same, which is then explained. */
  const edit = async (slug: string, revision: number): Promise<ProjectView | null> => {
    try {
      return await editProject({ slug, revision, ...fields, color: draft.color });
    } catch (error) {
      if (errorCodeOf(error) !== "conflict") throw error;
      const { current } = (error as { data: { current: ProjectView } }).data;
      if (revision !== current.revision && !projectDraftsDiffer(base, draftOfProject(current))) {
        return edit(slug, current.revision);
      }
      takeOver(current);
      return null;
    }
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFaults({});
    try {
      const saved = project
        ? await edit(project.slug, form.revision)
        : await createProject({ slug: draft.slug.trim(), ...fields });
      if (saved === null) return;
      form.finish();
      for (const queryKey of [["projects"], ["me"], ["board"], ["tasks"]]) void client.invalidateQueries({ queryKey });
      showToast({ title: project ? t("saved") : t("added", { name: saved.name }), look: "success" });
      onClose();
      if (project) router.refresh();
      else router.push(`/projects/${saved.slug}`);
    } catch (error) {
      const wrong = fieldSentences(errorsT, error);
      if (Object.keys(wrong).length > 0) setFaults(wrong);
      else showToast({ title: errorSentence(errorsT, error, locale), look: "error" });
    } finally {
      setBusy(false);
    }
  };

  const optional = say("optional");
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="large"
      title={project ? t("edit", { name: project.name }) : t("add")}
      closeLabel={say("close")}
      footer={
        <>
          <Button onClick={onClose}>{say("cancel")}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={isBusy}>
            {project ? say("save") : t("submit")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="grid gap-4 sm:grid-cols-2">
        {isConflict ? (
          <p role="alert" className="rounded-control bg-warn-soft px-3 py-2 text-sm sm:col-span-2">
            {t("conflict")}
          </p>
        ) : (
          form.restoredAt && (
            <div className="sm:col-span-2">
              <DraftNotice
                savedAt={form.restoredAt}
                isOld={false}
                onDiscard={() => {
                  form.discard();
                  setFaults({});
                }}
              />
            </div>
          )
        )}
        <Field label={t("name")} hint={t("nameHint")} {...fault("name")} isRequired>
          <Input {...typed("name")} maxLength={80} autoFocus />
        </Field>
        {project ? (
          <Field label={t("color")} {...fault("color")}>
            <Input {...typed("color")} type="color" className="h-control max-w-24 p-1" />
          </Field>
        ) : (
          <Field label={t("slug")} hint={t("slugHint")} {...fault("slug")} isRequired>
            <Input {...typed("slug")} maxLength={40} autoCapitalize="none" spellCheck={false} className="font-mono" />
          </Field>
        )}
        {locales.map((one) => (
          <Field key={one} label={t(`nameIn.${one}`)} aside={optional} {...fault(`names.${one}`)}>
            <Input {...typed(`names.${one}`)} lang={languageTag[one]} maxLength={80} />
          </Field>
        ))}
        {locales.map((one) => (
          <Field key={one} label={t(`descriptionIn.${one}`)} aside={optional} {...fault(`descriptions.${one}`)}>
            <Textarea {...typed(`descriptions.${one}`)} lang={languageTag[one]} rows={3} maxLength={2000} />
          </Field>
        ))}
        <Field label={t("repositoryUrl")} aside={optional} {...fault("repositoryUrl")}>
          <Input {...typed("repositoryUrl")} type="url" maxLength={500} />
        </Field>
        <Field label={t("guideUrl")} aside={optional} {...fault("guideUrl")}>
          <Input {...typed("guideUrl")} type="url" maxLength={500} />
        </Field>
        <GuideFields
          guides={{ zh: draft["guides.zh"], en: draft["guides.en"] }}
          fault={fault}
          onChange={(language, text) => change(`guides.${language}`, text)}
        />
        <Field
          label={t("languages")}
          aside={optional}
          hint={t("languagesHint")}
          {...fault("languages", ...Object.keys(faults).filter((path) => path.startsWith("languages.")))}
        >
          <Input {...typed("languages")} maxLength={300} />
        </Field>
      </form>
    </Dialog>
  );
}
