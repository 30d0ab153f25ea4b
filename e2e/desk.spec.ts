import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import Sqlite from "better-sqlite3";
import { type App, expect, test } from "./fixtures";

// Long ways, each page of them looked at for accessibility.
test.describe.configure({ timeout: 180_000 });

test.use({ viewport: { width: 1280, height: 900 } });

const day = 24 * 60 * 60 * 1000;

/** Makes things as old as the test needs them, and lets the clock strike once. */
function age(app: App, change: (database: Sqlite.Database) => void) {
  const database = new Sqlite(fileURLToPath(app.databaseUrl));
  database.pragma("busy_timeout = 5000");
  change(database);
  database.close();
  execFileSync(process.execPath, ["--import", "tsx", "lib/cli/worker.ts", "--once"], {
    env: { ...process.env, DATABASE_URL: app.databaseUrl, LOG_LEVEL: "warn" },
  });
}

/** Tasks of the same name, each confirmed so many days ago; their numbers. */
async function tasksConfirmedAgo(app: App, name: string, days: readonly number[]): Promise<number[]> {
  const numbers: number[] = [];
  for (const index of days.keys()) numbers.push(await app.task(`${name} 第 ${index + 1} 项`));
  age(app, (database) => {
    const write = database.prepare("update task set confirmed_at = ? where number = ?");
    for (const [index, number] of numbers.entries()) write.run(Date.now() - (days[index] ?? 0) * day, number);
  });
  return numbers;
}

test("a task that nobody reconfirms asks to be asked about, then leaves the first view; one tap brings it back", async ({
  app,
  page,
  signIn,
  picture,
  expectAccessible,
}) => {
  const name = `无人确认${Date.now().toString(36)}`;
  const [dormant] = await tasksConfirmedAgo(app, name, [100, 70, 0]);
  await page.goto(`/?q=${name}`);
  const statuses = page.getByRole("navigation", { name: "状态" });
  await expect(page.getByRole("article")).toHaveCount(2);
  await expect(page.getByRole("article").filter({ hasText: "第 2 项" }).getByText("先问一问").first()).toBeVisible();
  await expect(page.getByRole("article").filter({ hasText: "第 3 项" }).getByText("待认领")).toBeVisible();
  await statuses.getByRole("link", { name: /先问一问/ }).click();
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(page.getByRole("link", { name: `${name} 第 1 项` })).toBeVisible();
  await expectAccessible(page);
  await picture(page, "desk-board");

  const note = page.getByRole("region", { name: "先问一问" });
  await page.goto(`/t/${dormant}`);
  await expect(note).toContainText("你仍然可以认领");
  await expect(page.getByText("认领这个任务").first()).toBeVisible();
  await signIn(page, await app.administrator());
  await page.reload();
  await expectAccessible(page);
  await note.getByRole("button", { name: "仍然需要" }).click();
  await expect(note).toHaveCount(0);
  await page.goto(`/?q=${name}`);
  await expect(page.getByRole("article")).toHaveCount(3);
  // A filter that would give nothing is not there.
  await expect(statuses.getByRole("link", { name: /先问一问/ })).toHaveCount(0);
});

