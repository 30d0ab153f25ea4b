"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { account } from "../../lib/client/account";
import { meQuery } from "../../lib/client/session";
import type { PersonRefView } from "../../lib/domain/views";
import { classNames } from "../ui/class-names";
import { Spinner } from "../ui/spinner";
import { showToast } from "../ui/toast";
import { useSubmit } from "./use-submit";

/** The switch that hides the reader's page from everyone. */
export function HidePage({ person }: { person: PersonRefView }) {
  const t = useTranslations("privacy.hide");
  const client = useQueryClient();
  const { submit, isBusy, faults } = useSubmit([]);
  const id = useId();
  const change = (isHidden: boolean) =>
    submit(async () => {
      await account.hide(isHidden);
      await client.invalidateQueries({ queryKey: meQuery.queryKey });
      showToast({ title: t(isHidden ? "hidden" : "shown"), look: "success" });
    });
  return (
    <div className="flex max-w-prose items-start gap-3">
      <span className="relative flex size-5 shrink-0 items-center justify-center pt-1 pointer-coarse:size-6">
        {isBusy && <Spinner />}
        {/* Stays where it is while it is busy, since it has the focus. */}
        <input
          id={id}
          type="checkbox"
          checked={person.isHidden === true}
          aria-describedby={`${id}-hint`}
          aria-busy={isBusy || undefined}
          onChange={(event) => !isBusy && change(event.target.checked)}
          className={classNames("size-4.5 accent-accent pointer-coarse:size-6", isBusy && "absolute opacity-0")}
        />
      </span>
      <div>
        <label htmlFor={id} className="font-semibold text-sm">
          {t("label")}
        </label>
        <p id={`${id}-hint`} className="text-sm text-third">
          {t("hint")}
        </p>
        {faults.form && (
          <p role="alert" className="mt-1 text-danger text-sm">
            {faults.form}
          </p>
        )}
      </div>
    </div>
  );
}
