"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import { errorCodeOf, errorSentence } from "../../lib/client/errors";
import { repositoriesQuery } from "../../lib/client/repositories";
import type { RepositoriesView } from "../../lib/domain/repositories";
import { useReaderLocale } from "../layout/client-messages";
import { showToast } from "../ui/toast";

/** Takes over what a change of a project's repositories was answered with, or says why it was refused. */
export function useRepositories(slug: string) {
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const client = useQueryClient();
  const { queryKey } = repositoriesQuery(slug);
  const take = (view: RepositoriesView) => client.setQueryData(queryKey, view);
  const refresh = () => client.invalidateQueries({ queryKey });
  const fail = (error: unknown) => {
    showToast({ title: errorSentence(errors, error, locale), look: "error" });
    // Someone else was there: what they made of it is shown.
    if (errorCodeOf(error) === "conflict" || errorCodeOf(error) === "not_found") void refresh();
  };
  return { take, refresh, fail };
}
