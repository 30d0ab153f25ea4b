import { expect, test } from "./fixtures";

test.use({ viewport: { width: 1280, height: 900 } });

const post = `### 新手任务计划

**Layotto**

- Easy

补充 configuration API 的快速开始文档

- Hard

为 Layotto 设计灰度发布能力

「详细参考」：[https://github.com/mosn/layotto/issues/108](https://github.com/mosn/layotto/issues/108)
`;

test("a maintainer adds, edits, closes, reopens and imports", async ({
  app,
  page,
  signIn,
  picture,
  expectAccessible,
}) => {
  test.slow();
  await signIn(page, await app.administrator());
  await page.goto("/tasks/new");
  const title = `为状态 API 补充错误码 ${Date.now().toString(36)}`;
  await page.getByLabel("标题").first().fill(title);
  await page.getByLabel("项目").first().selectOption({ label: "Layotto" });
  await page
    .getByRole("radio", { name: "简单" })
    .or(page.getByRole("combobox", { name: "难度" }))
    .first()
    .check({ force: true });
  await expectAccessible(page);
  await picture(page, "journey-maintainer-1-new");

  // A draft survives leaving the page.
  await page.goto("/projects");
  await page.goto("/tasks/new");
  await expect(page.getByLabel("标题").first()).toHaveValue(title);

  await page.getByRole("button", { name: "添加任务", exact: true }).click();
  await expect(page.getByText(/已添加任务 #\d+/).first()).toBeVisible();
  const { tasks } = await (await page.request.get(`/api/v1/tasks?q=${encodeURIComponent("错误码")}`)).json();
  const number: number = tasks[0].number;

  await page.goto(`/t/${number}`);
  await page
    .getByRole("button", { name: "编辑", exact: true })
    .or(page.getByRole("link", { name: "编辑", exact: true }))
    .first()
    .click();
  const why = page.getByLabel("为什么重要").first();
  await why.fill("错误码不统一，**调用方**难以处理。");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.locator("strong", { hasText: "调用方" })).toBeVisible();
  await picture(page, "journey-maintainer-2-edited");

  const tools = page.getByTitle("维护这个任务");
  await tools.click();
  await page.getByRole("button", { name: "不再计划", exact: true }).click();
  await expect(page.getByText("已关闭：不再计划做这件事。").first()).toBeVisible();
  // An older message with a way back may still be there.
  const message = page.locator("[data-sonner-toast]").filter({ hasText: "已关闭：不再计划" });
  await message.getByRole("button", { name: "撤销" }).click();
  await expect(page.getByText("已关闭：不再计划做这件事。")).toHaveCount(0);
  await tools.click();
  await page.getByRole("button", { name: "已完成", exact: true }).click();
  await expect.poll(async () => (await (await page.request.get(`/api/v1/tasks/${number}`)).json()).status).toBe("done");
  await tools.click();
  await page.getByRole("button", { name: "重新打开" }).click();
  await expect.poll(async () => (await (await page.request.get(`/api/v1/tasks/${number}`)).json()).status).toBe("open");

  await page.goto("/import");
  await page.getByLabel("Markdown").fill(post);
  await page.getByRole("button", { name: "预览导入结果" }).click();
  await expect(page.getByText("为 Layotto 设计灰度发布能力", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await picture(page, "journey-maintainer-3-import");
  await page.getByRole("button", { name: "导入 2 个任务" }).click();
  await expect(page.getByText("导入完成")).toBeVisible();
  await page.goto("/?q=灰度");
  await expect(page.getByRole("link", { name: "为 Layotto 设计灰度发布能力" })).toBeVisible();
});

test("editing the same task from two tabs shows both versions", async ({
  app,
  page,
  signIn,
  picture,
  expectAccessible,
}) => {
  const keeper = await app.administrator();
  await signIn(page, keeper);
  const made = await keeper.api.post("/api/v1/tasks", {
    data: { project: "layotto", difficulty: "easy", texts: { zh: { title: "两个标签页同时编辑" } } },
  });
  const { task } = await made.json();
  await page.goto(`/t/${task.number}`);
  await page
    .getByRole("button", { name: "编辑", exact: true })
    .or(page.getByRole("link", { name: "编辑", exact: true }))
    .first()
    .click();
  await page.getByLabel("标题").first().fill("我改的标题");
  const other = await keeper.api.patch(`/api/v1/tasks/${task.number}`, {
    data: { revision: task.revision, texts: { zh: { title: "对方改的标题" } } },
  });
  expect(other.ok(), await other.text()).toBe(true);
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByText("其他人保存了这个任务")).toBeVisible();
  await expect(page.getByText("对方改的标题").first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, "conflict");
  await page
    .getByRole("radio", { name: /保留我的/ })
    .first()
    .check({ force: true });
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "我改的标题" })).toBeVisible();
});

