"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorCodeOf, errorSentence, fieldSentences } from "../../lib/client/errors";
import { changePolicy, policyEffectQuery, projectQuery } from "../../lib/client/projects";
import {
  type DraftRule,
  draftDifferences,
  draftOfRules,
  mergeRules,
  type RulesDraft,
  rulesOf,
  unreadable,
} from "../../lib/client/rules-draft";
import { defaultPolicy } from "../../lib/domain/policy";
import type { ProjectView } from "../../lib/domain/views";
import { useSettled } from "../claim/links";
import { useReaderLocale } from "../layout/client-messages";
import { PageTitle } from "../layout/page";
import { DraftNotice } from "../maintain/notices";
import { useKeptDraft } from "../maintain/use-kept-draft";
import { Button } from "../ui/button";
import { focusFault } from "../ui/focus";
import { Spinner } from "../ui/spinner";
import { showToast } from "../ui/toast";
import { type RulesConflict, RulesConflictNotice } from "./rules-conflict";
import { RulesEffect } from "./rules-effect";
import { RulesFields } from "./rules-fields";

interface RulesFormProps {
  slug: string;
  onClose(): void;
  onSaved(): void;
}

const defaults = draftOfRules(defaultPolicy);
const differs = (a: RulesDraft, b: RulesDraft) => draftDifferences(a, b).length > 0;

/** Edits a project's claim rules, beginning with what the server has now. */
export function RulesForm(props: RulesFormProps) {
  const say = useTranslations("common.action");
  const {
    data: project,
    isFetchedAfterMount,
    isError,
  } = useQuery({ ...projectQuery(props.slug), refetchOnMount: "always" });
  // Without a connection, what the page knows is where the edit begins; a conflict would show when it is saved.
  if (!project || (!isFetchedAfterMount && !isError)) {
    return (
      <div className="flex min-h-[60vh] items-center justify-center text-second">
        <Spinner />
        <span className="sr-only">{say("loading")}</span>
      </div>
    );
  }
  return <EditRules {...props} project={project} />;
}

