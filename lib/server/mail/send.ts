import type { Context } from "../context";
import { log } from "../log";
import { asSystem } from "../rights";
import { composeMail } from "./compose";
import { dueMails, endMail, giveUpAfter, type MailRow, noteDigest, retryMail, takeMail } from "./outbox";
import { type MailSettings, mailSettings } from "./settings";
import { faultOf, smtpTransport, type Transport } from "./transport";

/** Milliseconds after which the rest waits for the next minute: a slow mail server must not keep leases waiting. */
const patience = 20_000;

/**
 * Sends the mails that are due, each once, outside of any transaction. While the mail server is away, one mail finds out
 * each minute and the others stay due. Only the system does this; any number of machines may.
 * @returns how many were sent
 */
export async function sendMails(
  context: Context,
  given: MailSettings = mailSettings(),
  transport: Transport | null = given.smtpUrl === null ? null : smtpTransport(given.smtpUrl, given),
): Promise<number> {
  asSystem(context);
  if (transport === null) return 0;
  const startedAt = Date.now();
  let sent = 0;
  for (const id of await dueMails(context.database, context.now())) {
    if (Date.now() - startedAt > patience) break;
    const row = await takeMail(context.database, id, context.now());
    const outcome = row && (await sendOne(context, row, given, transport));
    if (outcome === "sent") sent += 1;
    if (outcome === "server away") break;
  }
  return sent;
}

type Outcome = "sent" | "not sent" | "server away";

async function sendOne(context: Context, row: MailRow, given: MailSettings, transport: Transport): Promise<Outcome> {
  const { database } = context;
  const now = context.now();
  const about = { mail: row.id, kind: row.kind, tries: row.tries };
  if (now.getTime() - row.createdAt.getTime() >= giveUpAfter) {
    // Never tried: this server slept. What it meant to say then is no news now.
    const isTried = row.tries > 1;
    await endMail(database, row, { end: isTried ? "failed" : "skipped", at: now });
    if (isTried) log().warn(about, "A mail was given up: the mail server has not taken it for days.");
    return "not sent";
  }
  try {
    const message = await composeMail(database, row, now, given);
    if (message === null) {
      await endMail(database, row, { end: "skipped", at: now });
      return "not sent";
    }
    await transport.send(message, row.id, now);
  } catch (error) {
    const { concerns, text } = faultOf(error);
    if (concerns === "recipient") {
      await endMail(database, row, { end: "failed", at: now, fault: text });
      log().warn({ ...about, fault: text }, "A mail was refused for good.");
      return "not sent";
    }
    await retryMail(database, row, context.now(), text);
    log().warn({ ...about, fault: text }, "A mail could not be sent; it will be tried again.");
    return concerns === "server" ? "server away" : "not sent";
  }
  await endMail(database, row, { end: "sent", at: context.now() });
  if (row.kind === "digest") await noteDigest(database, row.personId, context.now());
  return "sent";
}
