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
  TRUST_PROXY: flag,
  SEED: flag,
  JOBS: flag,
  PAGE_CACHE: flag,
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
