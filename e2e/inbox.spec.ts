import { devices, type Page } from "@playwright/test";
import { type App, expect, test } from "./fixtures";

// Long ways, each page of them looked at for accessibility.
test.describe.configure({ timeout: 180_000 });

const phone = devices["Pixel 7"];
const looks = {
  "phone, zh": { locale: "zh", viewport: { width: 390, height: 844 }, isPhone: true },
  "desktop, en": { locale: "en", viewport: { width: 1280, height: 900 }, isPhone: false },
} as const;
const words = {
  zh: {
    bell: (count: number) => (count === 0 ? "通知" : `${count} 条未读通知`),
    claimed: /认领了「.*」/,
    empty: "没有新通知",
    readAll: "全部标为已读",
    done: /已将 \d+ 条通知标为已读/,
    undo: "撤销",
    unread: "未读",
    isUnread: /^未读：/,
    noUnread: "已全部读完",
  },
  en: {
    bell: (count: number) => (count === 0 ? "Inbox" : count === 1 ? "1 unread notice" : `${count} unread notices`),
    claimed: /claimed “.*”/,
    empty: "Nothing new",
    readAll: "Mark all as read",
    done: /\d+ notices? marked as read/,
    undo: "Undo",
    unread: "Unread",
    isUnread: /^Unread:/,
    noUnread: "You have read everything",
  },
} as const;

/** A maintainer of a project of their own, and a way to have a task of it claimed by someone new. */
async function keeperOf(app: App) {
  const administrator = await app.administrator();
  const keeper = await app.person("maintainer");
  const project = `inbox-${keeper.login}`;
  const made = await administrator.api.post("/api/v1/projects", { data: { slug: project, name: "Inbox" } });
  expect(made.ok(), await made.text()).toBe(true);
  const granted = await administrator.api.put(`/api/v1/projects/${project}/members/${keeper.login}`, {
    data: { role: "maintainer" },
  });
  expect(granted.ok(), await granted.text()).toBe(true);
  const claimedTask = async (title: string) => {
    const added = await keeper.api.post("/api/v1/tasks", {
      data: { project, difficulty: "easy", texts: { zh: { title }, en: { title: `${title} (English)` } } },
    });
    expect(added.ok(), await added.text()).toBe(true);
    const { task } = await added.json();
    const newcomer = await app.person("newcomer");
    const claim = await newcomer.api.post(`/api/v1/tasks/${task.number}/claims`, {
      data: { plan: "I will read the code first." },
    });
    expect(claim.ok(), await claim.text()).toBe(true);
    return { number: task.number as number, newcomer };
  };
  return { keeper, claimedTask };
}

for (const [look, { locale, viewport, isPhone }] of Object.entries(looks)) {
  test.describe(look, () => {
    test.use({
      viewport,
      locale: locale === "zh" ? "zh-CN" : "en-US",
      ...(isPhone ? { userAgent: phone.userAgent, hasTouch: true, isMobile: true } : {}),
    });
    const t = words[locale];
    const bell = (page: Page, count: number) =>
      page.getByRole("banner").getByRole("link", { name: t.bell(count), exact: true });

    test("a maintainer sees that a task was claimed, and goes there", async ({
      app,
      page,
      signIn,
      picture,
      expectAccessible,
    }) => {
      const { keeper, claimedTask } = await keeperOf(app);
      await signIn(page, keeper);
      await page.goto("/inbox");
      await expect(page.getByText(t.empty, { exact: true })).toBeVisible();
      await expectAccessible(page);
      await picture(page, `inbox-empty-${locale}`);

      const { number, newcomer } = await claimedTask("Redis");
      await page.goto("/projects");
      await expect(bell(page, 1)).toBeVisible();
      await expectAccessible(page);
      await bell(page, 1).click();
      await expect(page).toHaveURL(/\/inbox$/);
      const item = page.getByRole("main").getByRole("link", { name: t.claimed });
      await expect(item).toHaveAccessibleName(t.isUnread);
      await expect(item).toContainText(newcomer.login);
      await expectAccessible(page);
      await picture(page, `inbox-one-${locale}`);
      await item.click();
      await expect(page).toHaveURL(new RegExp(`/t/${number}#act$`));
      await expect(page.getByRole("heading", { level: 1 })).toContainText("Redis");
      await expect(bell(page, 0)).toBeVisible();
      // It is read on the server too, for every other device.
      await expect.poll(async () => (await (await keeper.api.get("/api/v1/me")).json()).unread).toBe(0);
    });

    test("all can be marked as read, taken back, and filtered", async ({ app, page, signIn, picture }) => {
      const { keeper, claimedTask } = await keeperOf(app);
      await signIn(page, keeper);
      const { number } = await claimedTask("Redis");
      const { notices } = await (await keeper.api.get("/api/v1/me/notices")).json();
      expect(notices).toMatchObject([{ kind: "claim.started", href: `/t/${number}#act` }]);
      await keeper.api.post("/api/v1/me/notices/read", { data: { ids: [notices[0].id] } });
      await claimedTask("etcd");
      await claimedTask("Consul");
      await page.goto("/inbox");
      await expect(bell(page, 2)).toBeVisible();
      await expect(page.getByRole("main").getByRole("link", { name: t.claimed })).toHaveCount(3);
      await page.getByRole("link", { name: t.unread, exact: true }).click();
      await expect(page).toHaveURL(/show=unread$/);
      await expect(page.getByRole("main").getByRole("link", { name: t.claimed })).toHaveCount(2);
      await picture(page, `inbox-unread-${locale}`);
      await page.getByRole("button", { name: t.readAll }).click();
      await expect(page.getByText(t.done).first()).toBeVisible();
      await expect(bell(page, 0)).toBeVisible();
      await page.getByRole("button", { name: t.undo }).click();
      await expect(bell(page, 2)).toBeVisible();
      await page.getByRole("button", { name: t.readAll }).click();
      await expect(bell(page, 0)).toBeVisible();
      await expect.poll(async () => (await (await keeper.api.get("/api/v1/me")).json()).unread).toBe(0);
      await page.goto("/inbox?show=unread");
      await expect(page.getByText(t.noUnread)).toBeVisible();
    });
  });
}

test("the bell fits beside everything else at 320 px, and nothing moves when it comes", async ({
  app,
  page,
  signIn,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await signIn(page, await app.person("small"));
  for (const locale of ["zh", "en"] as const) {
    await page.goto(`/projects?lang=${locale}`);
    const inHeader = page.getByRole("banner").getByRole("link", { name: words[locale].bell(0), exact: true });
    await expect(inHeader).toBeInViewport();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    const shift = await page.evaluate(() =>
      (window as unknown as { shifts: number[] }).shifts.reduce((sum, one) => sum + one, 0),
    );
    expect(shift, "layout shift").toBeLessThan(0.01);
  }
});
