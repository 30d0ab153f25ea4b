import { type Browser, devices, type Page } from "@playwright/test";
import { type App, expect, type Person, test } from "./fixtures";

test.use({ viewport: { width: 1280, height: 900 }, locale: "en-US" });

const components = Array.from({ length: 24 }, (_, index) => `Component ${String(index + 1).padStart(2, "0")}`);

/** A window of a person's own: a phone in Chinese. */
async function onPhone(browser: Browser, app: App, person: Person): Promise<Page> {
  const phone = devices["Pixel 7"];
  const context = await browser.newContext({
    baseURL: app.address,
    viewport: { width: 390, height: 844 },
    userAgent: phone.userAgent,
    hasTouch: true,
    isMobile: true,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
  });
  await context.addCookies(person.cookies);
  return context.newPage();
}

async function post(person: Person, path: string, data: object = {}) {
  const answer = await person.api.post(`/api/v1${path}`, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer.json();
}

const seen = (page: Page, name: string | RegExp, role: "button" | "link" = "button") =>
  page.getByRole(role, { name }).filter({ visible: true }).first();

test("24 slots, five people: they claim, move, wait and take an offer", async ({
  app,
  browser,
  page,
  signIn,
  expectAccessible,
  picture,
}) => {
  test.setTimeout(180_000);
  const keeper = await app.administrator();
  const names = ["mei", "tom", "ana", "bo", "yu"];
  const people = await Promise.all(names.map((name) => app.person(name)));
  const [mei, tom, ana, bo, yu] = people as [Person, Person, Person, Person, Person];

  // A maintainer pastes the list of components.
  await signIn(page, keeper);
  await page.goto("/tasks/new?project=layotto");
  const title = `Add a component ${Date.now().toString(36)}`;
  await page.getByLabel("Title").first().fill(title);
  await page.getByLabel("Project").selectOption({ label: "Layotto" });
  await page.getByRole("radio", { name: "Easy" }).check({ force: true });
  await page.getByLabel("Slots").fill(components.map((name) => `- [ ] ${name}`).join("\n"));
  await expect(page.getByText("24 slots")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "journey-slots-1-new");
  await page.getByRole("button", { name: "Add the task", exact: true }).click();
  await expect(page).toHaveURL(/\/t\/\d+$/);
  const number = Number(new URL(page.url()).pathname.split("/").at(-1));
  await expect(page.getByText("24 of 24 free").first()).toBeVisible();

  // Tom, on a desktop in English, claims a slot by name and moves to another one, and back.
  await page.context().clearCookies();
  await signIn(page, tom);
  await page.goto(`/t/${number}`);
  await seen(page, "Claim Component 05", "link").click();
  await expect(page.getByRole("dialog")).toContainText("You are about to claim Component 05.");
  await page.getByRole("button", { name: "Claim without a plan" }).click();
  await expect(page.getByText("It is yours: Component 05", { exact: true })).toBeVisible();
  await seen(page, "Move my claim to Component 07").click();
  await expect(page.getByText("You now hold Component 07")).toBeVisible();
  await expect(page.getByText("Your slot: Component 07")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText("Your slot: Component 05")).toBeVisible();
  await page.getByRole("button", { name: /^Free \(/ }).click();
  await expect(page.locator("section[aria-labelledby=slots] li").filter({ hasText: "Component 05" })).toHaveCount(0);
  await page.getByRole("button", { name: /^All \(/ }).click();
  await expectAccessible(page);
  await picture(page, "journey-slots-2-desktop");

  // Mei, on a phone in Chinese, claims another one with the bar at the bottom.
  const phone = await onPhone(browser, app, mei);
  await phone.goto(`/t/${number}`);
  await expect(phone.getByText("24 个中还有 23 个待认领")).toBeVisible();
  await expectAccessible(phone);
  await picture(phone, "journey-slots-3-phone");
  await seen(phone, "认领这个任务", "link").click();
  await phone.getByRole("button", { name: "不写，直接认领" }).click();
  await expect(phone.getByText("认领成功")).toBeVisible();
  await phone.context().close();

  // The rest is closed, all but three; Ana has the last one, and Bo and Yu wait.
  const { slotList, revision } = await (await page.request.get(`/api/v1/tasks/${number}`)).json();
  const held = new Set(["Component 01", "Component 05", "Component 09"]);
  const slots = slotList.map((slot: { id: string; name: string }) => ({
    id: slot.id,
    name: slot.name,
    isClosed: !held.has(slot.name),
  }));
  const edited = await keeper.api.put(`/api/v1/tasks/${number}/slots`, { data: { revision, slots } });
  expect(edited.ok(), await edited.text()).toBe(true);
  await post(ana, `/tasks/${number}/claims`);

  const boPhone = await onPhone(browser, app, bo);
  await boPhone.goto(`/t/${number}`);
  await seen(boPhone, "加入候补", "link").click();
  await expect(boPhone.getByText("你排在候补第 1 位").first()).toBeVisible();
  await post(yu, `/tasks/${number}/waitlist`);

  // Tom gives his back: it is held for Bo, and says so to everyone else.
  await page.goto(`/t/${number}`);
  await seen(page, "Give back").click();
  await seen(page, "Give it back").click();
  await expect(page.getByText("Held for the next in line").first()).toBeVisible();
  await seen(page, "Join the waitlist", "link").click();
  await expect(page.getByText("You are 2nd in line")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "journey-slots-4-in-line");
  await page.goto("/me");
  await expect(page.getByText("You are 2nd in line")).toBeVisible();
  await page.getByRole("button", { name: "Leave the waitlist" }).click();
  await page.getByRole("button", { name: "Leave it" }).click();
  await expect(page.getByText("You are 2nd in line")).toHaveCount(0);

  await boPhone.reload();
  await expect(boPhone.getByText("轮到你了")).toBeVisible();
  await expectAccessible(boPhone);
  await picture(boPhone, "journey-slots-5-offer");
  await boPhone.goto("/me");
  await expect(boPhone.getByText("轮到你了")).toBeVisible();
  await expectAccessible(boPhone);
  await picture(boPhone, "journey-slots-6-me");
  await boPhone.goto(`/t/${number}`);
  await seen(boPhone, /^认领 · 剩/).click();
  await boPhone.getByRole("button", { name: "不写，直接认领" }).click();
  await expect(boPhone.getByText("认领成功")).toBeVisible();
  await expect(boPhone.getByText("你的名额：Component 05")).toBeVisible();
  await boPhone.context().close();

  const { waitlist, holders } = await (await page.request.get(`/api/v1/tasks/${number}`)).json();
  expect(waitlist.map((one: { person: { login: string } }) => one.person.login)).toEqual([yu.login]);
  expect(holders).toHaveLength(3);
});

test("a visitor who wants to wait signs in and is in line; passing an offer on hands it to the next", async ({
  app,
  page,
  signIn,
  picture,
}) => {
  const [holder, first, second] = await Promise.all(["holds", "first", "second"].map((name) => app.person(name)));
  if (!holder || !first || !second) throw new Error("three people are needed");
  const number = await app.task("有人候补的任务");
  const { claimId } = await post(holder, `/tasks/${number}/claims`);
  await page.goto(`/t/${number}`);
  await seen(page, "Join the waitlist", "link").click();
  await expect(page).toHaveURL(/\/sign-in\?.*wait=\d+/);
  await expect(page.getByText("Sign in, and you are in line for this task:")).toBeVisible();
  await page.getByLabel("User name").fill(first.login);
  await page.getByLabel("Password", { exact: true }).fill(first.password);
  await page.getByRole("button", { name: "Sign in and wait" }).click();
  await expect(page).toHaveURL(new RegExp(`/t/${number}$`));
  await expect(page.getByText("You are 1st in line")).toBeVisible();

  await post(second, `/tasks/${number}/waitlist`);
  await post(holder, `/claims/${claimId}/release`);
  await page.reload();
  await expect(page.getByText("It is your turn")).toBeVisible();
  await picture(page, "journey-slots-7-your-turn");
  await page.getByRole("button", { name: "Let it pass" }).click();
  await page.getByRole("button", { name: "Yes, let it pass" }).click();
  await expect(page.getByText(/Held for/).first()).toBeVisible();
  await page.context().clearCookies();
  await signIn(page, second);
  await page.reload();
  await expect(page.getByText("It is your turn")).toBeVisible();
});

test("a maintainer edits slots; two at once see what the other did", async ({
  app,
  page,
  signIn,
  expectAccessible,
  picture,
}) => {
  const keeper = await app.administrator();
  const number = await app.task("名额可以编辑的任务");
  await signIn(page, keeper);
  await page.goto(`/t/${number}`);
  const openEditor = async () => {
    await page.getByTitle("Maintain this task").click();
    await page.getByRole("button", { name: "Slots…" }).click();
  };
  await openEditor();
  await page.getByLabel("Add several").fill("Redis、etcd，Redis, Consul");
  await page.getByRole("button", { name: "Add 3 slots" }).click();
  await expect(page.getByLabel("Name of slot 1")).toHaveValue("Redis");
  await expect(page.getByLabel("Name of slot 3")).toHaveValue("Consul");

  // What was typed survives a reload.
  await page.reload();
  await openEditor();
  await expect(page.getByLabel("Name of slot 2")).toHaveValue("etcd");
  await page.getByLabel("Name of slot 3").fill("ETCD");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Another slot has this name.")).toBeVisible();
  await page.getByLabel("Name of slot 3").fill("Nacos");

  // Someone else saves first.
  const { revision, slotList } = await (await page.request.get(`/api/v1/tasks/${number}`)).json();
  const theirs = [{ id: slotList[0].id, name: "ZooKeeper" }, { name: "TiKV" }];
  const other = await keeper.api.put(`/api/v1/tasks/${number}/slots`, { data: { revision, slots: theirs } });
  expect(other.ok(), await other.text()).toBe(true);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Someone else changed the slots in the meantime")).toBeVisible();
  await expect(page.getByText("Added: TiKV")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "journey-slots-8-conflict");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("The slots are saved")).toBeVisible();
  const now = await (await page.request.get(`/api/v1/tasks/${number}`)).json();
  expect(now.slotList.map((slot: { name: string }) => slot.name)).toEqual(["Redis", "TiKV", "etcd", "Nacos"]);
});
