import { createTransport } from "nodemailer";
import type { Message } from "./compose";
import type { MailSettings } from "./settings";

/** Gives a mail to the mail server. */
export interface Transport {
  /** @param id the same for each attempt at one mail, so that a repeat is known as one */
  send(message: Message, id: string, date: Date): Promise<void>;
}

const second = 1000;

/** The mail server of the settings. Each mail has a connection of its own; none waits longer than a minute. */
export function smtpTransport(smtpUrl: string, { from, baseUrl }: Pick<MailSettings, "from" | "baseUrl">): Transport {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 10 * second,
    dnsTimeout: 10 * second,
    greetingTimeout: 10 * second,
    socketTimeout: 30 * second,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { hostname } = new URL(baseUrl);
  return {
    async send({ to, subject, text, html, headers }, id, date) {
      await transport.sendMail({
        from,
        to: { name: "", address: to },
        subject,
        text,
        html,
        date,
        messageId: `<${id}@${hostname}>`,
        // Long addresses must stay in one piece.
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { prepared: true, value }])),
      });
    },
  };
}

/** What a mail server, or the way to it, had against a mail. */
export interface Fault {
  /** `recipient`: it will never take this one. `server`: it takes none now. `mail`: it may take this one later. */
  concerns: "recipient" | "server" | "mail";
  /** For the database and the log: without addresses. */
  text: string;
}

/** Reads an error of nodemailer; anything else is a fault of this mail alone. */
export function faultOf(error: unknown): Fault {
  const { code, command, responseCode, message } = (error ?? {}) as Record<string, unknown>;
  const text = String(message ?? error)
    .replace(/\S+@\S+/g, "…")
    .slice(0, 300);
  const isRefused = typeof responseCode === "number" && responseCode >= 500 && responseCode !== 503;
  // nodemailer itself has found no address in it.
  if (code === "EENVELOPE" && command === "API") return { concerns: "recipient", text };
  // 5xx elsewhere is about us: our sign-in, our sender, our connection.
  if (isRefused && (command === "RCPT TO" || command === "DATA" || code === "EMESSAGE")) {
    return { concerns: "recipient", text };
  }
  const isAway =
    typeof code === "string" && code.startsWith("E") && (typeof responseCode !== "number" || code === "EAUTH");
  return { concerns: isAway || responseCode === 421 ? "server" : "mail", text };
}
