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
  readonly secret: string;
}

let current: MailSettings | undefined;

/** Those of this process, read once. */
export function mailSettings(): MailSettings {
  current ??= mailSettingsOf(settings());
  return current;
}

/** The secret is read, or made, by whoever needs it first: jobs of an instance without mail never do. */
function mailSettingsOf(given: Settings): MailSettings {
  let secret: string | undefined;
  return {
    baseUrl: given.BASE_URL,
    smtpUrl: given.SMTP_URL ?? null,
    from: given.MAIL_FROM,
    get secret() {
      secret ??= authSecret(given);
      return secret;
    },
  };
}
