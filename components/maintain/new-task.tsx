"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorCodeOf, errorSentence, fieldSentences } from "../../lib/client/errors";
import { createTask, settle } from "../../lib/client/mutations";
import { projectsQuery } from "../../lib/client/projects";
import { createInput, emptyDraft } from "../../lib/client/task-draft";
import type { ProjectRefView } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { FillFromIssue } from "../repositories/fill-from-issue";
import { Button } from "../ui/button";
import { Spinner } from "../ui/spinner";
import { showToast } from "../ui/toast";
import { MaintainerGate } from "./gate";
import { DraftNotice } from "./notices";
import { TaskForm } from "./task-form";
import { useTaskDraft } from "./use-task-draft";

/** The form that adds a task. `?project=` chooses its project. */
export function NewTask() {
  const asked = useSearchParams().get("project");
  const { data: projects, isError } = useQuery(projectsQuery);
  return (
    <MaintainerGate next={asked ? `/tasks/new?project=${asked}` : "/tasks/new"}>
      {({ maintains }) => {
        const own = projects?.filter((project) => maintains.includes(project.slug));
        // Without the names the form still works: the slugs are known.
        const named = own ?? (isError ? maintains.map((slug) => ({ slug, name: slug, letter: "", color: "" })) : null);
        if (!named) return <Spinner />;
        const [first] = named.length === 1 ? named : named.filter((project) => project.slug === asked);
        return <NewTaskForm projects={named} project={first?.slug ?? ""} />;
      }}
    </MaintainerGate>
  );
}

function NewTaskForm({ projects, project }: { projects: ProjectRefView[]; project: string }) {
  const t = useTranslations("maintain.form");
  const errorsT = useTranslations("errors");
  const locale = useReaderLocale();
  const router = useRouter();
  const client = useQueryClient();
  const form = useTaskDraft({ name: "new", base: emptyDraft(project), revision: 0 });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState<"once" | "more" | null>(null);
  /** A new one each time, so that the next form starts from the top. */
  const [round, setRound] = useState(0);

  const problems = (): Record<string, string> => {
    const { zh, en } = form.draft.texts;
    const found: Record<string, string> = {};
    if (!form.draft.project) found.project = errorsT("field.required");
    if (!zh.title.trim() && !en.title.trim()) found[`texts.${locale}.title`] = t("titleMissing");
    return found;
  };

  const save = async (andThen: "once" | "more") => {
    // The keys do not know that the button is busy.
    if (busy) return;
    const found = problems();
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    setBusy(andThen);
    try {
      const change = await createTask(createInput(form.draft));
      const { number } = change.task;
      settle(client, change);
      form.finish();
      showToast({ title: t("created", { number }), look: "success" });
      if (andThen === "once") return router.push(`/t/${number}`);
      const next = { ...emptyDraft(form.draft.project), difficulty: form.draft.difficulty };
      form.setDraft(next);
      form.startFrom(next, 0);
      setRound(round + 1);
      window.scrollTo({ top: 0 });
    } catch (error) {
      const fields = fieldSentences(errorsT, error);
      if (errorCodeOf(error) === "link_invalid") setErrors({ links: errorSentence(errorsT, error, locale) });
      else if (Object.keys(fields).length > 0) setErrors(fields);
      else showToast({ title: errorSentence(errorsT, error, locale), look: "error" });
    } finally {
      setBusy(null);
    }
  };

  return (
    <div className="flex flex-col gap-6">
      <FillFromIssue key={`issue-${round}`} draft={form.draft} onChange={form.setDraft} />
      <TaskForm
        key={round}
        draft={form.draft}
        onChange={form.setDraft}
        projects={projects}
        errors={errors}
        onSubmit={() => save("once")}
        notices={
          form.restoredAt ? <DraftNotice savedAt={form.restoredAt} isOld={false} onDiscard={form.discard} /> : undefined
        }
        footer={
          <>
            <Button type="submit" look="primary" isBusy={busy === "once"} disabled={busy !== null}>
              {t("create")}
            </Button>
            <Button onClick={() => save("more")} isBusy={busy === "more"} disabled={busy !== null}>
              {t("createMore")}
            </Button>
          </>
        }
      />
    </div>
  );
}
