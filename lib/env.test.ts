import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readSettings, type Settings, SettingsError } from "./env";

type Case = { right: [string, unknown][]; wrong: string[] };
const flag: Case = {
  right: [
    ["on", true],
    ["off", false],
  ],
  wrong: ["1", "true", "ON", "yes"],
};

/** What each setting may be, with what it is read as, and what it may not be. */
const cases: Record<Exclude<keyof Settings, "NODE_ENV">, Case> = {
  BASE_URL: {
    right: [
      ["https://tasks.example.org", "https://tasks.example.org"],
      ["HTTP://Tasks.Example.org:8080/", "http://tasks.example.org:8080"],
    ],
    wrong: ["tasks.example.org", "https://a.example/board", "https://u:p@a.example", "https://a.example/?x", "ftp://a"],
  },
  PORT: {
    right: [
      ["0", 0],
      ["65535", 65_535],
    ],
    wrong: ["-1", "65536", "80.5", "http", "3000 4000"],
  },
  HOST: { right: [["127.0.0.1", "127.0.0.1"]], wrong: [] },
  DATABASE_URL: {
    right: ["file:data/a.db", "file:///srv/a.db", "/srv/a.db", "postgres://u:p@db.example/a", "postgresql:///a"].map(
      (url) => [url, url],
    ),
    wrong: ["mysql://db.example/a", "file:", "file://", "https://db.example"],
  },
  DATA_DIR: { right: [["/srv/data", "/srv/data"]], wrong: [] },
  AUTH_SECRET: { right: [[`  ${"x".repeat(32)}\n`, "x".repeat(32)]], wrong: ["short", `${" ".repeat(40)}x`] },
  DEFAULT_LOCALE: { right: [["en", "en"]], wrong: ["fr", "zh-CN"] },
  SIGN_UP: { right: [["closed", "closed"]], wrong: ["off", "Closed"] },
  LINK_HOSTS: {
    right: [
      ["git.example.org", ["github.com", "git.example.org"]],
      ["github.com, Git.Example.org:8443 ,", ["github.com", "git.example.org:8443"]],
    ],
    wrong: ["https://git.example.org", "git.example.org/path", "a b", "user@git.example.org", "a,,b/"],
  },
  GITHUB_URL: {
    right: [["https://Git.example.org/", "https://git.example.org"]],
    wrong: ["git.example.org", "https://git.example.org/login", "https://u:p@git.example.org"],
  },
  GITHUB_API_URL: {
    right: [["https://git.example.org/api/v3/", "https://git.example.org/api/v3"]],
    wrong: ["api.github.com", "https://u:p@git.example.org", "https://git.example.org/?x", "ftp://git.example.org"],
  },
  // These four mean nothing alone; together they are tried below.
  GITHUB_CLIENT_ID: { right: [], wrong: ["Iv1.0123456789abcdef", "two words"] },
  GITHUB_CLIENT_SECRET: { right: [], wrong: ["0123456789abcdef", "two words"] },
  GITHUB_APP_ID: { right: [], wrong: ["12345", "0", "an app"] },
  GITHUB_APP_PRIVATE_KEY: { right: [], wrong: ["-----BEGIN RSA PRIVATE KEY-----", "not a key"] },
  GITHUB_WEBHOOK_SECRET: { right: [["0123456789abcdef", "0123456789abcdef"]], wrong: ["short"] },
  TRUST_PROXY: flag,
  SEED: flag,
  JOBS: flag,
  PAGE_CACHE: flag,
  SMTP_URL: { right: [["smtp://127.0.0.1:2525", "smtp://127.0.0.1:2525"]], wrong: ["mail.example.org", "https://h"] },
  MAIL_FROM: { right: [["tasks@example.org", "tasks@example.org"]], wrong: ["nobody", "a@b, c@d"] },
  LOG_LEVEL: { right: [["silent", "silent"]], wrong: ["loud", "trace", "INFO"] },
};

function refusal(environment: Record<string, string>): string {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return "it was taken";
}

describe.each(Object.entries(cases))("%s", (name, { right, wrong }) => {
  it("is read where it is right", () => {
    for (const [text, value] of right) expect(readSettings({ [name]: text })).toMatchObject({ [name]: value });
  });

  it("has a default, which an empty value means too", () => {
    expect(readSettings({ [name]: "" })).toEqual(readSettings({}));
  });

  it("is refused where it is wrong, in one line that names it and says what it must be", () => {
    for (const text of wrong) {
      expect(refusal({ [name]: text })).toMatch(
        new RegExp(`^Set these environment variables right and start again\\. ${name}: must [^\\n]+\\.$`),
      );
    }
  });
});

