import { type BrowserContext, devices, type Page } from "@playwright/test";
import { type FakeGitHub, startFakeGitHub } from "./fake-github";
import { type App, test as base, expect, withApp } from "./fixtures";

// Long ways, each page of them looked at for accessibility.
base.describe.configure({ timeout: 180_000 });

const app = { clientId: "board", clientSecret: "a-client-secret" };

/** An instance where people can sign in with GitHub, and that GitHub. */
const test = base.extend<object, { github: FakeGitHub; app: App }>({
  github: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
    async ({}, use) => {
      const github = await startFakeGitHub();
      github.registerOAuthApp({ ...app, allowsLoopback: true });
      for (const login of ["Octo-Cat", "mia"]) github.addUser({ login });
      await use(github);
      await github.close();
    },
    { scope: "worker" },
  ],
  app: [
    async ({ github }, use) => {
      const settings = {
        GITHUB_URL: github.url,
        GITHUB_CLIENT_ID: app.clientId,
        GITHUB_CLIENT_SECRET: app.clientSecret,
      };
      await withApp(settings, use);
    },
    { scope: "worker", timeout: 120_000 },
  ],
});
test.afterEach(({ github }) => github.clearFaults());

const claimControl = (page: Page) => page.getByRole("link", { name: "认领这个任务" }).filter({ visible: true }).first();

async function isSignedIn(context: BrowserContext): Promise<boolean> {
  return (await context.cookies()).some(({ name }) => name.includes("session_token"));
}

test.describe("on a phone, in Chinese", () => {
  const phone = devices["Pixel 7"];
  test.use({ viewport: { width: 390, height: 844 }, userAgent: phone.userAgent, hasTouch: true, isMobile: true });

  test("a newcomer claims, signs in with GitHub and holds the task", async ({
    app,
    page,
    picture,
    expectAccessible,
  }) => {
    const number = await app.task("用 GitHub 登录后认领");
    await page.goto(`/t/${number}`);
    await claimControl(page).click();
    await expect(page).toHaveURL(/\/sign-in\?/);
    await expect(page.getByRole("link", { name: "使用 GitHub 登录并认领" })).toBeVisible();
    await expectAccessible(page);
    await picture(page, "github-sign-in-zh-390");
    await page.getByRole("link", { name: "使用 GitHub 登录并认领" }).click();
    await expect(page.getByText("public profile only")).toBeVisible();
    await page.getByRole("button", { name: "Authorize as Octo-Cat" }).click();
    await expect(page).toHaveURL(new RegExp(`/t/${number}$`));
    await expect(page.getByText("认领成功")).toBeVisible();
    expect(await (await page.request.get(`/api/v1/tasks/${number}`)).json()).toMatchObject({
      slotList: [{ holder: { person: { login: "octo-cat" } } }],
    });
    await page.goto("/people/octo-cat");
    await expect(page.getByRole("link", { name: "GitHub 上的 Octo-Cat" })).toBeVisible();
    await expectAccessible(page);
    await picture(page, "github-person-zh-390");
  });

  test("who stops at GitHub, or finds it away, signs in with a password and claims", async ({
    app,
    github,
    page,
    picture,
  }) => {
    const person = await app.person("steady");
    const number = await app.task("GitHub 不可用时认领");
    await page.goto(`/sign-in?next=/t/${number}&claim=${number}`);
    await page.getByRole("link", { name: "使用 GitHub 登录并认领" }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByText("你在 GitHub 上取消了登录。")).toBeVisible();

    github.fault({ kind: "reset", path: /access_token/ });
    await page.getByRole("link", { name: "使用 GitHub 登录并认领" }).click();
    await page.getByRole("button", { name: "Authorize as mia" }).click();
    await expect(page.getByText("暂时连不上 GitHub。")).toBeVisible();
    await picture(page, "github-away-zh-390");
    expect(await isSignedIn(page.context())).toBe(false);
    expect(page.url()).not.toMatch(/code=|state=/);

    // It takes the question and says nothing: that is told soon, and what was to be claimed is still said.
    github.clearFaults();
    github.fault({ kind: "slow", ms: 30_000, path: /access_token/ });
    await page.getByRole("link", { name: "使用 GitHub 登录并认领" }).click();
    const began = Date.now();
    await page.getByRole("button", { name: "Authorize as mia" }).click();
    await expect(page.getByText("暂时连不上 GitHub。")).toBeVisible({ timeout: 10_000 });
    expect(Date.now() - began).toBeLessThan(10_000);
    await expect(page.getByText("登录后将为你认领")).toBeVisible();
    await expect(page.getByText("GitHub 不可用时认领")).toBeVisible();
    // Reading goes on, and so does the way that needs no GitHub.
    expect((await page.request.get("/")).status()).toBe(200);
    await page.getByLabel("用户名").fill(person.login);
    await page.getByLabel("密码", { exact: true }).fill(person.password);
    await page.getByRole("button", { name: "登录并认领" }).click();
    await expect(page).toHaveURL(new RegExp(`/t/${number}$`));
    await expect(page.getByText("认领成功")).toBeVisible();
  });

  test("a link that someone sends signs in, but claims nothing", async ({ app, page }) => {
    const number = await app.task("别人发来的链接");
    await page.goto(`/api/auth/github?return=/t/${number}&intent=claim&task=${number}`);
    await page.getByRole("button", { name: "Authorize as Octo-Cat" }).click();
    await expect(page).toHaveURL(new RegExp(`/t/${number}$`));
    await page.goto(`/sign-in?next=/t/${number}&claim=${number}`);
    await expect(page).toHaveURL(new RegExp(`/t/${number}$`));
    const { slotList } = await (await page.request.get(`/api/v1/tasks/${number}`)).json();
    expect(slotList[0].holder).toBeNull();
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, locale: "en-US" });

  test("signing in with GitHub works and comes back", async ({ page }) => {
    await page.goto("/sign-in?next=/projects");
    await page.getByRole("link", { name: "Sign in with GitHub" }).click();
    await page.getByRole("button", { name: "Authorize as Octo-Cat" }).click();
    await expect(page).toHaveURL(/\/projects$/);
    expect(await isSignedIn(page.context())).toBe(true);
  });
});