test("a maintainer reconfirms three of five tasks in two taps, and closes one with a way back", async ({
  app,
  page,
  signIn,
  picture,
  expectAccessible,
}) => {
  const name = `确认流程${Date.now().toString(36)}`;
  const numbers = await tasksConfirmedAgo(app, name, [100, 70, 65, 0, 0]);
  const rows = page
    .getByRole("region", { name: /还需要吗/ })
    .getByRole("listitem")
    .filter({ hasText: name });
  await signIn(page, await app.administrator());
  await page.goto("/projects");
  await page.getByTitle(/的账号$/).click();
  await page.getByRole("link", { name: "维护者工作台" }).click();
  await expect(rows).toHaveCount(3);
  await expectAccessible(page);
  await picture(page, "desk-confirm");
  await page.getByRole("checkbox", { name: "全选" }).check();
  await page.getByRole("button", { name: /^仍然需要（\d+）$/ }).click();
  await expect(page.getByText(/已确认 \d+ 个任务仍然需要/)).toBeVisible();
  await expect(rows).toHaveCount(0);
  for (const number of numbers.slice(0, 3)) {
    const task = await (await page.request.get(`/api/v1/tasks/${number}`)).json();
    expect(task.freshness).toBe("fresh");
    expect(task.timeline[0].kind).toBe("task.confirmed");
  }

  const [closing] = await tasksConfirmedAgo(app, name, [61]);
  await page.goto("/desk");
  await rows.getByRole("button", { name: /仍然需要$/ }).click();
  await expect(rows).toHaveCount(0);
  await page.getByRole("button", { name: "撤销" }).last().click();
  await expect(rows).toHaveCount(1);
  expect((await (await page.request.get(`/api/v1/tasks/${closing}`)).json()).freshness).toBe("ask_first");
  await rows.getByRole("button", { name: /不再需要$/ }).click();
  await expect(rows).toHaveCount(0);
  await page.getByRole("button", { name: "撤销" }).last().click();
  await expect(rows).toHaveCount(1);
  expect((await (await page.request.get(`/api/v1/tasks/${closing}`)).json()).status).toBe("open");
});

test("a maintainer finds what went silent and what waits, and acts there", async ({
  app,
  page,
  signIn,
  picture,
  expectAccessible,
}) => {
  const keeper = await app.administrator();
  const [silent, reviewed, waiting] = [
    await app.person("silent"),
    await app.person("reviewed"),
    await app.person("waiting"),
  ];
  const numbers = [await app.task("提醒之后没有动静的任务"), await app.task("评审了很久的任务")] as const;
  await silent.api.post(`/api/v1/tasks/${numbers[0]}/claims`, { data: {} });
  const claimed = await (await reviewed.api.post(`/api/v1/tasks/${numbers[1]}/claims`, { data: {} })).json();
  const url = "https://github.com/mosn/layotto/pull/120";
  await reviewed.api.post(`/api/v1/claims/${claimed.claimId}/links`, { data: { url } });
  await waiting.api.post(`/api/v1/tasks/${numbers[0]}/waitlist`, { data: {} });
  age(app, (database) => {
    database.prepare("update claim set remind_at = ? where task_number = ?").run(Date.now() - 1000, numbers[0]);
    database.prepare("update link set created_at = ? where url = ?").run(Date.now() - 20 * day, url);
    database
      .prepare(
        "insert into post (task_number, project_id, person_id, body, created_at, flagged_at) select number, project_id, null, ?, ?, ? from task where number = ?",
      )
      .run("从哪个**模块**开始看比较好？", Date.now() - 4 * day, Date.now() - day, numbers[1]);
  });

  await signIn(page, keeper);
  await page.goto("/desk");
  await expect(page.getByRole("region", { name: /未回答的提问/ })).toContainText("从哪个模块开始看比较好？");
  const claims = page.getByRole("region", { name: /需要看看的认领/ });
  await expect(claims.getByRole("listitem").filter({ hasText: "此后没有动静" })).toHaveCount(1);
  await expect(page.getByRole("region", { name: /有人在候补/ })).toContainText("1 人在候补");
  await expectAccessible(page);
  await picture(page, "desk-desktop");
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, "desk-phone");
  await page.setViewportSize({ width: 1280, height: 900 });

  await claims.getByRole("button", { name: "标记为已完成" }).click();
  await expect(claims.getByText("至今没有结果")).toHaveCount(0);
  await claims.getByRole("button", { name: "释放…" }).click();
  await expect(page.getByText("任务会立刻为下一位候补保留，因此无法撤销。")).toBeVisible();
  await page.getByLabel("原因").fill("提醒后没有回应");
  await expectAccessible(page);
  await page.getByRole("button", { name: "释放认领" }).click();
  await expect(claims).toHaveCount(0);
  // The list does not wait for the answer.
  const offered = async () =>
    (await (await page.request.get(`/api/v1/tasks/${numbers[0]}`)).json()).offer?.person.login;
  await expect.poll(offered).toBe(waiting.login);
});
