"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorCodeOf, errorSentence, fieldSentences } from "../../lib/client/errors";
import { createProject, editProject, projectQuery } from "../../lib/client/projects";
import type { ProjectView } from "../../lib/domain/views";
import { locales } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import { useReaderLocale } from "../layout/client-messages";
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

/** Adds a project, or edits one beginning with what the server has now. */
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
  const form = useId();
  const [project, setProject] = useState(latest);
  const { faults, setFaults, fault } = useFaults<string>();
  const [isConflict, setConflict] = useState(false);
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? "").trim();
    const fields = {
      name: text("name"),
      names: { zh: text("names.zh"), en: text("names.en") },
      descriptions: { zh: text("descriptions.zh"), en: text("descriptions.en") },
      guides: { zh: text("guides.zh"), en: text("guides.en") },
      repositoryUrl: text("repositoryUrl"),
      guideUrl: text("guideUrl"),
      languages: text("languages")
        .split(/[,，、]/)
        .map((one) => one.trim())
        .filter(Boolean),
      ...(project ? { color: text("color") } : {}),
    };
    setBusy(true);
    setFaults({});
    try {
      const saved = project
        ? await editProject({ slug: project.slug, revision: project.revision, ...fields })
        : await createProject({ slug: text("slug"), ...fields });
      for (const queryKey of [["projects"], ["me"], ["board"], ["tasks"]]) void client.invalidateQueries({ queryKey });
      showToast({ title: project ? t("saved") : t("added", { name: saved.name }), look: "success" });
      onClose();
      if (project) router.refresh();
      else router.push(`/projects/${saved.slug}`);
    } catch (error) {
      const wrong = fieldSentences(errorsT, error);
      if (errorCodeOf(error) === "conflict") {
        setProject((error as { data: { current: ProjectView } }).data.current);
        setConflict(true);
      } else if (Object.keys(wrong).length > 0) setFaults(wrong);
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
      title={latest ? t("edit", { name: latest.name }) : t("add")}
      closeLabel={say("close")}
      footer={
        <>
          <Button onClick={onClose}>{say("cancel")}</Button>
          <Button type="submit" form={form} look="primary" isBusy={isBusy}>
            {latest ? say("save") : t("submit")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-4 sm:grid-cols-2">
        {isConflict && (
          <p role="alert" className="rounded-control bg-warn-soft px-3 py-2 text-sm sm:col-span-2">
            {t("conflict")}
          </p>
        )}
        <Field label={t("name")} hint={t("nameHint")} {...fault("name")} isRequired>
          <Input name="name" defaultValue={latest?.name} maxLength={80} autoFocus />
        </Field>
        {latest ? (
          <Field label={t("color")} {...fault("color")}>
            <Input name="color" type="color" defaultValue={latest.color} className="h-control max-w-24 p-1" />
          </Field>
        ) : (
          <Field label={t("slug")} hint={t("slugHint")} {...fault("slug")} isRequired>
            <Input name="slug" maxLength={40} autoCapitalize="none" spellCheck={false} className="font-mono" />
          </Field>
        )}
        {locales.map((one) => (
          <Field key={one} label={t(`nameIn.${one}`)} aside={optional} {...fault(`names.${one}`)}>
            <Input
              name={`names.${one}`}
              lang={languageTag[one]}
              defaultValue={latest?.names[one] ?? ""}
              maxLength={80}
            />
          </Field>
        ))}
        {locales.map((one) => (
          <Field key={one} label={t(`descriptionIn.${one}`)} aside={optional} {...fault(`descriptions.${one}`)}>
            <Textarea
              name={`descriptions.${one}`}
              lang={languageTag[one]}
              defaultValue={latest?.descriptions[one] ?? ""}
              rows={3}
              maxLength={2000}
            />
          </Field>
        ))}
        <Field label={t("repositoryUrl")} aside={optional} {...fault("repositoryUrl")}>
          <Input name="repositoryUrl" type="url" defaultValue={latest?.repositoryUrl ?? ""} maxLength={500} />
        </Field>
        <Field label={t("guideUrl")} aside={optional} {...fault("guideUrl")}>
          <Input name="guideUrl" type="url" defaultValue={latest?.guideUrl ?? ""} maxLength={500} />
        </Field>
        <GuideFields guides={latest?.guides} fault={fault} />
        <Field
          label={t("languages")}
          aside={optional}
          hint={t("languagesHint")}
          {...fault("languages", ...Object.keys(faults).filter((path) => path.startsWith("languages.")))}
        >
          <Input name="languages" defaultValue={latest?.languages.join(", ")} maxLength={300} />
        </Field>
      </form>
    </Dialog>
  );
}
