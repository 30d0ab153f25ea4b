"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { type DragEvent, useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { apiFetch } from "../../lib/client/api";
import { dropDraft, keepDraft, readDraft } from "../../lib/client/drafts";
import { errorSentence, fieldSentences } from "../../lib/client/errors";
import { projectsQuery } from "../../lib/client/projects";
import type { ImportListInput } from "../../lib/domain/inputs";
import type { IssueDraftView } from "../../lib/domain/repositories";
import type { ImportView } from "../../lib/domain/views";
import { useReaderLocale } from "../layout/client-messages";
import { FromIssue } from "../repositories/from-issue";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { Field, Select, Textarea } from "../ui/field";
import { MaintainerGate } from "./gate";
import { ImportDone } from "./import-result";
import { ImportShape } from "./import-shape";

const draftName = "import";
/** Characters that are worth keeping in the browser; a longer list comes from a file anyway. */
const keepLimit = 500_000;
/** Milliseconds; a long list takes its time. */
const patience = 60_000;

/** Paste or drop a list, see what would happen, bring it in. */
export function ImportDesk() {
  return <MaintainerGate next="/import">{({ maintains }) => <Desk maintains={maintains} />}</MaintainerGate>;
}

function Desk({ maintains }: { maintains: readonly string[] }) {
  const t = useTranslations("maintain.import");
  const from = useTranslations("fromIssue");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const client = useQueryClient();
  const [kept] = useState(() => readDraft<string>(draftName)?.value ?? "");
  const [markdown, setMarkdown] = useState(kept);
  const [source, setSource] = useState<string | null>(null);
  const [project, setProject] = useState("");
  const [addSimilar, setAddSimilar] = useState(false);
  const [isOver, setOver] = useState(false);
  /** The issue that the text came from, and one that waits for the reader to give the text up. */
  const [issue, setIssue] = useState<IssueDraftView | null>(null);
  const [waiting, setWaiting] = useState<IssueDraftView | null>(null);
  const projects = useQuery(projectsQuery).data?.filter((one) => maintains.includes(one.slug)) ?? [];

  useEffect(() => {
    const timer = setTimeout(() => {
      if (markdown === "") dropDraft(draftName);
      else if (markdown.length <= keepLimit) keepDraft(draftName, markdown);
    }, 300);
    return () => clearTimeout(timer);
  }, [markdown]);

  const send = useMutation({
    mutationFn: (dryRun: boolean) => {
      const body: ImportListInput = {
        markdown,
        dryRun,
        addSimilar,
        ...(project ? { project } : {}),
        ...(source ? { source } : {}),
      };
      return apiFetch<ImportView>("/import", { method: "POST", body, timeout: patience });
    },
    onSuccess: (view) => {
      if (!view.isWritten) return;
      dropDraft(draftName);
      for (const queryKey of [["board"], ["tasks"], ["task"], ["projects"]])
        void client.invalidateQueries({ queryKey });
    },
  });

  const change = (text: string, from: string | null) => {
    setMarkdown(text);
    setSource(from);
    if (from === null) setIssue(null);
    setWaiting(null);
    send.reset();
  };
  /** The project for which an issue is read: the chosen one, or the only one there is. */
  const issueProject = project || (maintains.length === 1 ? (maintains[0] ?? "") : "");
  const takeIssue = (read: IssueDraftView) => {
    change(read.markdown, read.label);
    setIssue(read);
  };
  const offerIssue = (read: IssueDraftView) => {
    if (markdown.trim() === "" || issue) takeIssue(read);
    else setWaiting(read);
  };
  const takeFile = async (file: File | undefined) => {
    if (!file) return;
    change(await file.text(), file.name.slice(0, 300));
    setIssue(null);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void takeFile(event.dataTransfer.files[0]);
  };

  const view = send.data;
  const isPreviewing = send.isPending && send.variables === true;
  if (view?.isWritten) {
    const again = () => {
      setAddSimilar(false);
      change("", null);
    };
    return <ImportDone view={view} onAnother={again} />;
  }
  const fields = fieldSentences(errors, send.error);
  return (
    <div className="grid items-start gap-8 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        <FromIssue project={issueProject} action={from("readList")} hasComments onRead={offerIssue}>
          {waiting && (
            <p className="mt-2 flex flex-wrap items-center gap-2">
              {from("replaceList")}
              <Button size="small" onClick={() => takeIssue(waiting)}>
                {from("replace")}
              </Button>
            </p>
          )}
          {issue && !waiting && (
            <>
              <p className="mt-2 text-second">{from("listRead", { label: issue.label, comments: issue.comments })}</p>
              {issue.commentsCut && <p className="text-medium">{from("commentsCut", issue.commentsCut)}</p>}
            </>
          )}
        </FromIssue>
        <form
          className="flex min-w-0 flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            send.mutate(true);
          }}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={onDrop}
        >
          <Field
            label={t("text")}
            hint={kept && markdown === kept ? t("restored") : t("textHint")}
            error={fields.markdown}
            aside={source ?? undefined}
          >
            <Textarea
              rows={14}
              value={markdown}
              spellCheck={false}
              onChange={(event) => change(event.target.value, source)}
              className={classNames(
                "max-h-[65vh] min-h-72 font-mono text-sm",
                isOver && "border-accent bg-accent-soft",
              )}
            />
          </Field>
          <div className="flex flex-wrap items-center gap-2 text-sm text-third">
            <label className="inline-flex min-h-control cursor-pointer items-center gap-2 rounded-control border border-line bg-surface px-3.5 font-semibold text-ink hover:border-line-strong has-focus-visible:outline-2 has-focus-visible:outline-accent">
              <FileUp size={16} aria-hidden="true" />
              {t("file")}
              <input
                type="file"
                accept=".md,.markdown,.txt,text/markdown,text/plain"
                className="sr-only"
                onChange={(event) => {
                  void takeFile(event.target.files?.[0]);
                  event.target.value = "";
                }}
              />
            </label>
            <span className="pointer-coarse:hidden">{t("drop")}</span>
            {markdown !== "" && (
              <Button look="quiet" className="ms-auto" onClick={() => change("", null)}>
                {t("clear")}
              </Button>
            )}
          </div>
          <Field label={t("project")} error={fields.project}>
            <Select
              value={project}
              onChange={(event) => {
                setProject(event.target.value);
                send.reset();
              }}
            >
              <option value="">{t("projectAsListed")}</option>
              {projects.map((one) => (
                <option key={one.slug} value={one.slug}>
                  {one.name}
                </option>
              ))}
            </Select>
          </Field>
          <label className="flex min-h-control cursor-pointer items-center gap-2.5 text-sm">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={addSimilar}
              onChange={(event) => {
                setAddSimilar(event.target.checked);
                send.reset();
              }}
            />
            {t("addSimilar")}
          </label>
          <div>
            <Button
              type="submit"
              look={view ? "secondary" : "primary"}
              isBusy={isPreviewing}
              disabled={!markdown.trim()}
            >
              {view ? t("again") : t("preview")}
            </Button>
          </div>
        </form>
      </div>
      <div aria-live="polite" aria-busy={send.isPending} className="min-w-0">
        {send.isPending && !view && <p className="text-second">{t(isPreviewing ? "running" : "importing")}</p>}
        {send.error && Object.keys(fields).length === 0 && (
          <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-danger text-sm">
            {errorSentence(errors, send.error, locale)}
          </p>
        )}
        {view && (
          <ImportShape
            view={view}
            issue={issue}
            project={issueProject}
            isBusy={send.isPending && !isPreviewing}
            onImport={() => send.mutate(false)}
            onAdded={() => dropDraft(draftName)}
          />
        )}
      </div>
    </div>
  );
}
