import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";

/** Imports that must not be, one for each arrow of CONTRIBUTING.md that points upward. */
const forbidden: [file: string, imported: string][] = [
  ["lib/domain/x.ts", "../server/context"],
  ["lib/domain/x.ts", "../../db/database"],
  ["lib/domain/x.ts", "../i18n/locale"],
  ["lib/domain/x.ts", "react"],
  ["lib/domain/x.ts", "node:fs"],
  ["lib/lists/x.ts", "../server/context"],
  ["lib/lists/x.ts", "../../db/database"],
  ["lib/client/x.ts", "../server/context"],
  ["lib/client/x.ts", "../../db/database"],
  ["lib/client/x.ts", "../../components/ui/button"],
  ["components/board/x.tsx", "../../db/database"],
  ["components/board/x.tsx", "../../lib/server/tasks/board"],
  ["components/board/x.tsx", "@/lib/server/tasks/board"],
  ["components/board/x.tsx", "../../lib/http/route"],
  ["lib/server/tasks/x.ts", "../../http/route"],
  ["lib/server/tasks/x.ts", "../../client/api"],
  ["lib/server/tasks/x.ts", "../../../components/ui/button"],
  ["lib/server/tasks/x.ts", "../../../app/t/load"],
  ["lib/http/x.ts", "../client/api"],
  ["lib/http/x.ts", "../../app/t/load"],
  ["lib/i18n/x.ts", "../server/context"],
  ["db/x.ts", "../lib/server/context"],
  ["db/x.ts", "../lib/http/route"],
  ["db/x.ts", "../app/t/load"],
];

const allowed: [file: string, imported: string][] = [
  ["lib/domain/x.ts", "./words"],
  ["lib/domain/x.ts", "zod"],
  ["components/board/x.tsx", "../../lib/client/board"],
  ["components/board/x.tsx", "../../lib/domain/views"],
  ["lib/server/tasks/x.ts", "../../../db/database"],
  ["lib/http/x.ts", "../server/context"],
  ["db/x.ts", "../lib/domain/views"],
];

/** What the linter says of each import, in files of their own below a folder that has the project's rules. */
function refusals(imports: readonly [file: string, imported: string][]): boolean[] {
  const folder = mkdtempSync(join(tmpdir(), "foothold-arrows-"));
  try {
    const rules = JSON.parse(readFileSync("biome.json", "utf8"));
    writeFileSync(join(folder, "biome.json"), JSON.stringify({ ...rules, vcs: { enabled: false } }));
    const files = imports.map(([file, imported], index) => {
      const name = file.replace("x.", `x${index}.`);
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), `import { x } from "${imported}";\n\nexport const y = x;\n`);
      return name;
    });
    const biome = join(process.cwd(), "node_modules/@biomejs/biome/bin/biome");
    const { stdout, stderr } = spawnSync(process.execPath, [biome, "lint", "--max-diagnostics=none", "."], {
      cwd: folder,
      encoding: "utf8",
    });
    const said = `${stdout}${stderr}`.split("\n").filter((line) => line.includes("noRestrictedImports"));
    return files.map((file) => said.some((line) => line.includes(`${file}:`)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it("the linter refuses every import that points upward, and no other", () => {
  const found = refusals([...forbidden, ...allowed]);
  const expected = [...forbidden.map(() => true), ...allowed.map(() => false)];
  const say = ([file, imported]: [string, string], is: boolean | undefined) => `${file} → ${imported}: ${is}`;
  const all = [...forbidden, ...allowed];
  expect(all.map((one, index) => say(one, found[index]))).toEqual(all.map((one, index) => say(one, expected[index])));
});
