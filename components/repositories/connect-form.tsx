"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { fieldSentences } from "../../lib/client/errors";
import { connectRepository, installationOf, repositoriesQuery } from "../../lib/client/repositories";
import { type RepositoryAccess, repositoryAccesses } from "../../lib/domain/words";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Field, Input } from "../ui/field";
import { focusFault } from "../ui/focus";
import { showToast } from "../ui/toast";
import { RefusalNotice } from "./refusal";

interface ConnectFormProps {
  slug: string;
  hasApp: boolean;
  suggested: string;
  onConnected(): void;
  onCancel?: (() => void) | undefined;
}

/** Names a repository and says by what right it is read. */
export function ConnectForm({ slug, hasApp, suggested, onConnected, onCancel }: ConnectFormProps) {
  const t = useTranslations("repositories.connect");
  const say = useTranslations("common.action");
  const errors = useTranslations("errors");
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState(suggested);
  const [access, setAccess] = useState<RepositoryAccess>("public");
  const [token, setToken] = useState("");
  const connect = useMutation({
    mutationFn: () =>
      connectRepository({
        project: slug,
        repository: name,
        access,
        ...(access === "token" ? { token: token.trim() } : {}),
      }),
    onSuccess: (view) => {
      client.setQueryData(repositoriesQuery(slug).queryKey, view);
      const added = view.repositories.at(-1);
      showToast({ title: t("connected", { repository: `${added?.owner}/${added?.name}` }), look: "success" });
      onConnected();
    },
    onError: () => focusFault(form.current),
  });
  const fields = fieldSentences(errors, connect.error);
  const isAsItself = Boolean(fields.repository || fields.token || fields.access);

  /** With the way to mend it, where the app only has to be installed. */
  const repositoryFault = (sentence: string | undefined, installation: string | null) =>
    installation === null ? (
      sentence
    ) : (
      <>
        {sentence}{" "}
        <a
          href={installation}
          target="_blank"
          rel="noopener"
          className="inline-flex items-center gap-1 font-semibold underline underline-offset-2 pointer-coarse:min-h-11"
        >
          {t("install")}
          <ExternalLink size={14} aria-hidden="true" />
        </a>
      </>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    connect.mutate();
  };
  return (
    <section aria-labelledby="connect">
      <Card>
        <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-5">
          <div>
            <h2 id="connect" className="font-semibold text-lg">
              {t("title")}
            </h2>
            <p className="text-second text-sm">{t("after")}</p>
          </div>
          <Field
            label={t("repository")}
            hint={t("repositoryHint")}
            error={repositoryFault(fields.repository, installationOf(connect.error))}
            isRequired
          >
            <Input
              value={name}
              onChange={(event) => setName(event.target.value)}
              placeholder="mosn/layotto"
              maxLength={300}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              className="font-mono"
            />
          </Field>
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1.5 font-semibold text-sm">{t("access")}</legend>
            {repositoryAccesses.map((one) => (
              <label
                key={one}
                className="flex cursor-pointer gap-3 rounded-control border border-line px-3.5 py-2.5 has-disabled:cursor-not-allowed has-checked:border-accent has-checked:bg-accent-soft"
              >
                <input
                  type="radio"
                  name="access"
                  className="mt-1 size-4 shrink-0 accent-accent"
                  disabled={one === "app" && !hasApp}
                  checked={access === one}
                  onChange={() => setAccess(one)}
                />
                <span className="min-w-0 text-sm">
                  <span className="block font-semibold">{t(one)}</span>
                  <span className="text-pretty text-second">
                    {one === "app" && !hasApp ? t("noApp") : t(`${one}Text`)}
                  </span>
                  {one === "token" && <span className="mt-1 block text-pretty text-second">{t("tokenTrap")}</span>}
                </span>
              </label>
            ))}
            {fields.access && (
              <p role="alert" className="text-danger text-sm">
                {fields.access}
              </p>
            )}
          </fieldset>
          {access === "token" && <TokenField value={token} error={fields.token} onChange={setToken} />}
          {connect.error && !isAsItself && <RefusalNotice error={connect.error} />}
          <div className="flex flex-wrap gap-2">
            <Button type="submit" look="primary" isBusy={connect.isPending} disabled={!name.trim()}>
              {t("submit")}
            </Button>
            {onCancel && (
              <Button look="quiet" onClick={onCancel}>
                {say("cancel")}
              </Button>
            )}
          </div>
        </form>
      </Card>
    </section>
  );
}

interface TokenFieldProps {
  value: string;
  error: ReactNode;
  onChange(value: string): void;
}

/** A token, which nobody looks at while it is pasted, and no browser keeps. */
export function TokenField({ value, error, onChange }: TokenFieldProps) {
  const t = useTranslations("repositories.connect");
  return (
    <Field label={t("tokenField")} hint={t("tokenHint")} error={error} isRequired>
      <Input
        type="password"
        value={value}
        maxLength={300}
        autoComplete="off"
        data-1p-ignore=""
        spellCheck={false}
        className="font-mono"
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
