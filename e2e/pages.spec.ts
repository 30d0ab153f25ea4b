import { heaviestScripts, measureWeight } from "../lib/cli/bench/weight";
import { expect, test } from "./fixtures";

// The looks share nothing. Every page of a person stands in one test, each looked at for accessibility.
test.describe.configure({ mode: "parallel", timeout: 180_000 });

/** Every page, in both themes, both languages and at phone and desktop width. */
const publicPages = {
  board: "/",
  "board-all": "/?status=all",
  "board-list": "/?view=list",
  task: "/t/1",
  projects: "/projects",
  project: "/projects/layotto",
  rules: "/projects/layotto/rules",
  contributors: "/contributors",
  "sign-in": "/sign-in",
  "sign-up": "/sign-up",
  "set-up": "/set-up?token=x",
  "confirm-email": "/confirm-email?token=x",
  unsubscribe: "/unsubscribe?token=x",
  "me-visitor": "/me",
  "inbox-visitor": "/inbox",
  "new-visitor": "/tasks/new",
  "import-visitor": "/import",
  "desk-visitor": "/desk",
  "github-visitor": "/projects/layotto/github",
  "api-docs": "/docs/api",
  "not-found": "/nowhere",
};
const personalPages = {
  me: "/me",
  inbox: "/inbox",
  account: "/me/account",
  new: "/tasks/new",
  import: "/import",
  desk: "/desk",
  "github-set-up": "/admin/github",
  github: "/projects/layotto/github",
};

const looks = [
  { locale: "zh", scheme: "light", width: 390 },
  { locale: "en", scheme: "dark", width: 390 },
  { locale: "zh", scheme: "dark", width: 1280 },
  { locale: "en", scheme: "light", width: 1280 },
] as const;

for (const { locale, scheme, width } of looks) {
  test.describe(`${locale}, ${scheme}, ${width} px`, () => {
    test.use({
      colorScheme: scheme,
      viewport: { width, height: width < 500 ? 844 : 900 },
      locale: locale === "zh" ? "zh-CN" : "en-US",
    });
    const name = (page: string) => `${page}-${locale}-${scheme}-${width}`;

    for (const [title, address] of Object.entries(publicPages)) {
      test(`${title} is accessible, fits and stands still`, async ({ page, expectAccessible, picture }) => {
        await page.addInitScript(() => {
          const shifts: { value: number; moved: string[] }[] = [];
          Object.assign(window, { shifts });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries() as (PerformanceEntry & {
              value: number;
              sources: { node?: Node }[];
            })[]) {
              const moved = entry.sources.map(({ node }) => node?.textContent?.slice(0, 40) ?? "");
              shifts.push({ value: entry.value, moved });
            }
          }).observe({ type: "layout-shift", buffered: true });
        });
        await page.goto(address);
        await page.waitForLoadState("networkidle");
        await expect(page.locator("html")).toHaveAttribute("lang", locale === "zh" ? "zh-CN" : "en");
        await expectAccessible(page);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, "no sideways scrolling").toBeLessThanOrEqual(0);
        const shifts = await page.evaluate(
          () => (window as unknown as { shifts: { value: number; moved: string[] }[] }).shifts,
        );
        const shift = shifts.reduce((sum, { value }) => sum + value, 0);
        expect(shift, `layout shift: ${JSON.stringify(shifts)}`).toBeLessThan(0.01);
        await picture(page, name(title));
      });
    }

    test("personal pages are accessible and fit", async ({ app, page, signIn, expectAccessible, picture }) => {
      const keeper = await app.administrator();
      const held = await app.task("维护者自己手上的任务");
      await keeper.api.post(`/api/v1/tasks/${held}/claims`, { data: {} });
      await signIn(page, keeper);
      for (const [title, address] of [
        ...Object.entries(personalPages),
        ["person", `/people/${keeper.login}`],
      ] as const) {
        await page.goto(address ?? "/");
        await page.waitForLoadState("networkidle");
        await expectAccessible(page);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, `${title}: no sideways scrolling`).toBeLessThanOrEqual(0);
        await picture(page, name(title));
      }
    });
  });
}

test("nothing scrolls sideways at 320 px, the width of 200 % zoom", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const address of Object.values(publicPages)) {
    await page.goto(address);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, address).toBeLessThanOrEqual(0);
  }
});

test("no English is left on a Chinese page, no Chinese on an English one", async ({ page }) => {
  for (const [language, stray] of [
    ["en", /[\u4e00-\u9fff]/],
    ["zh", /\b(Sign in|Sign up|Search|Loading|Easy|Medium|Hard|Claim this task|Open|Filter|Share)\b/],
  ] as const) {
    for (const address of Object.values(publicPages)) {
      await page.goto(`${address}${address.includes("?") ? "&" : "?"}lang=${language}`);
      await page.waitForLoadState("networkidle");
      const strays = await page.evaluate(
        (tag) => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const texts: string[] = [];
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const parent = node.parentElement;
            // What is marked as another language, code, the contents of scripts and what people wrote is meant to be there.
            if (
              !parent ||
              parent.tagName === "BLOCKQUOTE" ||
              parent.closest(`script, style, noscript, code, pre, textarea, [lang]:not(html):not([lang="${tag}"])`)
            )
              continue;
            if (node.textContent?.trim()) texts.push(node.textContent.trim());
          }
          return texts;
        },
        language === "zh" ? "zh-CN" : "en",
      );
      expect(
        strays.filter((text) => stray.test(text)),
        address,
      ).toEqual([]);
    }
  }
});

test("an instance without GitHub does not speak of it", async ({ page }) => {
  await page.goto("/sign-in?lang=en");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect(page.getByText(/GitHub/)).toHaveCount(0);
  expect((await page.request.get("/api/auth/github")).status()).toBe(404);
});

test("the board's scripts stay as light as they are meant to be", async ({ app }) => {
  const { scripts, scriptFiles } = await measureWeight(app.address);
  expect(scriptFiles).toBeGreaterThan(3);
  expect(scripts).toBeLessThanOrEqual(heaviestScripts);
});
