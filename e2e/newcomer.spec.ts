import { devices, type Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const phone = devices["Pixel 7"];
test.use({ viewport: { width: 390, height: 844 }, userAgent: phone.userAgent, hasTouch: true, isMobile: true });

/** The one control that claims: a link without JavaScript or account, and the same link does it at once with both. */
const claimControl = (page: Page) => page.getByRole("link", { name: "认领这个任务" }).filter({ visible: true }).first();

test("a newcomer opens a shared link on a phone, signs up, claims and links a pull request", async ({
  page,
  picture,
  expectAccessible,
}) => {
  await page.goto("/?difficulty=easy&project=layotto");
  await expect(page).toHaveTitle(/Layotto/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "为 actuator 模块添加单元测试" })).toBeVisible();
  await expect(page.getByRole("link", { name: "优化 SOFARPC 使用文档" })).toBeHidden();

  // Filters, and search with a word of two characters.
  await page.getByRole("link", { name: /^全部项目/ }).click();
  await expect(page).toHaveURL(/difficulty=easy$/);
  await expect(page.getByRole("link", { name: "优化 SOFARPC 使用文档" })).toBeVisible();
  await page.goto("/?q=测试");
  await expect(page.getByRole("link", { name: "为 actuator 模块添加单元测试" })).toBeVisible();
  await expect(page.getByRole("link", { name: "JFR 埋点" })).toBeHidden();

  await page.getByRole("link", { name: "为 actuator 模块添加单元测试" }).click();
  await expect(page).toHaveURL(/\/t\/1$/);
  await expect(page.getByRole("heading", { level: 1, name: "为 actuator 模块添加单元测试" })).toBeVisible();
  await expect(page.getByText("目前只有标题")).toBeVisible();
  await picture(page, "journey-newcomer-1-task");

  await claimControl(page).click();
  await expect(page).toHaveURL(/\/sign-in\?/);
  await page.getByRole("link", { name: "注册", exact: true }).first().click();
  await expect(page).toHaveURL(/\/sign-up\?.*claim=1/);
  const login = `xiaoming-${Date.now().toString(36)}`;
  await page.getByLabel("用户名").fill(login);
  await page.getByLabel("密码", { exact: true }).fill("short");
  await page.getByRole("button", { name: "注册并认领" }).click();
  await expect(page.getByText(/至少 8 个字符/).first()).toBeVisible();
  await expect(page.getByLabel("用户名")).toHaveValue(login);
  await picture(page, "journey-newcomer-2-sign-up");
  await page.getByLabel("密码", { exact: true }).fill("a-long-enough-password");
  await page.getByRole("button", { name: "注册并认领" }).click();

  await expect(page).toHaveURL(/\/t\/1$/);
  await expect(page.getByText("认领成功")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "journey-newcomer-3-claimed");

  const field = page.getByLabel("关联你的合并请求或 Issue").filter({ visible: true });
  await field.fill("not a link");
  await page.getByRole("button", { name: "关联", exact: true }).filter({ visible: true }).click();
  await expect(page.getByText(/不能关联/).first()).toBeVisible();
  await expect(field).toHaveValue("not a link");
  await field.fill("mosn/layotto#12");
  await expect(page.getByText("关联它不会停止计时").filter({ visible: true })).toBeVisible();
  await picture(page, "journey-newcomer-4-issue");
  await field.fill("https://github.com/mosn/layotto/pull/900/files");
  await expect(page.getByText("关联它不会停止计时")).toHaveCount(0);
  await page.getByRole("button", { name: "关联", exact: true }).filter({ visible: true }).click();
  await expect(page.getByText("mosn/layotto#900").first()).toBeVisible();
  await expect(page.getByText("你的合并请求正在评审").first()).toBeVisible();
  await picture(page, "journey-newcomer-4-in-review");

  // Everyone sees it: the page in the cache is the new one.
  const html = await (await page.request.get("/t/1")).text();
  expect(html).toContain("mosn/layotto#900");
  expect(html).toContain(login);
  await page.goto("/me");
  await expect(page.getByRole("link", { name: "为 actuator 模块添加单元测试" })).toBeVisible();
  await picture(page, "journey-newcomer-5-me");
});

