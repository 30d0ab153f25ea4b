"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import { errorSentence, fieldSentences } from "../../lib/client/errors";
import { grantMember, projectQuery, removeMember } from "../../lib/client/projects";
import type { PersonRefView, ProjectView } from "../../lib/domain/views";
import { type MemberRole, memberRoles } from "../../lib/domain/words";
import { useReaderLocale } from "../layout/client-messages";
import { PersonLink } from "../task/person-link";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field, Input, Select } from "../ui/field";
import { showToast } from "../ui/toast";

/** Who a project's maintainers and mentors are: added by user name, removed after a question. */
export function MembersForm({ slug, onClose }: { slug: string; onClose(): void }) {
  const t = useTranslations("projects.membersForm");
  const roles = useTranslations("common.role");
  const say = useTranslations("common.action");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const router = useRouter();
  const client = useQueryClient();
  const { data: project } = useQuery({ ...projectQuery(slug), refetchOnMount: "always" });
  const [login, setLogin] = useState("");
  const [role, setRole] = useState<MemberRole>("mentor");
  const [refusal, setRefusal] = useState<unknown>(null);
  const [asked, setAsked] = useState<PersonRefView | null>(null);
  const [isBusy, setBusy] = useState(false);

  const change = async (work: () => Promise<ProjectView>, title: string) => {
    setBusy(true);
    setRefusal(null);
    try {
      client.setQueryData(projectQuery(slug).queryKey, await work());
      for (const queryKey of [["me"], ["board"], ["tasks"], ["task"]]) void client.invalidateQueries({ queryKey });
      showToast({ title, look: "success" });
      router.refresh();
      return true;
    } catch (error) {
      setRefusal(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const grant = async (event: FormEvent) => {
    event.preventDefault();
    const name = login.trim().replace(/^@/, "");
    if (name && (await change(() => grantMember(slug, name, role), t("granted", { login: name, role })))) setLogin("");
  };
  const remove = async (person: PersonRefView) => {
    if (await change(() => removeMember(slug, person.login), t("removed", { name: person.name }))) setAsked(null);
  };
  const sentence = refusal
    ? (Object.values(fieldSentences(errors, refusal))[0] ?? errorSentence(errors, refusal, locale))
    : undefined;

  return (
    <Dialog isOpen onClose={onClose} title={t("title", { name: project?.name ?? slug })} closeLabel={say("close")}>
      {project?.members.length === 0 && <p className="text-second text-sm">{t("none")}</p>}
      <ul className="mb-5">
        {project?.members.map(({ person, role: held }) => (
          <li key={person.login} className="border-soft border-t py-1.5 first:border-t-0">
            <div className="flex min-h-control items-center gap-3 text-sm">
              <PersonLink person={person} avatar={26} />
              <span className="text-third">{roles(held)}</span>
              <Button
                look="quiet"
                size="small"
                className="ms-auto"
                aria-label={t("remove", { name: person.name })}
                onClick={() => setAsked(asked?.login === person.login ? null : person)}
              >
                {t("removeSubmit")}
              </Button>
            </div>
            {asked?.login === person.login && (
              <div
                role="alert"
                className="mt-1 flex flex-wrap items-center justify-between gap-2 rounded-control bg-danger-soft px-3 py-2 text-sm"
              >
                <span className="min-w-0">{t("removeAsk", { name: person.name })}</span>
                <span className="flex gap-2">
                  <Button size="small" onClick={() => setAsked(null)}>
                    {say("cancel")}
                  </Button>
                  <Button size="small" look="danger" isBusy={isBusy} onClick={() => remove(person)}>
                    {t("removeSubmit")}
                  </Button>
                </span>
              </div>
            )}
          </li>
        ))}
      </ul>
      <form onSubmit={grant} noValidate className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_auto_auto]">
        <Field label={t("login")}>
          <Input
            value={login}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            maxLength={31}
            onChange={(event) => {
              setLogin(event.target.value);
              setRefusal(null);
            }}
          />
        </Field>
        <Field label={t("role")}>
          <Select
            value={role}
            onChange={(event) => setRole(event.target.value === "maintainer" ? "maintainer" : "mentor")}
          >
            {memberRoles.map((one) => (
              <option key={one} value={one}>
                {roles(one)}
              </option>
            ))}
          </Select>
        </Field>
        <Button type="submit" look="primary" isBusy={isBusy} disabled={!login.trim()} className="sm:mb-1.5">
          {t("grant")}
        </Button>
      </form>
      <p aria-live="polite" className={sentence ? "mt-2 text-danger text-sm" : "mt-2 text-sm text-third"}>
        {sentence ?? t("roleHint")}
      </p>
    </Dialog>
  );
}