function EditRules({ project: latest, slug, onClose, onSaved }: RulesFormProps & { project: ProjectView }) {
  const t = useTranslations("rules.form");
  const say = useTranslations("common.action");
  const errorsT = useTranslations("errors");
  const locale = useReaderLocale();
  const client = useQueryClient();
  // What a background fetch brings must not change the form under the hands of who types.
  const [project] = useState(latest);
  const form = useKeptDraft({
    name: `rules.${slug}`,
    base: draftOfRules(project.policy),
    revision: project.revision,
    differs,
  });
  const [conflict, setConflict] = useState<RulesConflict | null>(null);
  const [refused, setRefused] = useState<Faults>({});
  const [isBusy, setBusy] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const { draft, base } = form;

  const settled = JSON.parse(useSettled(JSON.stringify(draft), 400)) as RulesDraft;
  const changed = draftDifferences(base, draft);
  const policy = rulesOf(settled);
  const effect = useQuery({
    ...policyEffectQuery(slug, policy ?? defaultPolicy),
    enabled: policy !== null && differs(base, settled),
    placeholderData: keepPreviousData,
  });
  const unread = (of: RulesDraft): Faults =>
    Object.fromEntries(
      unreadable(of).map((rule) => [rule, errorsT(of[rule].trim() ? "field.whole_number" : "field.required")]),
    );
  const faults: Faults = {
    ...refused,
    ...(policy && differs(base, settled) ? faultsOf(fieldSentences(errorsT, effect.error)) : {}),
    ...unread(settled),
  };

  const change = (next: RulesDraft) => {
    form.setDraft(next);
    setRefused({});
  };
  /** Goes on from what someone else has saved. */
  const takeOver = (current: ProjectView) => {
    const theirs = draftOfRules(current.policy);
    const { merged, takenOver, disputed } = mergeRules(base, draft, theirs);
    form.setDraft(merged);
    form.startFrom(theirs, current.revision);
    if (takenOver.length + disputed.length > 0) setConflict({ theirs, takenOver, disputed });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for a draft that came back after someone else's edit
  useEffect(() => {
    if (form.revision !== project.revision) takeOver(project);
  }, []);

  const save = async (event?: FormEvent) => {
    event?.preventDefault();
    const wanted = rulesOf(draft);
    if (!wanted) {
      setRefused(unread(draft));
      return focusFault(element.current);
    }
    if (changed.length === 0) {
      form.finish();
      showToast({ title: t("nothing") });
      return onClose();
    }
    setBusy(true);
    try {
      const saved = await saveRules(form.revision, wanted);
      if (saved === null) return;
      form.finish();
      client.setQueryData(projectQuery(slug).queryKey, saved);
      for (const queryKey of [["projects"], ["me"], ["board"], ["tasks"], ["task"]]) {
        void client.invalidateQueries({ queryKey });
      }
      showToast({ title: t("saved"), look: "success" });
      onSaved();
    } catch (error) {
      const fields = faultsOf(fieldSentences(errorsT, error));
      if (Object.keys(fields).length === 0) showToast({ title: errorSentence(errorsT, error, locale), look: "error" });
      setRefused(fields);
      focusFault(element.current);
    } finally {
      setBusy(false);
    }
  };
  /** Null when someone else changed the rules, which is then explained. */
  const saveRules = async (revision: number, wanted: ProjectView["policy"]): Promise<ProjectView | null> => {
    try {
      return await changePolicy({ slug, revision, policy: wanted });
    } catch (error) {
      if (errorCodeOf(error) !== "conflict") throw error;
      const { current } = (error as { data: { current: ProjectView } }).data;
      // Only something else about the project was edited: that is no conflict of rules.
      if (revision !== current.revision && !differs(base, draftOfRules(current.policy))) {
        return saveRules(current.revision, wanted);
      }
      takeOver(current);
      window.scrollTo({ top: 0 });
      return null;
    }
  };

  return (
    <form ref={element} onSubmit={save} noValidate>
      <PageTitle lead={t("lead")}>{t("title", { name: project.name })}</PageTitle>
      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {conflict ? (
            <RulesConflictNotice
              conflict={conflict}
              mine={draft}
              onTake={(rule) => {
                change({ ...draft, [rule]: conflict.theirs[rule] });
                setConflict({ ...conflict, disputed: conflict.disputed.filter((one) => one !== rule) });
              }}
            />
          ) : (
            form.restoredAt && (
              <DraftNotice
                savedAt={form.restoredAt}
                isOld={false}
                onDiscard={() => {
                  form.discard();
                  setRefused({});
                }}
              />
            )
          )}
          <RulesFields draft={draft} base={base} faults={faults} onChange={change} />
        </div>
        <div className="lg:sticky lg:top-4 lg:self-start">
          <RulesEffect
            changed={changed}
            effect={effect.data ?? null}
            state={
              changed.length === 0
                ? "unchanged"
                : Object.keys(faults).length > 0
                  ? "wrong"
                  : effect.isError
                    ? "failed"
                    : "known"
            }
            isFetching={effect.isFetching}
          />
        </div>
      </div>
      <div
        data-bottom-bar="always"
        className="sticky bottom-0 z-10 mt-6 flex flex-wrap items-center gap-2 border-line border-t bg-ground py-3"
      >
        <Button type="submit" look="primary" isBusy={isBusy}>
          {t("save")}
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            if (changed.length === 0) form.finish();
            onClose();
          }}
        >
          {say("cancel")}
        </Button>
        <Button
          look="quiet"
          className="sm:ms-auto"
          disabled={!differs(draft, defaults)}
          onClick={() => change(defaults)}
        >
          {t("restore")}
        </Button>
      </div>
    </form>
  );
}

export type Faults = Partial<Record<DraftRule, string>>;

/** `policy.renewDays` → what is wrong with it; under the names of the form. */
function faultsOf(sentences: Record<string, string>): Faults {
  return Object.fromEntries(Object.entries(sentences).map(([path, text]) => [path.replace(/^policy\./, ""), text]));
}