test("a claim that someone else won is explained, with what to do instead", async ({
  app,
  page,
  signIn,
  expectAccessible,
}) => {
  const [first, second] = [await app.person("first"), await app.person("second")];
  const number = await app.task("两个人同时认领");
  await signIn(page, second);
  await page.goto(`/t/${number}`);
  await page.waitForLoadState("networkidle");
  const won = await first.api.post(`/api/v1/tasks/${number}/claims`, { data: {} });
  expect(won.ok(), await won.text()).toBe(true);
  await claimControl(page).click();
  await page.getByRole("button", { name: "不写，直接认领" }).click();
  await expect(page.getByText(new RegExp(`@${first.login} 已认领这个任务`))).toBeVisible();
  await expect(page.getByText("相近的待认领任务").filter({ visible: true }).first()).toBeVisible();
  await expectAccessible(page);
});

test("a claim over the cap names the claim that causes it", async ({ app, page, signIn }) => {
  const person = await app.person("busy");
  const [held, wanted] = [await app.task("手上已经有的任务"), await app.task("还想认领的任务")];
  await person.api.post(`/api/v1/tasks/${held}/claims`, { data: {} });
  await signIn(page, person);
  await page.goto(`/t/${wanted}`);
  await page.waitForLoadState("networkidle");
  await claimControl(page).click();
  await page.getByRole("button", { name: "不写，直接认领" }).click();
  await expect(page.getByText(/同时最多只能进行 1 个任务/)).toBeVisible();
  await expect(
    page
      .getByRole("link", { name: /手上已经有的任务/ })
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
});

test("a failed sign-in loses nothing, and signing in claims", async ({ app, page }) => {
  const person = await app.person("returning");
  const number = await app.task("登录之后认领");
  await page.goto(`/sign-in?next=/t/${number}&claim=${number}`);
  await page.getByLabel("用户名").fill(person.login);
  await page.getByLabel("密码", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "登录并认领" }).click();
  await expect(page.getByText("用户名或密码不正确。").first()).toBeVisible();
  await expect(page.getByLabel("用户名")).toHaveValue(person.login);
  await page.getByLabel("密码", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "登录并认领" }).click();
  await expect(page).toHaveURL(new RegExp(`/t/${number}$`));
  await expect(page.getByText("认领成功")).toBeVisible();
});

test("a note that is not sent yet outlives another form and a session that ended", async ({ app, page, signIn }) => {
  const person = await app.person("writer");
  const number = await app.task("写一半的进展");
  await person.api.post(`/api/v1/tasks/${number}/claims`, { data: {} });
  await signIn(page, person);
  await page.goto(`/t/${number}`);
  await expect(page.getByText("剩 15 天").filter({ visible: true }).first()).toBeVisible();
  const note = page.getByLabel("进展如何？");
  await page.getByRole("button", { name: "写进展" }).click();
  await note.fill("测试已经写好一半");
  await page.getByRole("button", { name: "放弃认领" }).click();
  await expect(page.getByText("放弃这个任务？")).toBeVisible();
  await page.getByRole("button", { name: "写进展" }).click();
  await expect(note).toHaveValue("测试已经写好一半");

  await page.context().clearCookies();
  await page.getByRole("button", { name: "发布" }).click();
  await expect(page).toHaveURL(/\/sign-in\?/);
  await page.getByLabel("用户名").fill(person.login);
  await page.getByLabel("密码", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/t/${number}#note-`));
  await expect(note).toHaveValue("测试已经写好一半");
  await page.getByRole("button", { name: "发布" }).click();
  await expect(page.getByText("已写入动态")).toBeVisible();
  await page.getByRole("button", { name: "写进展" }).click();
  await expect(note).toHaveValue("");
});