test("a maintainer releases a silent claim with a word of reason, and can undo it", async ({ app, page, signIn }) => {
  const keeper = await app.administrator();
  const silent = await app.person("silent");
  const number = await app.task("被认领后没有消息");
  await silent.api.post(`/api/v1/tasks/${number}/claims`, { data: {} });
  await signIn(page, keeper);
  await page.goto(`/t/${number}`);
  await page.getByTitle("维护这个任务").click();
  await page.getByRole("button", { name: /^释放/ }).click();
  await page.getByLabel("原因").fill("三周没有消息");
  await page.getByRole("button", { name: "释放认领" }).click();
  await expect(page.getByText("三周没有消息").first()).toBeVisible();
  await page.getByRole("button", { name: "撤销" }).last().click();
  // The timeline names them before the undo too: only the task itself says when it is theirs again.
  await expect
    .poll(async () => (await (await page.request.get(`/api/v1/tasks/${number}`)).json()).holders[0]?.person.login)
    .toBe(silent.login);
});

test("what is wrong stands beside its field until the field is changed, and nothing typed is cut", async ({
  app,
  page,
  signIn,
}) => {
  await signIn(page, await app.administrator());
  await page.goto("/tasks/new");
  const save = page.getByRole("button", { name: "添加任务", exact: true });
  await save.click();
  const needed = page.getByText("必填。");
  const untitled = page.getByText("请至少填写一种语言的标题。");
  await expect(needed).toBeVisible();
  await expect(untitled).toBeVisible();
  await page.getByLabel("项目").first().selectOption({ label: "Layotto" });
  await expect(needed).toHaveCount(0);
  await expect(untitled).toBeVisible();
  await page.getByLabel("标题").nth(1).fill("Beside the field");
  await expect(untitled).toHaveCount(0);

  const tags = page.getByRole("combobox", { name: "标签" });
  await tags.fill("ta,tb,tc,td,te,tf,tg,th,ti,tj,!!!");
  await tags.press("Enter");
  await expect(page.getByText("最多 10 项，请先移除多余的。")).toBeVisible();
  await save.click();
  await expect(page.getByText("最多 10 项，请先移除多余的。")).toBeVisible();
  await page.getByRole("button", { name: "移除 ta", exact: true }).click();
  await expect(page.getByText("最多 10 项")).toHaveCount(0);
  await save.click();
  const wrongTag = page.getByText("!!!：标签里至少要有一个文字或数字。");
  await expect(wrongTag).toBeVisible();
  await expect(tags).toBeFocused();
  await page.getByRole("button", { name: "移除 !!!" }).click();
  await expect(wrongTag).toHaveCount(0);
  await save.click();
  await expect(page.getByText(/已添加任务 #\d+/).first()).toBeVisible();

  await expect(page).toHaveURL(/\/t\/\d+$/);
  await page.getByTitle("维护这个任务").click();
  await page.getByRole("button", { name: "与其他任务重复…" }).click();
  const other = page.getByLabel("另一个任务的编号");
  await other.fill("999999");
  await page.getByRole("button", { name: "关闭为重复" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("没有这个编号的其他任务")).toBeVisible();
  await expect(other).toBeFocused();
  await other.fill("");
  await expect(dialog.getByText("没有这个编号的其他任务")).toHaveCount(0);
  await page.getByRole("button", { name: "关闭为重复" }).click();
  await expect(dialog.getByText("请说明与哪个任务重复。")).toBeVisible();
  await expect(other).toBeFocused();
});

test("what cannot be loaded says so, and works once it can be", async ({ app, page, context, signIn, picture }) => {
  const silent = await app.person("silent");
  const number = await app.task("连接断开时释放");
  await silent.api.post(`/api/v1/tasks/${number}/claims`, { data: {} });
  await signIn(page, await app.administrator());
  await page.goto(`/t/${number}`);
  const menu = page.getByTitle("维护这个任务");
  await menu.click();
  await page.waitForLoadState("networkidle");

  // Neither the dialog nor what draws toasts can be fetched.
  const scripts = /\/_next\/static\/.*\.js/;
  await page.route(scripts, (route) => route.abort());
  await page.getByRole("button", { name: /^释放/ }).click();
  await expect(page.getByRole("alert").filter({ hasText: "这一部分没能加载" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await picture(page, "not-loaded-dialog");
  await page.unroute(scripts);
  await menu.click();
  await page.getByRole("button", { name: /^释放/ }).click();
  await page.getByLabel("原因").fill("三周没有消息");

  await context.setOffline(true);
  await page.getByRole("button", { name: "释放认领" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "无法连接服务器" })).toBeVisible();
  await expect(page.getByLabel("原因")).toHaveValue("三周没有消息");
  await context.setOffline(false);
  await page.getByRole("button", { name: "释放认领" }).click();
  await expect(page.locator("[data-sonner-toast]").filter({ hasText: "已释放认领" })).toBeVisible();
});
