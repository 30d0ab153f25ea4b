import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import Sqlite from "better-sqlite3";
import { type App, expect, test } from "./fixtures";

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

test("a maintainer reconfirms three of five tasks in two taps, and closes one with a way back", async ({
  app,
  page,
  signIn,
  picture,
  expectAccessible,
}) => {
  const keeper = await app.administrator();
  const mark = Date.now().toString(36);
  const numbers: number[] = [];
  for (let index = 1; index <= 5; index += 1) numbers.push(await app.task(`确认流程${mark} 第 ${index} 项`));
  const [dormant, asked, other, closing] = numbers as [number, number, number, number];
  const confirmedAgo = (database: Sqlite.Database, number: number, days: number) =>
    database.prepare("update task set confirmed_at = ? where number = ?").run(Date.now() - days * day, number);
  age(app, (database) => {
    confirmedAgo(database, dormant, 100);
    confirmedAgo(database, asked, 70);
    confirmedAgo(database, other, 65);
  });

  // It has left the first view, and stands under a filter of its own; the others ask to be asked about.
  await page.goto(`/?q=确认流程${mark}`);
  await expect(page.getByRole("link", { name: `确认流程${mark} 第 2 项` })).toBeVisible();
  await expect(page.getByRole("link", { name: `确认流程${mark} 第 1 项` })).toHaveCount(0);
  await expect(page.getByRole("article").filter({ hasText: "第 2 项" }).getByText("先问一问").first()).toBeVisible();
  await page
    .getByRole("navigation", { name: "状态" })
    .getByRole("link", { name: /先问一问/ })
    .click();
  await expect(page.getByRole("link", { name: `确认流程${mark} 第 1 项` })).toBeVisible();
  await expect(page.getByRole("link", { name: `确认流程${mark} 第 2 项` })).toHaveCount(0);
  await expectAccessible(page);
  await picture(page, "desk-board");

  await page.goto(`/t/${dormant}`);
  await expect(page.getByRole("region", { name: "先问一问" })).toContainText("你仍然可以认领");
  await expect(page.getByText("认领这个任务").first()).toBeVisible();
  await expectAccessible(page);

  await signIn(page, keeper);
  await page.goto("/");
  await page.getByTitle(/的账号$/).click();
  await page.getByRole("link", { name: "维护者工作台" }).click();
  const list = page.getByRole("region", { name: /还需要吗/ });
  await expect(list.getByRole("listitem")).toHaveCount(3);
  await expectAccessible(page);
  await picture(page, "desk-confirm");
  await list.getByRole("checkbox", { name: "全选" }).check();
  await list.getByRole("button", { name: "仍然需要（3）" }).click();
  await expect(page.getByText("已确认 3 个任务仍然需要")).toBeVisible();
  await expect(page.getByText("没有等你处理的事")).toBeVisible();
  for (const number of [dormant, asked, other]) {
    const task = await (await page.request.get(`/api/v1/tasks/${number}`)).json();
    expect(task.freshness).toBe("fresh");
    expect(task.timeline[0].kind).toBe("task.confirmed");
  }
  await page.goto(`/?q=确认流程${mark}`);
  await expect(page.getByRole("link", { name: `确认流程${mark} 第 1 项` })).toBeVisible();
  // A filter that would give nothing is not there.
  await expect(page.getByRole("navigation", { name: "状态" }).getByRole("link", { name: /先问一问/ })).toHaveCount(0);

  age(app, (database) => confirmedAgo(database, closing, 61));
  await page.goto("/desk");
  await list.getByRole("button", { name: /不再需要$/ }).click();
  await expect(page.getByText("没有等你处理的事")).toBeVisible();
  await page.getByRole("button", { name: "撤销" }).last().click();
  await expect(list.getByRole("listitem")).toHaveCount(1);

  await page.goto(`/t/${closing}`);
  await page.getByRole("button", { name: "仍然需要" }).click();
  await expect(page.getByRole("region", { name: "先问一问" })).toHaveCount(0);
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
  await page.getByLabel("原因").fill("提醒后没有回应");
  await expectAccessible(page);
  await page.getByRole("button", { name: "释放认领" }).click();
  await expect(claims).toHaveCount(0);
  const task = await (await page.request.get(`/api/v1/tasks/${numbers[0]}`)).json();
  expect(task.offer.person.login).toBe(waiting.login);
});
