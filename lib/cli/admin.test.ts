import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../db/database";
import { browserAt, doorsFor } from "../http/auth.testing";
import { actorOf } from "../server/auth";
import { systemContext } from "../server/context";
import { createProject } from "../server/projects/create";

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

describe("npm run admin", () => {
  let folder: string;
  let url: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "foothold-admin-"));
    url = `file:${join(folder, "data", "test.db")}`;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function admin(argv: string[], input = "", onStart?: (child: ReturnType<typeof spawn>) => void): Promise<Ended> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, ["--import", "tsx", "lib/cli/admin.ts", ...argv], {
        env: { ...process.env, DATABASE_URL: url, DATA_DIR: folder, NODE_ENV: "test" },
      });
      const ended: Ended = { code: null, signal: null, out: "", err: "" };
      child.stdout.on("data", (text) => {
        ended.out += text;
      });
      child.stderr.on("data", (text) => {
        ended.err += text;
      });
      child.stdin.on("error", () => undefined);
      if (input !== "wait") child.stdin.end(input);
      onStart?.(child);
      child.on("close", (code, signal) => resolve({ ...ended, code, signal }));
    });
  }

  it("makes a database with an administrator who can sign in, and gives roles and tokens", async () => {
    const made = await admin(
      ["create", "Boss", "--role", "admin", "--password-stdin", "--name", "老板"],
      "correct horse\n",
    );
    expect(made).toEqual({ code: 0, signal: null, out: "boss has an account and is an administrator.\n", err: "" });

    const database = await openDatabase(url);
    const project = await createProject(systemContext(database, "test"), { slug: "layotto", name: "Layotto" });
    expect(project.slug).toBe("layotto");
    const doors = doorsFor(database);
    const browser = browserAt(doors);
    expect((await browser.signIn("boss")).body).toEqual({ person: { login: "boss", name: "老板", isAdmin: true } });

    const [granted, token, changed] = await Promise.all([
      admin(["grant", "boss", "layotto", "mentor"]),
      admin(["token", "boss", "weekly script"]),
      admin(["password", "BOSS", "--password-stdin"], "battery staple\r\n"),
    ]);
    expect(granted).toMatchObject({ code: 0, out: "boss is a mentor of layotto.\n" });
    expect(token.out).toMatch(/^fh_[\w-]{43}\n$/);
    const actor = await actorOf(new Headers({ authorization: `Bearer ${token.out.trim()}` }), doors.service);
    expect(actor).toMatchObject({ kind: "token", person: { login: "boss" } });
    expect(changed.code).toBe(0);
    expect((await browser.send("GET", "/api/auth/sessions")).status).toBe(401);
    expect((await browser.signIn("boss", "battery staple")).status).toBe(200);

    const [list, json] = await Promise.all([admin(["list"]), admin(["list", "--json"])]);
    expect(list.out).toBe("boss  admin, mentor of layotto  (老板)\n");
    expect(JSON.parse(json.out)).toMatchObject([
      { login: "boss", isAdmin: true, memberships: [{ project: "layotto", role: "mentor" }] },
    ]);
    await database.close();
  });

  it("says on standard error what is wrong, with a code for each kind", async () => {
    const cases: [string[], number, RegExp, string?][] = [
      [[], 2, /Say which command/],
      [["crown", "boss"], 2, /no command "crown"/],
      [["create"], 2, /create LOGIN/],
      [["list", "--role", "admin"], 2, /does not take --role/],
      [["list", "--colour"], 2, /--colour/],
      [["create", "zoe"], 2, /--password-stdin/],
      [["create", "zoe", "--role", "king", "--password-stdin"], 2, /--role/, "correct horse"],
      [["create", "zoe", "--password-stdin"], 1, /password: At least 8/, "short"],
      [["create", "z z", "--password-stdin"], 1, /login: /, "correct horse"],
      [["make-admin", "nobody"], 1, /no such person/],
      [["remove", "nobody", "--yes"], 1, /no such person/],
      [["remove", "boss"], 2, /--yes/],
      [["remove", "boss", "--yes"], 1, /only administrator/],
      [["grant", "nobody", "nothing", "mentor"], 1, /no such project/],
    ];
    const ended = await Promise.all(cases.map(([argv, , , input]) => admin(argv, input)));
    for (const [index, [argv, code, sentence]] of cases.entries()) {
      expect({ argv, code: ended[index]?.code, out: ended[index]?.out }).toEqual({ argv, code, out: "" });
      expect(ended[index]?.err).toMatch(sentence);
    }
  });

  it("explains itself", async () => {
    const [all, one] = await Promise.all([admin(["--help"]), admin(["create", "-h"])]);
    expect(all).toMatchObject({ code: 0, err: "" });
    expect(all.out).toContain("npm run admin -- grant LOGIN PROJECT maintainer|mentor");
    expect(one.out).toContain("--password-stdin   read the password");
  });

  it("leaves nothing half done when it is interrupted or nobody reads its output", async () => {
    const interrupted = await admin(["create", "halfway", "--password-stdin"], "wait", (child) => {
      setTimeout(() => child.kill("SIGINT"), 1500);
    });
    expect(interrupted.code === 130 || interrupted.signal === "SIGINT").toBe(true);
    const unread = await admin(["list", "--json"], "", (child) => child.stdout?.destroy());
    expect(unread).toMatchObject({ code: 0, err: "" });
    const list = await admin(["list"]);
    expect(list.out).not.toContain("halfway");
  });
});