it("names every wrong setting at once", () => {
  expect(refusal({ PORT: "x", SEED: "maybe" })).toMatch(/ PORT: must .*; SEED: must /);
});

it("shows a wrong value, but no secret", () => {
  expect(refusal({ LOG_LEVEL: "loud" })).toContain('(it is "loud")');
  expect(refusal({ AUTH_SECRET: "hunter2" })).not.toContain("hunter2");
  expect(refusal({ DATABASE_URL: "mysql://root:hunter2@db" })).not.toContain("hunter2");
});

it("makes the address from the port when none is given", () => {
  expect(readSettings({ PORT: "4000" }).BASE_URL).toBe("http://localhost:4000");
});

it("has a test for every setting that .env.example explains, and the other way round", () => {
  const explained = [...readFileSync(".env.example", "utf8").matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name);
  expect([...new Set(explained)].sort()).toEqual(Object.keys(cases).sort());
});

describe("the settings of GitHub", () => {
  const app = { GITHUB_CLIENT_ID: "Iv1.0123456789abcdef", GITHUB_CLIENT_SECRET: "hunter2" };

  it("are github.com's by default, and no sign-in", () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({ GITHUB_URL: "https://github.com", GITHUB_API_URL: "https://api.github.com" });
    expect(settings.GITHUB_CLIENT_ID).toBeUndefined();
    expect(readSettings(app)).toMatchObject(app);
  });

  it("know where GitHub Enterprise Server has its API", () => {
    const GITHUB_URL = "https://git.example.org";
    expect(readSettings({ GITHUB_URL }).GITHUB_API_URL).toBe("https://git.example.org/api/v3");
    const GITHUB_API_URL = "https://api.example.ghe.com";
    expect(readSettings({ GITHUB_URL, GITHUB_API_URL }).GITHUB_API_URL).toBe(GITHUB_API_URL);
  });

  it("take the key of a GitHub App in every form in which people have it", () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pkcs8 = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const pkcs1 = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
    for (const GITHUB_APP_PRIVATE_KEY of [
      pkcs8,
      pkcs1,
      pkcs1.replaceAll("\n", "\\n"),
      Buffer.from(pkcs1).toString("base64"),
    ]) {
      const settings = readSettings({ GITHUB_APP_ID: "12345", GITHUB_APP_PRIVATE_KEY });
      expect(settings).toMatchObject({ GITHUB_APP_ID: "12345", GITHUB_APP_PRIVATE_KEY: pkcs8 });
    }
    const { privateKey: other } = generateKeyPairSync("ed25519");
    const GITHUB_APP_PRIVATE_KEY = other.export({ type: "pkcs8", format: "pem" }).toString();
    expect(refusal({ GITHUB_APP_ID: "12345", GITHUB_APP_PRIVATE_KEY })).toMatch(
      /must be an RSA private key .*it is set/,
    );
  });

  it("are refused by halves, and say nothing of what is secret", () => {
    expect(refusal({ GITHUB_CLIENT_SECRET: "hunter2" })).toContain(
      "GITHUB_CLIENT_SECRET: must be set together with GITHUB_CLIENT_ID (it is set)",
    );
    for (const name of ["GITHUB_CLIENT_SECRET", "GITHUB_WEBHOOK_SECRET", "GITHUB_APP_PRIVATE_KEY"]) {
      expect(refusal({ [name]: "hunter 2" })).not.toContain("hunter");
    }
  });
});

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
      expect(refusal({ SMTP_URL })).toBe(
        "Set these environment variables right and start again. SMTP_URL: must be smtp:// or smtps:// and a host, as in " +
          "smtps://user:password@mail.example.org:465 (it is set).",
      );
    }
    for (const MAIL_FROM of ["nobody", "A <a@b>\r\nBcc: c@d", "a@b, c@d", "A <a@b>, C <c@d>", "<>"]) {
      expect(refusal({ MAIL_FROM })).toContain(
        "MAIL_FROM: must be an address, as in Foothold <tasks@example.org> (it is",
      );
    }
  });
});
