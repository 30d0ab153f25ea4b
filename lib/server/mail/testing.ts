import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import type { MailSettings } from "./settings";

/** A real mail server on loopback, and what it was given. */
export interface MailServer {
  received: ParsedMail[];
  /** How it answers; may be changed while it runs. */
  rules: Pick<SMTPServerOptions, "onRcptTo" | "onMailFrom">;
  given: MailSettings;
  /** It is away: its port answers to nobody. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** User and password have what must be escaped in an address. */
const user = "board@example.org";
const password = "p/ss:w@rd";

/** Starts a mail server that asks for a password. */
export async function startMailServer(): Promise<MailServer> {
  let server: SMTPServer | null = null;
  let port = 0;
  const mailServer: MailServer = {
    received: [],
    rules: {},
    given: {
      baseUrl: "https://tasks.example.org",
      smtpUrl: "",
      from: "Foothold <foothold@tasks.example.org>",
      secret: "s3cret",
    },
    async start() {
      server = new SMTPServer({
        disabledCommands: ["STARTTLS"],
        allowInsecureAuth: true,
        onAuth: (auth, _session, done) =>
          auth.username === user && auth.password === password
            ? done(null, { user })
            : done(new Error("Invalid user or password")),
        onMailFrom: (address, session, done) => (mailServer.rules.onMailFrom ?? accept)(address, session, done),
        onRcptTo: (address, session, done) => (mailServer.rules.onRcptTo ?? accept)(address, session, done),
        onData(stream, _session, done) {
          simpleParser(stream).then((mail) => {
            mailServer.received.push(mail);
            done();
          }, done);
        },
      });
      // A connection that its client ends roughly is no fault of a test.
      server.on("error", () => undefined);
      await new Promise<void>((ready) => server?.listen(port, "127.0.0.1", ready));
      port = (server.server.address() as AddressInfo).port;
      mailServer.given.smtpUrl = `smtp://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}`;
    },
    async stop() {
      await new Promise<void>((closed) => (server ? server.close(() => closed()) : closed()));
      server = null;
    },
  };
  await mailServer.start();
  return mailServer;
}

function accept(_address: unknown, _session: unknown, done: (error?: Error | null) => void): void {
  done();
}

/** A refusal with its code, as a mail server gives it. */
export function refusal(code: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode: code });
}
