"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import { account, tokensQuery } from "../../lib/client/account";
import type { NewTokenView, TokenView } from "../../lib/domain/account";
import { Button } from "../ui/button";
import { Field, Input } from "../ui/field";
import { lateDialog } from "../ui/late";
import { showToast } from "../ui/toast";
import { timeTag } from "./claim-words";
import { ListFailure } from "./list-failure";
import { NewToken } from "./new-token";
import { Shape } from "./signed-in-only";
import { useSubmit } from "./use-submit";

const RevokeDialog = lateDialog(() => import("./revoke-dialog").then((loaded) => loaded.RevokeDialog));

/** The reader's API tokens: make one, see it once, revoke it. */
export function Tokens() {
  const t = useTranslations("people.account");
  const tokens = useQuery(tokensQuery);
  const client = useQueryClient();
  const [made, setMade] = useState<NewTokenView | null>(null);
  const [asked, setAsked] = useState<TokenView | null>(null);
  const reload = () => client.invalidateQueries({ queryKey: tokensQuery.queryKey });

  return (
    <div className="flex flex-col gap-4">
      {tokens.isError && <ListFailure query={tokens} />}
      {!tokens.data && !tokens.isError && <Shape className="h-10" />}
      {tokens.data?.length === 0 && !made && <p className="text-sm text-third">{t("noTokens")}</p>}
      {tokens.data && tokens.data.length > 0 && (
        <ul className="-my-3 divide-y divide-soft">
          {tokens.data.map((token) => (
            <li key={token.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
              <div className="min-w-0 flex-1">
                <p className="break-words font-semibold text-sm">{token.name}</p>
                <p className="text-sm text-third">
                  {t.rich("madeAt", timeTag(token.createdAt))} ·{" "}
                  {token.lastUsedAt ? t.rich("usedAt", timeTag(token.lastUsedAt)) : t("neverUsed")}
                </p>
              </div>
              <Button size="small" aria-label={t("revokeOf", { name: token.name })} onClick={() => setAsked(token)}>
                {t("revoke")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {made ? (
        <NewToken token={made} onDone={() => setMade(null)} />
      ) : (
        <CreateToken
          onMade={(token) => {
            setMade(token);
            void reload();
          }}
        />
      )}
      <a
        href="/docs/api"
        className="inline-flex min-h-6 items-center self-start text-accent text-sm underline underline-offset-2 pointer-coarse:min-h-11"
      >
        {t("docs")}
      </a>
      {asked && (
        <RevokeDialog
          token={asked}
          onClose={() => setAsked(null)}
          onRevoked={() => {
            showToast({ title: t("revoked", { name: asked.name }), look: "success" });
            if (made?.id === asked.id) setMade(null);
            setAsked(null);
            void reload();
          }}
        />
      )}
    </div>
  );
}

function CreateToken({ onMade }: { onMade(token: NewTokenView): void }) {
  const t = useTranslations("people.account");
  const { submit, isBusy, fault } = useSubmit(["name"]);
  const [name, setName] = useState("");
  const create = (event: FormEvent) => {
    event.preventDefault();
    void submit(async () => onMade(await account.createToken(name)));
  };
  return (
    <form onSubmit={create} noValidate className="flex max-w-md flex-wrap items-start gap-2">
      <Field label={t("tokenName")} {...fault("name", "form")} className="min-w-48 flex-1">
        <Input
          name="token-name"
          autoComplete="off"
          maxLength={60}
          placeholder={t("tokenPlaceholder")}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Button type="submit" isBusy={isBusy} disabled={name.trim() === ""} className="mt-[1.625rem]">
        {t("create")}
      </Button>
    </form>
  );
}