test.describe("on a desktop, in English", () => {
  test.use({ viewport: { width: 1280, height: 900 }, locale: "en-US", colorScheme: "dark" });

  test("an account is linked, unlinked, and one from GitHub gets a password", async ({
    app,
    github,
    page,
    signIn,
    picture,
    expectAccessible,
  }) => {
    const person = await app.person("linker");
    github.addUser({ login: "Linker" });
    await signIn(page, person);
    await page.goto("/me/account");
    await page.getByRole("link", { name: "Link a GitHub account" }).click();
    await page.getByRole("button", { name: "Authorize as Linker" }).click();
    await expect(page.getByRole("link", { name: "@Linker" })).toHaveAttribute("href", `${github.url}/Linker`);
    await expectAccessible(page);
    await picture(page, "github-account-en-1280");
    await page.getByRole("button", { name: "Unlink" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Unlink" }).click();
    await expect(page.getByText("No GitHub account is linked.")).toBeVisible();

    await page.context().clearCookies();
    await page.goto("/sign-up?next=/me/account");
    await expect(page.getByRole("link", { name: "Sign up with GitHub" })).toBeVisible();
    await expectAccessible(page);
    await picture(page, "github-sign-up-en-1280");
    await page.getByRole("link", { name: "Sign up with GitHub" }).click();
    await page.getByRole("button", { name: "Authorize as mia" }).click();
    await expect(page.getByText("To unlink it, set a password first")).toBeVisible();
    await expectAccessible(page);
    await picture(page, "github-no-password-en-1280");
    await page.getByRole("link", { name: "Confirm through GitHub" }).click();
    await page.getByRole("button", { name: "Authorize as mia" }).click();
    await expect(page.getByText("Confirmed. This holds for five minutes.")).toBeVisible();
    await page.getByLabel("New password").fill("a-long-enough-password");
    await page.getByRole("button", { name: "Set a password" }).click();
    await expect(page.getByText("You can sign in with your user name")).toBeVisible();
    await expect(page.getByRole("button", { name: "Unlink" })).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto("/me/account?lang=zh&github=unreachable");
    await expect(page.getByText("暂时连不上 GitHub。")).toBeVisible();
    await expectAccessible(page);
    await picture(page, "github-account-zh-390");
  });

  test("an administrator reads what to enter at GitHub, and tests it", async ({
    app,
    page,
    signIn,
    picture,
    expectAccessible,
  }) => {
    const keeper = await app.administrator();
    await signIn(page, keeper);
    await page.goto("/me/account");
    await page.getByRole("link", { name: "Set up GitHub" }).click();
    await expect(page.getByRole("textbox", { name: "Callback URL" })).toHaveValue(
      `${app.address}/api/auth/callback/github`,
    );
    await expect(page.getByRole("textbox", { name: "Webhook URL" })).toHaveValue(`${app.address}/api/github/webhook`);
    await page.getByRole("button", { name: "Test the settings" }).click();
    await expect(page.getByText("GitHub can be reached.")).toBeVisible();
    await expect(page.getByText("Client ID and secret are right")).toBeVisible();
    expect(await page.content()).not.toContain("a-client-secret");
    await expectAccessible(page);
    await picture(page, "github-set-up-en-1280");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto("/admin/github?lang=zh");
    await page.getByRole("button", { name: "测试设置" }).click();
    await expect(page.getByText("可以连上 GitHub。")).toBeVisible();
    await expectAccessible(page);
    await picture(page, "github-set-up-zh-390");
  });
});
