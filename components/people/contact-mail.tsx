"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { contactQuery, editContact } from "../../lib/client/contact";
import { errorSentence } from "../../lib/client/errors";
import type { EditContactInput } from "../../lib/domain/inputs";
import type { ContactView } from "../../lib/domain/views";
import { type MailWish, mailWishes } from "../../lib/domain/words";
import { useReaderLocale } from "../layout/client-messages";
import { Button } from "../ui/button";
import { Field, Input } from "../ui/field";
import { showToast } from "../ui/toast";
import { ListFailure } from "./list-failure";
import { Shape } from "./signed-in-only";
import { useSubmit } from "./use-submit";

/** The reader's address for notices, and which ones come by mail. */
export function ContactMail() {
  const t = useTranslations("contact.mail");
  const contact = useQuery(contactQuery);
  if (contact.isError) return <ListFailure query={contact} />;
  if (!contact.data) return <Shape className="h-40" />;
  const { data } = contact;
  if (!data.isMailOn && data.email === null) return <p className="text-second">{t("off")}</p>;
  return (
    <div className="flex flex-col gap-6">
      {!data.isMailOn && <p className="text-second">{t("off")}</p>}
      <AddressForm key={data.email} contact={data} />
      {data.email !== null && <Wishes contact={data} />}
    </div>
  );
}

/** Saves a change and shows what the server made of it. */
function useEdit() {
  const client = useQueryClient();
  return async (input: EditContactInput) => {
    const view = await editContact(input);
    client.setQueryData(contactQuery.queryKey, view);
    return view;
  };
}

function AddressForm({ contact }: { contact: ContactView }) {
  const t = useTranslations("contact.mail");
  const edit = useEdit();
  const [email, setEmail] = useState(contact.email ?? "");
  const { submit, isBusy, fault } = useSubmit(["email"]);
  const typed = email.trim();
  const isSame = typed === (contact.email ?? "");
  const { isMailOn } = contact;
  const send = (address: string) =>
    submit(async () => {
      await edit({ email: address });
      showToast({ title: isMailOn ? t("saved", { email: address }) : t("savedOff"), look: "success" });
    });
  const remove = () =>
    submit(async () => {
      await edit({ email: null });
      showToast({ title: t("removed"), look: "success" });
    });
  return (
    <form
      noValidate
      className="flex max-w-md flex-col gap-3"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (typed !== "") void send(typed);
      }}
    >
      <Field label={t("email")} hint={t("emailHint")} {...fault("email", "form")}>
        <Input
          name="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          spellCheck={false}
          maxLength={254}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      {contact.email !== null && isSame && <AddressState contact={contact} />}
      <div className="flex flex-wrap gap-2">
        {contact.email === null || !isSame ? (
          <Button type="submit" isBusy={isBusy} disabled={typed === ""}>
            {t("save")}
          </Button>
        ) : (
          !contact.isConfirmed &&
          isMailOn && (
            <Button type="submit" isBusy={isBusy}>
              {t("resend")}
            </Button>
          )
        )}
        {contact.email !== null && (
          <Button look="quiet" isBusy={isBusy} onClick={remove}>
            {t("remove")}
          </Button>
        )}
      </div>
    </form>
  );
}

function AddressState({ contact }: { contact: ContactView }) {
  const t = useTranslations("contact.mail");
  if (contact.isConfirmed) {
    return (
      <p className="flex items-center gap-1.5 text-easy text-sm">
        <Check size={16} aria-hidden="true" />
        {t("confirmed")}
      </p>
    );
  }
  return <p className="text-medium text-sm">{t(contact.isMailOn ? "unconfirmed" : "unconfirmedOff")}</p>;
}

/** Saved as soon as one is chosen. */
function Wishes({ contact }: { contact: ContactView }) {
  const t = useTranslations("contact.mail");
  const errors = useTranslations("errors");
  const locale = useReaderLocale();
  const edit = useEdit();
  const id = useId();
  const [chosen, setChosen] = useState<MailWish | null>(null);
  const choose = async (wish: MailWish) => {
    setChosen(wish);
    try {
      await edit({ wish });
      showToast({ title: t("wishSaved"), look: "success" });
    } catch (error) {
      showToast({ title: errorSentence(errors, error, locale), look: "error" });
    } finally {
      setChosen(null);
    }
  };
  return (
    <fieldset className="max-w-prose">
      <legend className="mb-1 font-semibold text-sm">{t("wish")}</legend>
      {mailWishes.map((wish) => (
        <div key={wish} className="relative flex items-start gap-3 py-2">
          <input
            type="radio"
            id={`${id}-${wish}`}
            name={id}
            checked={(chosen ?? contact.wish) === wish}
            onChange={() => void choose(wish)}
            aria-describedby={`${id}-${wish}-text`}
            className="relative z-10 mt-1 size-4 shrink-0 accent-accent"
          />
          <div>
            <label htmlFor={`${id}-${wish}`} className="text-sm after:absolute after:inset-0">
              {t(`wishes.${wish}`)}
            </label>
            <p id={`${id}-${wish}-text`} className="text-sm text-third">
              {t(`wishes.${wish}Text`)}
            </p>
          </div>
        </div>
      ))}
      <p className="mt-2 text-sm text-third">{t("language")}</p>
    </fieldset>
  );
}
