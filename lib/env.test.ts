import { describe, expect, it } from "vitest";
import { readSettings, SettingsError } from "./env";

/** What the start says about wrong settings. */
function complaint(environment: Record<string, string>): string {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error("nothing was wrong");
}

describe("the settings of mail", () => {
  it("are none by default: nothing is sent", () => {
    expect(readSettings({ SMTP_URL: "" }).SMTP_URL).toBeUndefined();
    expect(readSettings({ BASE_URL: "https://tasks.example.org:8443" }).MAIL_FROM).toBe(
      "Foothold <foothold@tasks.example.org>",
    );
  });

  it("take a mail server and a sender", () => {
    for (const SMTP_URL of ["smtp://127.0.0.1:2525", "smtps://us%40er:p%2Fss@mail.example.org:465/", "smtp://[::1]"]) {
      expect(readSettings({ SMTP_URL }).SMTP_URL).toBe(SMTP_URL);
    }
    for (const MAIL_FROM of ["tasks@example.org", "新手任务板 <tasks@example.org>", "Foothold <t@localhost>"]) {
      expect(readSettings({ MAIL_FROM }).MAIL_FROM).toBe(MAIL_FROM);
    }
  });

  it("say in one sentence what is wrong, and nothing of a password", () => {
    for (const SMTP_URL of [
      "mail.example.org:secret",
      "https://user:secret@mail.example.org",
      "smtp://",
      "smtp://h/secret",
    ]) {
      expect(complaint({ SMTP_URL })).toBe(
        "Set these environment variables right and start again. SMTP_URL: must be smtp:// or smtps:// and a host, as in " +
          "smtps://user:password@mail.example.org:465 (it is set).",
      );
    }
    for (const MAIL_FROM of ["nobody", "A <a@b>\r\nBcc: c@d", "a@b, c@d", "A <a@b>, C <c@d>", "<>"]) {
      expect(complaint({ MAIL_FROM })).toContain(
        "MAIL_FROM: must be an address, as in Foothold <tasks@example.org> (it is",
      );
    }
  });
});
