import { expect, test } from "./fixtures";

test.use({ viewport: { width: 1280, height: 900 } });

test("the board by keyboard alone", async ({ page }) => {
  await page.goto("/?status=all");
  await expect(page.getByRole("link", { name: "JFR 埋点" })).toBeVisible();
  const link = page.locator("[data-task-link]");
  const inFocus = page.locator("[data-task-link]:focus");
  const [first = "", second = ""] = await link.allTextContents();

  await expect(async () => {
    await page.keyboard.press("j");
    await expect(inFocus).toHaveText(first, { timeout: 500 });
  }).toPass();
  await page.keyboard.press("j");
  await expect(inFocus).toHaveText(second);
  await page.keyboard.press("k");
  await expect(inFocus).toHaveText(first);
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("[data-column]").filter({ has: inFocus }).getByRole("heading", { level: 2 })).toContainText(
    "中等",
  );

  await page.keyboard.press("/");
  await page.keyboard.type("jfr");
  await expect(page).toHaveURL(/q=jfr/);
  await expect(page.getByRole("link", { name: "优化 SOFARPC 使用文档" })).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "优化 SOFARPC 使用文档" })).toBeVisible();

  await page.locator("h1").click();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "任务板快捷键" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();

  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/t\/\d+$/);
});

test("a filter answers at once and keeps scroll and focus", async ({ page }) => {
  await page.goto("/?status=all");
  await page.waitForLoadState("networkidle");
  const chip = page.getByRole("link", { name: /^SOFARPC/ }).first();
  await chip.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/project=sofa-rpc/);
  await expect(page.getByRole("link", { name: "让 Layotto 支持 Dapr API" })).toBeHidden();
  await expect(chip).toBeFocused();
  await page.goBack();
  await expect(page.getByRole("link", { name: "让 Layotto 支持 Dapr API" })).toBeVisible();
});

test("the first stop of Tab leads to the content", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "跳到正文" })).toBeFocused();
  await page.keyboard.press("Enter");
  expect(new URL(page.url()).hash).not.toBe("");
});
