"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorCodeOf, fieldSentences } from "../../lib/client/errors";
import {
  draftOfRule,
  type LabelRuleDraft,
  mergeRuleDrafts,
  type RuleFault,
  ruleDifferences,
  ruleFaults,
  ruleOfDraft,
  withRuleField,
} from "../../lib/client/label-rule-draft";
import { changeRepository, previewRule, repositoriesQuery } from "../../lib/client/repositories";
import type { RepositoryView } from "../../lib/domain/repositories";
import { DraftNotice } from "../maintain/notices";
import { useKeptDraft } from "../maintain/use-kept-draft";
import { Button } from "../ui/button";
import { focusFault } from "../ui/focus";
import { showToast } from "../ui/toast";
import { Part } from "./part";
import { RefusalNotice } from "./refusal";
import { type LabelRuleConflict, RuleConflictNotice } from "./rule-conflict";
import { LabelRuleFields } from "./rule-fields";
import { RulePreview } from "./rule-preview";
import { useRepositories } from "./use-repositories";

interface RuleEditorProps {
  slug: string;
  repository: RepositoryView;
  isOpen: boolean;
  /** Following has begun: it will be read soon. */
  onFollowed(): void;
}

const differs = (a: LabelRuleDraft, b: LabelRuleDraft) => ruleDifferences(a, b).length > 0;

/** Edits how a repository's labels become tasks, with a preview on its real issues. */
export function RuleEditor({ slug, repository, isOpen, onFollowed }: RuleEditorProps) {
  const t = useTranslations("repositories.rule");
  const errors = useTranslations("errors");
  const client = useQueryClient();
  const { take, fail } = useRepositories(slug);
  const { id, owner, name, isFollowed } = repository;
  const latest = draftOfRule(repository);
  const form = useKeptDraft({ name: `github.${id}`, base: latest, revision: repository.revision, differs });
  const { draft, base } = form;
  const [conflict, setConflict] = useState<LabelRuleConflict | null>(null);
  const [faults, setFaults] = useState<RuleFault[]>([]);
  const [busy, setBusy] = useState<"save" | "skip" | null>(null);
  const fields = useRef<HTMLFormElement>(null);
  const preview = useMutation({ mutationFn: previewRule });
  const rule = ruleOfDraft(draft);
  const isSeen = preview.isSuccess && JSON.stringify(preview.variables.rule) === JSON.stringify(rule);

  const change = (next: LabelRuleDraft) => {
    form.setDraft(next);
    setFaults([]);
  };
  /** Goes on from what someone else has saved. */
  const takeOver = (current: RepositoryView) => {
    const theirs = draftOfRule(current);
    const { merged, takenOver, disputed } = mergeRuleDrafts(base, draft, theirs);
    form.setDraft(merged);
    form.startFrom(theirs, current.revision);
    if (differs(base, draft) && takenOver.length + disputed.length > 0) setConflict({ theirs, takenOver, disputed });
  };
  // What others save while nothing is typed here, or did while a draft was away.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the server knows is waited for
  useEffect(() => {
    if (differs(base, latest)) takeOver(repository);
  }, [repository.revision]);

  const refuse = (error: unknown) => {
    const found = ruleFaults(fieldSentences(errors, error), rule);
    setFaults(found);
    if (found.length > 0) focusFault(fields.current);
    return found.length > 0;
  };
  /** Whether there is a rule at all. */
  const isComplete = () => {
    if (rule.task.length > 0) return true;
    setFaults([{ field: "task", label: null, sentence: errors("field.required") }]);
    focusFault(fields.current);
    return false;
  };
  const look = (event?: FormEvent) => {
    event?.preventDefault();
    if (isComplete()) preview.mutate({ id, rule }, { onError: refuse });
  };
  const save = async (isSkipping = false) => {
    if (!isComplete()) return;
    if (isFollowed && !differs(base, draft)) {
      form.finish();
      return showToast({ title: t("nothing") });
    }
    setBusy(isSkipping ? "skip" : "save");
    try {
      const view = await send(repository);
      if (!view) return;
      form.finish();
      const saved = view.repositories.find((one) => one.id === id);
      if (saved) {
        form.setDraft(draftOfRule(saved));
        form.startFrom(draftOfRule(saved), saved.revision);
      }
      setConflict(null);
      if (!isFollowed) onFollowed();
      take(view);
      const said = isFollowed ? t("saved") : t("followed", { repository: `${owner}/${name}` });
      showToast({ title: said, look: "success" });
    } catch (error) {
      if (!refuse(error)) fail(error);
    } finally {
      setBusy(null);
    }
  };
  /** Null when someone else changed the rule, which is then explained. */
  const send = async (current: RepositoryView): Promise<Awaited<ReturnType<typeof changeRepository>> | null> => {
    if (differs(base, draftOfRule(current))) {
      takeOver(current);
      return null;
    }
    const { revision } = current;
    const follow = isFollowed ? {} : { isFollowed: true };
    try {
      return await changeRepository({ id, revision, rule, plainWords: draft.plainWords, ...follow });
    } catch (error) {
      if (errorCodeOf(error) !== "conflict") throw error;
      const { repositories } = await client.fetchQuery({ ...repositoriesQuery(slug), staleTime: 0 });
      const now = repositories.find((one) => one.id === id);
      // What cannot be told apart from before is no conflict of ours.
      if (!now || now.revision === revision) throw error;
      return send(now);
    }
  };

  return (
    <Part title={t("title")} isOpen={isOpen}>
      <form ref={fields} onSubmit={look} noValidate className="flex flex-col gap-5">
        {conflict ? (
          <RuleConflictNotice
            conflict={conflict}
            onTake={(field) => {
              change(withRuleField(draft, conflict.theirs, field));
              setConflict({ ...conflict, disputed: conflict.disputed.filter((one) => one !== field) });
            }}
          />
        ) : (
          form.restoredAt && (
            <DraftNotice
              savedAt={form.restoredAt}
              isOld={false}
              onDiscard={() => {
                form.discard();
                setFaults([]);
              }}
            />
          )
        )}
        <LabelRuleFields draft={draft} faults={faults} known={preview.data?.labels ?? []} onChange={change} />
        {preview.error && faults.length === 0 && <RefusalNotice error={preview.error} />}
        <div className="flex flex-wrap items-center gap-2">
          {isFollowed || isSeen ? (
            <Button look="primary" isBusy={busy === "save"} disabled={busy !== null} onClick={() => save()}>
              {t(isFollowed ? "save" : "saveAndFollow")}
            </Button>
          ) : null}
          <Button
            type="submit"
            look={isFollowed || isSeen ? "secondary" : "primary"}
            isBusy={preview.isPending}
            disabled={busy !== null}
          >
            {t(preview.isSuccess ? "previewAgain" : "preview")}
          </Button>
          {!isFollowed && !isSeen && (
            <Button look="quiet" isBusy={busy === "skip"} disabled={busy !== null} onClick={() => save(true)}>
              {t("skip")}
            </Button>
          )}
          {!isFollowed && !isSeen && <span className="text-sm text-third">{t("first")}</span>}
        </div>
      </form>
      <div aria-live="polite" aria-busy={preview.isPending}>
        {preview.data && <RulePreview view={preview.data} isOld={!isSeen} />}
      </div>
    </Part>
  );
}
