import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SettingsError } from "../../env";
import { authSecret } from "./secret";

describe("authSecret", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "foothold-secret-"));
  });
  afterEach(() => {
    chmodSync(folder, 0o755);
    rmSync(folder, { recursive: true, force: true });
  });
  const file = () => join(folder, "auth-secret");

  it("takes AUTH_SECRET when it is set, and writes nothing", () => {
    expect(authSecret({ AUTH_SECRET: "x".repeat(32), DATA_DIR: folder })).toBe("x".repeat(32));
    expect(readdirSync(folder)).toEqual([]);
  });

  it("makes one that its owner alone can read, and keeps it", () => {
    const settings = { AUTH_SECRET: undefined, DATA_DIR: join(folder, "new", "data") };
    const secret = authSecret(settings);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(authSecret(settings)).toBe(secret);
    const kept = join(settings.DATA_DIR, "auth-secret");
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    expect(readFileSync(kept, "utf8")).toBe(`${secret}\n`);
    expect(readdirSync(settings.DATA_DIR)).toEqual(["auth-secret"]);
  });

  it("closes a file that others could read", () => {
    writeFileSync(file(), `${"k".repeat(40)}\n`, { mode: 0o644 });
    expect(authSecret({ AUTH_SECRET: undefined, DATA_DIR: folder })).toBe("k".repeat(40));
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it("does not sign with a file that was cut off", () => {
    writeFileSync(file(), "short");
    expect(() => authSecret({ AUTH_SECRET: undefined, DATA_DIR: folder })).toThrow(SettingsError);
    expect(readFileSync(file(), "utf8")).toBe("short");
  });

  it("says what to set when the folder is no folder", () => {
    writeFileSync(file(), "a file");
    expect(() => authSecret({ AUTH_SECRET: undefined, DATA_DIR: file() })).toThrow(/Set AUTH_SECRET, or a DATA_DIR/);
  });

  it("is the same for processes that start at once", async () => {
    const module = resolve("lib/server/setup/secret.ts");
    const script = `import(${JSON.stringify(module)}).then(({ authSecret }) => {
      process.stdin.once("data", () => { console.log(authSecret({ DATA_DIR: ${JSON.stringify(folder)} })); process.exit(0); });
      console.log("ready");
    })`;
    const start = () =>
      new Promise<{ go(): Promise<string> }>((ready, failed) => {
        const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script]);
        let output = "";
        let done: (secret: string) => void = () => undefined;
        child.stdout.on("data", (text) => {
          output += text;
          if (output.startsWith("ready\n"))
            ready({
              go: () =>
                new Promise((resolved) => {
                  done = resolved;
                  child.stdin.write("go\n");
                }),
            });
        });
        child.on("close", (code) =>
          code === 0 ? done(output.split("\n")[1] ?? "") : failed(new Error(`ended with ${code}`)),
        );
      });
    const processes = await Promise.all(Array.from({ length: 4 }, start));
    const secrets = await Promise.all(processes.map((one) => one.go()));
    expect(new Set(secrets).size).toBe(1);
    expect(secrets[0]).toMatch(/^[\w-]{43}$/);
    expect(readdirSync(folder)).toEqual(["auth-secret"]);
  });
});
