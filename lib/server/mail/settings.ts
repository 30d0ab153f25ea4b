import { type Settings, settings } from "../../env";
import { authSecret } from "../setup/secret";

/** What mails and private addresses are made with. */
export interface MailSettings {
  /** Scheme and host that people open. */
  baseUrl: string;
  /** Null: this instance sends no mail. */
  smtpUrl: string | null;
  /** Who mails are from. */
  from: string;
  /** Signs what is in links. */
  secret: string;
}

let current: MailSettings | undefined;

/** Those of this process, read once. */
export function mailSettings(): MailSettings {
  current ??= mailSettingsOf(settings());
  return current;
}

/** @throws SettingsError when there is no secret and none can be made */
export function mailSettingsOf(given: Settings): MailSettings {
  return {
    baseUrl: given.BASE_URL,
    smtpUrl: given.SMTP_URL ?? null,
    from: given.MAIL_FROM,
    secret: authSecret(given),
  };
}
