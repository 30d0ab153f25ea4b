import { expect, type Person, test } from "./fixtures";

// Long ways, each page of them looked at for accessibility.
test.describe.configure({ timeout: 180_000 });

/** A task that this person has finished; returns its number. */
async function finished(
  app: { task(title: string): Promise<number>; administrator(): Promise<Person> },
  person: Person,
  title: string,
) {
  const keeper = await app.administrator();
  const number = await app.task(title);
  const claimed = await person.api.post(`/api/v1/tasks/${number}/claims`, { data: {} });
  expect(claimed.ok(), await claimed.text()).toBe(true);
  const { claimId } = await claimed.json();
  const done = await keeper.api.post(`/api/v1/claims/${claimId}/complete`, { data: {} });
  expect(done.ok(), await done.text()).toBe(true);
  return number;
}

test.describe("on a phone, in Chinese", () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: "zh-CN", hasTouch: true, isMobile: true });

  test("someone hides their page, then deletes their account", async ({
    app,
    page,
    signIn,
    expectAccessible,
    picture,
  }) => {
    const person = await app.person("lin");
    const number = await finished(app, person, "补充缓存模块的说明");
    const held = await app.task("为配置中心写一个示例");
    await person.api.post(`/api/v1/tasks/${held}/claims`, { data: {} });
    await signIn(page, person);

    await page.goto(`/people/${person.login}`);
    await expect(page.getByRole("heading", { level: 1, name: person.login })).toBeVisible();
    await expect(page.getByRole("link", { name: "补充缓存模块的说明" })).toBeVisible();
    await expectAccessible(page);
    await picture(page, "person-finished-zh-390");
    await page.goto("/contributors");
    await expect(page.getByRole("region", { name: /新贡献者/ })).toContainText(person.login);
    await expectAccessible(page);
    await picture(page, "contributors-zh-390");

    await page.goto("/me/account");
    await page.getByRole("checkbox", { name: "隐藏我的主页" }).click();
    await expect(page.getByText("主页已隐藏", { exact: true })).toBeVisible();
    await expect(page.getByRole("checkbox", { name: "隐藏我的主页" })).toBeChecked();
    await expect(page.getByRole("checkbox", { name: "隐藏我的主页" })).toBeFocused();
    expect((await page.goto(`/people/${person.login}`))?.status()).toBe(404);
    await page.goto("/contributors");
    await expect(page.getByText(/未公开主页的贡献者/)).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText(person.login);
    await page.goto(`/t/${number}`);
    await expect(page.getByRole("main").getByText(person.login).first()).toBeVisible();
    await expect(page.locator(`main a[href="/people/${person.login}"]`)).toHaveCount(0);

    await page.goto("/me/account");
    await page.getByRole("button", { name: "注销账号…" }).click();
    await page.getByRole("button", { name: "确认注销账号" }).click();
    await expect(page.getByText("必填。")).toHaveCount(2);
    await page.getByLabel("用户名", { exact: true }).last().fill("someone");
    await expect(page.getByText("必填。")).toHaveCount(1);
    await page.getByLabel("密码", { exact: true }).last().fill(person.password);
    await page.getByRole("button", { name: "确认注销账号" }).click();
    await expect(page.getByText("这不是你的用户名。")).toBeVisible();
    await expectAccessible(page);
    await picture(page, "delete-account-zh-390");
    await page.getByLabel("用户名", { exact: true }).last().fill(person.login);
    await page.getByRole("button", { name: "确认注销账号" }).click();
    await expect(page.getByRole("heading", { name: "账号已注销" })).toBeVisible();
    await expectAccessible(page);
    await picture(page, "goodbye-zh-390");
    expect(await page.context().cookies()).not.toContainEqual(
      expect.objectContaining({ name: expect.stringContaining("session_token") }),
    );

    await page.goto(`/t/${number}`);
    await expect(page.getByText("前贡献者").first()).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText(person.login);
    await picture(page, "former-contributor-zh-390");
    await page.goto(`/t/${held}`);
    await expect(page.getByRole("link", { name: "认领这个任务" }).filter({ visible: true }).first()).toBeVisible();
    const again = await person.api.post("/api/auth/sign-in/username", {
      data: { login: person.login, password: person.password },
    });
    expect(again.status()).toBe(401);
  });
});

test.describe("on a desktop, in English", () => {
  test.use({ viewport: { width: 1280, height: 900 }, locale: "en-US" });

  test("contributors are found by project", async ({ app, page, expectAccessible, picture }) => {
    const person = await app.person("maya");
    await finished(app, person, "整理示例目录");
    await page.goto("/");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "People" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Contributors" })).toBeVisible();
    await expect(page.getByRole("link", { name: person.login }).first()).toBeVisible();
    await expectAccessible(page);
    await picture(page, "contributors-en-1280");
    await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Layotto" }).click();
    await expect(page).toHaveURL(/\/contributors\?project=layotto$/);
    await expect(page.getByRole("link", { name: "整理示例目录" }).first()).toBeVisible();
    await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "SOFARPC" }).click();
    await expect(page.getByRole("heading", { name: "Nobody has finished a task of SOFARPC yet" })).toBeVisible();
    await expectAccessible(page);
    await picture(page, "contributors-empty-en-1280");
    expect((await page.goto("/contributors?project=unknown"))?.status()).toBe(404);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, locale: "en-US" });

  test("contributors and people can be read", async ({ app, page }) => {
    const person = await app.person("noor");
    await finished(app, person, "修正文档里的链接");
    await page.goto("/contributors");
    await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Layotto" }).click();
    await page.getByRole("link", { name: person.login }).first().click();
    await expect(page.getByRole("heading", { level: 1, name: person.login })).toBeVisible();
    await expect(page.getByRole("link", { name: "修正文档里的链接" })).toBeVisible();
  });
});
