import { expect, test } from "./fixtures";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a reader filters, searches, opens a task and changes the language with plain links", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("link", { name: "JFR 埋点" })).toBeVisible();
    await page
      .getByRole("link", { name: /^SOFARPC/ })
      .first()
      .click();
    await expect(page).toHaveURL(/project=sofa-rpc/);
    await expect(page.getByRole("link", { name: "为 actuator 模块添加单元测试" })).toHaveCount(0);
    await page.getByRole("searchbox").first().fill("异步");
    await page.getByRole("searchbox").first().press("Enter");
    await expect(page).toHaveURL(/q=/);
    await page.getByRole("link", { name: "优化 SOFARPC 的异步编程体验" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("优化 SOFARPC 的异步编程体验");
    await page
      .getByRole("link", { name: "EN", exact: true })
      .or(page.getByRole("link", { name: "Switch to English" }))
      .first()
      .click();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Improve asynchronous programming in SOFARPC");
    // The choice is kept in a cookie.
    await page.goto("/");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.getByRole("link", { name: "JFR instrumentation" })).toBeVisible();
  });

  test("counts on a filter say what a click gives", async ({ page }) => {
    await page.goto("/?status=all");
    const filters = await page.locator('a[href^="/?"]').evaluateAll((links) =>
      links.flatMap((link) => {
        const count = /(\d+)\s*$/.exec(link.textContent ?? "")?.[1];
        return count && link.closest("nav, form, section, div")
          ? [{ href: link.getAttribute("href") ?? "", count: Number(count) }]
          : [];
      }),
    );
    expect(filters.length).toBeGreaterThan(6);
    for (const { href, count } of filters) {
      const search = new URL(href, "http://x").searchParams;
      const answer = await page.request.get(`/api/v1/tasks?${search}`);
      expect((await answer.json()).counts.total, href).toBe(count);
    }
  });
});

test("the board without a match says which filter to drop", async ({ page, expectAccessible, picture }) => {
  await page.goto("/?difficulty=hard&q=不存在的词");
  await expect(page.getByText("没有符合这些条件的任务")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "board-empty");
});

test("an unknown address helps with and without JavaScript, with status 404", async ({ page, expectAccessible }) => {
  for (const address of [
    "/nowhere",
    "/t/999999",
    "/t/abc",
    "/t/99999999999999999999",
    "/projects/none",
    "/people/none",
  ]) {
    const answer = await page.goto(address);
    expect(answer?.status(), address).toBe(404);
    await expect(page.getByRole("link", { name: "去任务板" }).first()).toBeVisible();
  }
  await expectAccessible(page);
  for (const address of ["/t/999999", "/projects/none", "/people/none"]) {
    expect(await (await page.request.get(address)).text(), address).toContain("<h1");
  }
});

test("a page is the same for everyone: nobody's name is in the HTML of others", async ({ app, page, signIn }) => {
  const person = await app.person("private");
  const plain = await (await page.request.get("/")).body();
  await signIn(page, person);
  for (const address of ["/", "/t/2", "/me", "/me/account", "/projects"]) {
    const html = await (await page.request.get(address)).text();
    expect(html, address).not.toContain(person.login);
  }
  expect((await (await page.request.get("/")).body()).equals(plain)).toBe(true);
});
