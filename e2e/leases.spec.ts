import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { devices, type Page } from "@playwright/test";
import { day } from "../lib/domain/policy";
import {
  test as base,
  expect,
  type MovedApp,
  moveClock,
  type Person,
  personMaker,
  startServer,
  stopServer,
} from "./fixtures";

const phone = devices["Pixel 7"];
const minute = 60_000;

interface Moved extends MovedApp {
  address: string;
  person(name: string): Promise<Person>;
  /** An easy task of Layotto of this test's own; returns its number. */
  task(title: string): Promise<number>;
  /** Opens a page as this person, at the server's time. */
  open(page: Page, person: Person, path: string): Promise<void>;
}

/** A server of this test's own whose clock it moves. */
const test = base.extend<{ moved: Moved }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
  moved: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "foothold-clock-"));
    const databaseUrl = `file:${join(folder, "foothold.db")}`;
    const settings = { DATABASE_URL: databaseUrl, DATA_DIR: folder, JOBS: "off" };
    const { child, address, setupPath } = await startServer(settings, ["./e2e/clock.mjs"]);
    const person = personMaker(address);
    const keeper = await person("keeper");
    const token = new URL(setupPath, address).searchParams.get("token");
    expect((await keeper.api.post("/api/v1/set-up", { data: { token } })).ok()).toBe(true);
    const clock = moveClock(child, databaseUrl);
    await clock.pass(minute);
    await use({
      ...clock,
      address,
      person,
      async task(title) {
        const answer = await keeper.api.post("/api/v1/tasks", {
          data: { project: "layotto", difficulty: "easy", texts: { zh: { title } } },
        });
        expect(answer.ok(), await answer.text()).toBe(true);
        return (await answer.json()).task.number;
      },
      async open(page, who, path) {
        await page.context().clearCookies();
        await page.context().addCookies(who.cookies);
        await page.clock.setSystemTime(clock.now());
        await page.goto(`${address}${path}`);
      },
    });
    await stopServer(child);
    rmSync(folder, { recursive: true, force: true });
  },
});

test.use({ viewport: { width: 390, height: 844 }, userAgent: phone.userAgent, hasTouch: true, isMobile: true });
test.setTimeout(180_000);

/** The status of a task, as the API tells it. */
async function statusOf(person: Person, number: number): Promise<string> {
  return (await (await person.api.get(`/api/v1/tasks/${number}`)).json()).status;
}

test("claim, reminder, renewal, pull request, review, done", async ({ moved, page, expectAccessible, picture }) => {
  const person = await moved.person("steady");
  const number = await moved.task("按部就班完成的任务");
  await person.api.post(`/api/v1/tasks/${number}/claims`, { data: {} });
  await moved.pass((14 / 3) * day - 10 * minute);
  await moved.open(page, person, "/inbox");
  await expect(page.getByText("没有新通知").first()).toBeVisible();

  await moved.pass(20 * minute);
  await moved.open(page, person, "/inbox");
  await expect(page.getByText("「按部就班完成的任务」的认领期限快到了")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "leases-1-reminder");
  await page.getByRole("link", { name: /认领期限快到了/ }).click();
  await expect(page).toHaveURL(/\/t\/\d+/);
  const dialog = page.getByRole("dialog", { name: "续期" });
  await dialog.getByRole("button", { name: "续期 7 天" }).click();
  await expect(page.getByText(/已续期至/)).toBeVisible();
  await picture(page, "leases-2-renewed");

  // The old end is past, and the claim stands: it was renewed.
  await moved.pass(4 * day);
  expect(await statusOf(person, number)).toBe("claimed");
  await moved.open(page, person, `/t/${number}`);
  await page.getByLabel("关联你的合并请求或 Issue").fill("https://github.com/mosn/layotto/pull/930");
  await page.getByRole("button", { name: "关联", exact: true }).click();
  await expect(page.getByText("mosn/layotto#930 尚未合并，计时停止")).toBeVisible();

  // While it is reviewed no time passes for the claim.
  await moved.pass(8 * day);
  expect(await statusOf(person, number)).toBe("in_review");
  await moved.open(page, person, `/t/${number}`);
  await page.getByRole("button", { name: "我的合并请求已合并" }).click();
  await page.getByRole("button", { name: "是的，已合并" }).click();
  await expect(page.getByRole("dialog", { name: "完成了！" })).toBeVisible();
  await picture(page, "leases-3-done");
  expect(await statusOf(person, number)).toBe("done");
});

test("claim, silence, expiry, offer, taken", async ({ moved, page, expectAccessible, picture }) => {
  const [silent, next, third] = [await moved.person("silent"), await moved.person("next"), await moved.person("third")];
  const number = await moved.task("没有下文的任务");
  await silent.api.post(`/api/v1/tasks/${number}/claims`, { data: {} });
  for (const person of [next, third]) {
    const joined = await person.api.post(`/api/v1/tasks/${number}/waitlist`, { data: {} });
    expect(joined.ok(), await joined.text()).toBe(true);
  }
  await moved.open(page, third, `/t/${number}`);
  await expect(page.getByText("你排在候补第 2 位").first()).toBeVisible();

  await moved.pass(7 * day + minute);
  await moved.open(page, silent, "/inbox");
  await expect(page.getByText("你认领的「没有下文的任务」已到期", { exact: false })).toBeVisible();
  await moved.open(page, next, "/inbox");
  await expect(page.getByText("轮到你了：「没有下文的任务」正为你保留")).toBeVisible();
  await picture(page, "leases-4-offer");

  // Who let it go cannot jump back over the line, nor can anyone else.
  const refused = await silent.api.post(`/api/v1/tasks/${number}/claims`, { data: {} });
  expect((await refused.json()).code).toBe("slot_offered");

  // The first in line says nothing either: it is the next one's turn.
  await moved.pass(2 * day + minute);
  await moved.open(page, third, `/t/${number}`);
  await expect(page.getByText("轮到你了").first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, "leases-5-my-turn");
  await page.getByRole("button", { name: /^认领/ }).filter({ visible: true }).first().click();
  // The project asks how one will start; it may be left open.
  const plan = page.getByRole("dialog").getByRole("button", { name: /直接认领|跳过/ });
  await plan.or(page.getByText("认领成功")).first().waitFor();
  if (await plan.isVisible()) await plan.click();
  await expect(page.getByText("认领成功")).toBeVisible();
  const { holders } = await (await third.api.get(`/api/v1/tasks/${number}`)).json();
  expect(holders[0].person.login).toBe(third.login);
});
