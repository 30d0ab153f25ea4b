import { devices } from "@playwright/test";
import { expect, test } from "./fixtures";

const phone = devices["Pixel 7"];
test.use({ viewport: { width: 390, height: 844 }, userAgent: phone.userAgent, hasTouch: true, isMobile: true });

test("a newcomer is led from the claim to the finish by one next step at a time", async ({
  app,
  page,
  signIn,
  picture,
  expectAccessible,
}) => {
  test.slow();
  const keeper = await app.administrator();
  const person = await app.person("walker");
  const number = await app.task("一步一步完成");
  const { revision } = await (await keeper.api.get("/api/v1/projects/layotto")).json();
  const guides = { zh: "## 构建\n\n运行 `make build`，再跑一遍测试。", en: null };
  const edited = await keeper.api.patch("/api/v1/projects/layotto", { data: { revision, guides } });
  expect(edited.ok(), await edited.text()).toBe(true);
  const hard = await keeper.api.post("/api/v1/tasks", {
    data: { project: "layotto", difficulty: "hard", texts: { zh: { title: "更难的下一个任务" } } },
  });
  expect(hard.ok(), await hard.text()).toBe(true);
  await person.api.post(`/api/v1/tasks/${number}/claims`, { data: {} });
  await signIn(page, person);
  await page.goto(`/t/${number}`);
  const steps = page.getByRole("list", { name: "从认领到完成" });
  const current = steps.locator("[aria-current=step]");

  // The guide opens in place, and reading it is ticked off where it stands.
  await expect(page.getByText("下一步：读一读指南")).toBeVisible();
  await expect(current).toContainText("读指南");
  await picture(page, "next-step-1-claimed");
  await page.getByRole("button", { name: "打开指南" }).click();
  await expect(page.getByRole("heading", { name: "构建" })).toBeVisible();
  await expectAccessible(page);
  await picture(page, "next-step-2-guide");
  await page.getByRole("button", { name: "我读完了" }).click();

  // Asking leads to the questions; who has none says so, and can take both ticks back.
  await expect(page.getByText("下一步：有疑问就提出来")).toBeVisible();
  await expect(page.getByRole("link", { name: "提一个问题" })).toHaveAttribute("href", `/t/${number}#questions`);
  await picture(page, "next-step-3-ask");
  await page.getByRole("button", { name: "都清楚了" }).click();
  await expect(page.getByText("下一步：提交合并请求并关联")).toBeVisible();
  await steps.getByRole("button", { name: "提问" }).click();
  await expect(page.getByText("下一步：有疑问就提出来")).toBeVisible();
  await steps.getByRole("button", { name: "提问" }).click();
  await page.reload();
  await expect(page.getByText("下一步：提交合并请求并关联")).toBeVisible();

  // The main action leads to the field; a linked pull request stops the clock, which says why.
  await page.getByRole("button", { name: "填写地址" }).click();
  const field = page.getByLabel("关联你的合并请求或 Issue");
  await expect(field).toBeFocused();
  await field.fill("https://github.com/mosn/layotto/pull/901");
  await page.getByRole("button", { name: "关联", exact: true }).click();
  await expect(page.getByText("下一步：回应评审意见")).toBeVisible();
  await expect(page.getByText("mosn/layotto#901 尚未合并，计时停止")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "next-step-4-review");

  // My own page says the same.
  await page.goto("/me");
  await expect(page.getByText("下一步：回应评审意见")).toBeVisible();
  await expect(page.getByText(/mosn\/layotto#901 尚未合并，计时停止/)).toBeVisible();
  await expectAccessible(page);
  await picture(page, "next-step-5-me");

  // Finished: thanks, what it opened, and what builds on it.
  await page.goto(`/t/${number}`);
  await page.getByRole("button", { name: "我的合并请求已合并" }).click();
  await page.getByRole("button", { name: "是的，已合并" }).click();
  const dialog = page.getByRole("dialog", { name: "完成了！" });
  await expect(dialog).toContainText("这是你在这里完成的第一个任务。");
  await expect(dialog).toContainText("你可以同时认领 3 个任务");
  await expect(dialog.getByText("在此基础上，可以试试这些困难任务")).toBeVisible();
  await expect(dialog.getByRole("link", { name: /更难的下一个任务/ })).toBeVisible();
  await expectAccessible(page);
  await picture(page, "next-step-6-celebration");
  await dialog.getByRole("button", { name: "留在这里" }).click();

  // It stays on the page for who finished it, and on their own.
  await expect(page.locator("#act").getByRole("link", { name: /更难的下一个任务/ })).toBeVisible();
  await page.goto("/me");
  await expect(page.getByRole("link", { name: /更难的下一个任务/ })).toBeVisible();
  await picture(page, "next-step-7-me-after");
});

test("a project's guide is written with a preview, and read on its page", async ({
  app,
  page,
  signIn,
  picture,
  expectAccessible,
}) => {
  const keeper = await app.administrator();
  await page.goto("/projects/sofa-rpc?lang=en#guide");
  await expect(page.getByRole("heading", { name: "Start here" })).toBeVisible();
  await signIn(page, keeper);
  await page.goto("/projects/sofa-rpc?lang=zh");
  await page.getByRole("button", { name: "编辑项目" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("中文指南").fill("1. 先运行 `mvn test`");
  // A click beside the dialog closes it; what was typed comes back with it.
  await page.mouse.click(5, 5);
  await expect(form).toBeHidden();
  await page.getByRole("button", { name: "编辑项目" }).click();
  await expect(form.getByText("已恢复你的草稿")).toBeVisible();
  await expect(form.getByLabel("中文指南")).toHaveValue("1. 先运行 `mvn test`");
  await form.getByRole("button", { name: "预览" }).click();
  await expect(form.locator(".prose code")).toHaveText("mvn test");
  await expectAccessible(page);
  await picture(page, "next-step-8-guide-form");
  await form.getByRole("button", { name: "保存" }).click();
  await expect(form).toBeHidden();
  await expect(page.locator("#guide code")).toHaveText("mvn test");
  await expectAccessible(page);
  await picture(page, "next-step-9-guide-page");
});
