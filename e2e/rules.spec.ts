import { expect, test } from "./fixtures";

// Long ways, each page of them looked at for accessibility.
test.describe.configure({ timeout: 180_000 });

test.use({ viewport: { width: 1280, height: 900 } });

const claimControl = (page: import("@playwright/test").Page) =>
  page.getByRole("link", { name: "认领这个任务" }).filter({ visible: true }).first();

/** A project of this test's own, with rules of its own. */
async function project(keeper: import("./fixtures").Person, changed: Record<string, unknown> = {}) {
  const slug = `p${Date.now().toString(36)}${Math.floor(Math.random() * 1000)}`;
  const made = await keeper.api.post("/api/v1/projects", { data: { slug, name: slug } });
  const { policy, revision } = await made.json();
  const answer = await keeper.api.put(`/api/v1/projects/${slug}/policy`, {
    data: { revision, policy: { ...policy, ...changed } },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  const task = async (title: string, difficulty = "easy") => {
    const added = await keeper.api.post("/api/v1/tasks", {
      data: { project: slug, difficulty, texts: { zh: { title } } },
    });
    return (await added.json()).task.number as number;
  };
  return { slug, policy: { ...policy, ...changed }, task };
}

test("a maintainer edits the rules, sees what they mean today, and nothing typed is lost", async ({
  app,
  page,
  signIn,
  expectAccessible,
  picture,
}) => {
  const keeper = await app.administrator();
  const { slug, policy, task } = await project(keeper);
  const holder = await app.person("holder");
  await holder.api.post(`/api/v1/tasks/${await task("有人在做")}/claims`, { data: {} });
  await signIn(page, keeper);
  await page.goto(`/projects/${slug}`);
  await page.getByRole("link", { name: "认领规则" }).click();
  await expect(page.getByText("第一次参与，建议从简单的任务开始")).toBeVisible();
  await page.getByRole("button", { name: "修改规则" }).click();
  await page.getByLabel("简单任务的期限").fill("5");
  await page.getByLabel("最多续期").fill("1.5");
  await page.getByRole("button", { name: "保存规则" }).click();
  await expect(page.getByText("请填写整数，例如 7。")).toBeVisible();
  await expect(page.getByLabel("最多续期")).toBeFocused();
  await expect(page.getByLabel("最多续期")).toHaveValue("1.5");
  await page.getByLabel("最多续期").fill("0");
  await expect(page.getByText("请填写整数，例如 7。")).toHaveCount(0);
  await expect(page.getByText("1 个计时中的认领保持原来的期限")).toBeVisible();
  await expect(page.getByText("其中 1 个不能再续期")).toBeVisible();
  await page.getByLabel("移出默认列表").fill("10");
  await expect(page.getByText("不能早于标记“先问一问”的时间。")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "rules-form");

  await page.reload();
  await expect(page.getByLabel("移出默认列表")).toHaveValue("10");
  await page.getByLabel("移出默认列表").fill("90");
  const other = await keeper.api.put(`/api/v1/projects/${slug}/policy`, {
    data: { revision: 0, policy: { ...policy, answerDays: 9, renewLimit: 4 } },
  });
  expect(other.ok(), await other.text()).toBe(true);
  await page.getByRole("button", { name: "保存规则" }).click();
  await expect(page.getByText("在你修改期间，其他人也改了规则")).toBeVisible();
  await expect(page.getByText("只有对方改动的，已经采用：承诺的答复时间。")).toBeVisible();
  await expect(page.getByText("最多续期：你的 0，对方的 4")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "rules-conflict");
  await page.getByRole("button", { name: "采用对方的" }).click();
  await page.getByRole("button", { name: "保存规则" }).click();
  await expect(page.getByText("规则已保存").first()).toBeVisible();
  await expect(page.getByText("点一下就能续期 7 天，最多 4 次。")).toBeVisible();
  const saved = await (await page.request.get(`/api/v1/projects/${slug}`)).json();
  expect(saved.policy).toMatchObject({ leaseDays: { easy: 5 }, renewLimit: 4, answerDays: 9 });
});

test("a plan is asked, kept over signing up, and shown with its holder", async ({
  app,
  page,
  expectAccessible,
  picture,
}) => {
  const { task } = await project(await app.administrator(), { plan: "required" });
  const number = await task("先说说打算");
  await page.goto(`/t/${number}`);
  await page.waitForLoadState("networkidle");
  await claimControl(page).click();
  await page.getByRole("link", { name: "注册", exact: true }).first().click();
  await page.getByLabel("用户名").fill(`planner-${Date.now().toString(36)}`);
  await page.getByLabel("密码", { exact: true }).fill("a-long-enough-password");
  await page.getByRole("button", { name: "注册并认领" }).click();
  await expect(page.getByRole("heading", { name: "你打算怎样开始？" })).toBeVisible();
  await page.getByRole("button", { name: "认领", exact: true }).click();
  await expect(page.getByText("先写一句你打算怎样开始。")).toBeVisible();
  await page.getByLabel("你的打算").fill("先读 pkg/actuator，\n再补一个测试。");
  await expectAccessible(page);
  await picture(page, "plan");
  await page.keyboard.press("Escape");
  await page.reload();
  await page.waitForLoadState("networkidle");
  await claimControl(page).click();
  await expect(page.getByLabel("你的打算")).toHaveValue("先读 pkg/actuator，\n再补一个测试。");
  await page.getByRole("button", { name: "认领", exact: true }).click();
  await expect(page.getByText("认领成功")).toBeVisible();
  await expect(page.getByRole("heading", { name: "认领者打算怎样开始" })).toBeVisible();
  await expect(page.getByText("先读 pkg/actuator， 再补一个测试。").first()).toBeVisible();
});

test("a locked level says what opens it, and an exception opens it for one person", async ({
  app,
  page,
  signIn,
  expectAccessible,
  picture,
}) => {
  const keeper = await app.administrator();
  const { slug, task } = await project(keeper, { neededForHard: 2, plan: "off" });
  const [hard, easy] = [await task("困难的任务", "hard"), await task("简单的任务")];
  const person = await app.person("climber");
  await signIn(page, person);
  await page.goto(`/t/${hard}`);
  await expect(page.getByText("完成 2 个任务后开放").first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  await claimControl(page).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(/完成 2 个任务后才能认领困难的任务/)).toBeVisible();
  await expect(dialog.getByRole("link", { name: `${slug} 的认领规则` })).toHaveAttribute(
    "href",
    `/projects/${slug}/rules#ladder`,
  );
  await expect(dialog.getByRole("link", { name: /简单的任务/ })).toHaveAttribute("href", `/t/${easy}`);
  await expectAccessible(page);
  await picture(page, "refusal-ladder");

  await page.context().clearCookies();
  await signIn(page, keeper);
  await page.goto(`/t/${hard}`);
  await page.getByTitle("维护这个任务").click();
  await page.getByRole("button", { name: "破例允许某人认领…" }).click();
  await page.getByLabel("用户名").fill("nobody-of-this-name");
  await page.getByLabel("原因").fill("熟悉这个模块");
  await page.getByRole("button", { name: "允许认领", exact: true }).click();
  await expect(page.getByText("没有这个人。").first()).toBeVisible();
  await page.getByLabel("用户名").fill(person.login);
  await expectAccessible(page);
  await picture(page, "exception");
  await page.getByRole("button", { name: "允许认领", exact: true }).click();
  await expect(page.getByText("熟悉这个模块").first()).toBeVisible();
  const claimed = await person.api.post(`/api/v1/tasks/${hard}/claims`, { data: {} });
  expect(claimed.status()).toBe(201);
});

test("a reminder's link brings renewing and giving back to hand, after signing in, and changes nothing by itself", async ({
  app,
  page,
  signIn,
  expectAccessible,
  picture,
}) => {
  const person = await app.person("reminded");
  const number = await app.task("提醒里的链接");
  await person.api.post(`/api/v1/tasks/${number}/claims`, { data: {} });
  const holder = async () => (await (await page.request.get(`/api/v1/tasks/${number}`)).json()).holders[0];
  const before = await holder();
  await page.goto(`/t/${number}?do=renew`);
  await page.getByRole("dialog").getByRole("link", { name: "登录", exact: true }).click();
  await page.getByLabel("用户名").fill(person.login);
  await page.getByLabel("密码", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "登录", exact: true }).last().click();
  await expect(page.getByRole("heading", { name: "续期", exact: true })).toBeVisible();
  expect(await holder()).toEqual(before);
  await expectAccessible(page);
  await picture(page, "asked-renew");
  await page.getByRole("dialog").getByRole("button", { name: "续期 7 天" }).click();
  await expect(page.getByText(/已续期至/).first()).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/t/${number}$`));
  expect(Date.parse((await holder()).leaseEndsAt) - Date.parse(before.leaseEndsAt)).toBe(7 * 86_400_000);

  await page.goto(`/t/${number}?do=release`);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("放弃这个任务？")).toBeVisible();
  expect((await holder()).claimId).toBe(before.claimId);
  await dialog.getByRole("button", { name: "放弃认领" }).click();
  await expect.poll(holder).toBeUndefined();

  await signIn(page, await app.person("stranger"));
  await page.goto(`/t/${number}?do=renew`);
  await expect(page.getByText("你现在没有认领这个任务")).toBeVisible();
});
