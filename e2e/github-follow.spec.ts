import type { Page } from "@playwright/test";
import { expect, test } from "./following";

// A reading begins within ten seconds of being asked for, and there are several on the way.
test.describe.configure({ timeout: 240_000 });
test.use({ viewport: { width: 1280, height: 900 } });

/** Asks for a reading by its button and waits until it has ended. */
async function sync(page: Page) {
  await page.getByRole("button", { name: "立即同步" }).click();
  await expect(
    page
      .getByText("几秒内开始…")
      .or(page.getByText(/^正在读取/))
      .first(),
  ).toBeVisible();
  await expect(page.getByText(/^读取完成/)).toBeVisible({ timeout: 45_000 });
}

/**
 * Pictures of a page on a phone and a desk, light and dark, and in both languages where it can be opened anew; nothing of
 * it is wider than the screen.
 */
async function everyWay(
  page: Page,
  name: string,
  picture: (page: Page, name: string) => Promise<void>,
  open?: (lang: "zh" | "en") => Promise<void>,
) {
  for (const [lang, colorScheme, width] of [
    ["zh", "dark", 390],
    ["en", "light", 390],
    ["en", "dark", 1280],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await open?.(lang);
    const [wide, shown] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth];
    });
    expect(wide, `no sideways scrolling: ${name} ${lang} ${width}`).toBe(shown);
    await picture(page, `${name}-${open ? lang : "zh"}-${colorScheme}-${width}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });
}

test("a repository is connected, previewed and followed: what happens there happens here, without a click", async ({
  following,
  page,
  signIn,
  expectAccessible,
  picture,
}) => {
  const { github, keeper, project, address } = following;
  const { slug, repository, token } = await project();
  const open = (title: string, labels: string[], body = "") =>
    github.openIssue(repository, { author: "mia", title, body, labels });
  const redis = open("为 Redis 组件补充单元测试", ["good first issue", "easy", "kind/test"], "覆盖率只有 41%。");
  open("Write a quickstart", ["help wanted", "easy", "hard", "kind/doc"]);
  open("Bump grpc", []);
  const taskOf = async (q: string) => {
    const { tasks } = await (await page.request.get(`/api/v1/tasks?status=all&q=${encodeURIComponent(q)}`)).json();
    return tasks[0]?.number as number | undefined;
  };
  const readTask = async (number: number) => (await page.request.get(`/api/v1/tasks/${number}`)).json();

  await signIn(page, keeper);
  await page.goto(`/projects/${slug}`);
  await page.getByRole("link", { name: "GitHub 仓库" }).click();
  await expect(page.getByText("还没有接入仓库")).toBeVisible();
  await expect(page.getByLabel("仓库", { exact: true })).toHaveValue(repository);
  await page.getByLabel("仓库", { exact: true }).fill(`${github.webUrl}/${repository}`);
  await expectAccessible(page);
  await picture(page, "github-1-connect");
  await page.getByRole("radio", { name: /使用令牌/ }).check();
  await page.getByLabel("令牌", { exact: true }).fill("github_pat_wrong_wrong");
  await page.getByRole("button", { name: "接入", exact: true }).click();
  await expect(page.getByText("GitHub 不接受这个令牌。")).toBeVisible();
  await expect(page.getByLabel("令牌", { exact: true })).toBeFocused();
  await page.getByLabel("令牌", { exact: true }).fill(token);
  await page.getByRole("button", { name: "接入", exact: true }).click();
  await expect(page.getByText("尚未跟踪")).toBeVisible();
  await expect(page.getByText("可以指派和回复")).toBeVisible();
  expect(await page.content()).not.toContain(token);

  // Nothing is followed before the preview was seen.
  await expect(page.getByRole("button", { name: "保存并开始跟踪" })).toHaveCount(0);
  await page.getByLabel("成为任务的标签").fill("good first issue\nGood First Issue");
  await page.getByRole("button", { name: "预览", exact: true }).click();
  await expect(page.getByText("“Good First Issue”：前面已经有了。")).toBeVisible();
  await page.getByLabel("成为任务的标签").fill("good first issue");
  await page.getByRole("button", { name: "预览", exact: true }).click();
  await expect(page.getByText("1 个 issue 成为任务，2 个不会。")).toBeVisible();
  await page.getByRole("button", { name: "添加标签 help wanted" }).click();
  await expect(page.getByText("预览之后规则又有改动。")).toBeVisible();
  await page.getByRole("button", { name: "重新预览" }).click();
  await expect(page.getByText("2 个 issue 成为任务，1 个不会。")).toBeVisible();
  await expect(page.getByText("标签互相矛盾：简单和困难。")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "github-2-preview");
  await page.getByRole("button", { name: "保存并开始跟踪" }).click();
  await expect(page.getByText("读取完成：查看 3 个 issue，新增 2 个")).toBeVisible({ timeout: 45_000 });
  await expect(page.getByText(/截至 .* 与 GitHub 一致/)).toBeVisible();
  const number = (await taskOf("Redis")) as number;
  expect(await readTask(number)).toMatchObject({ difficulty: "easy", status: "open", tags: [{ slug: "test" }] });

  // An assignee there is a holder here, after a reading; no webhook is there yet.
  github.comment(redis, "alice", "覆盖率是怎么算的？");
  expect(github.assign(redis, "alice")).toBe(true);
  await sync(page);
  await page.goto(`/t/${number}`);
  await expect(page.getByText("alice").first()).toBeVisible();
  await expect(page.getByText(/在 GitHub 上被指派/)).toBeVisible();
  await expect(page.getByText(`跟踪 ${repository}#${redis.number}`)).toBeVisible();
  await expectAccessible(page);
  await picture(page, "github-3-task");

  // With a webhook it comes by itself.
  await page.goto(`/projects/${slug}/github`);
  await page.getByText("Webhook", { exact: true }).click();
  await page.getByRole("button", { name: "生成密钥" }).click();
  const secret = await page.getByRole("textbox", { name: "密钥（Secret）" }).inputValue();
  const url = await page.getByRole("textbox", { name: "Payload URL" }).inputValue();
  await expectAccessible(page);
  await picture(page, "github-4-webhook");
  await page.reload();
  await page.getByText("Webhook", { exact: true }).click();
  await expect(page.getByText("已设置密钥。")).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  github.addHook(repository, { url: url.replace(/^https?:\/\/[^/]+/, address), secret });
  const pull = github.openPullRequest(repository, {
    author: "alice",
    title: "Cover the Redis component",
    body: `Fixes #${redis.number}`,
  });
  await expect.poll(async () => (await readTask(number)).status, { timeout: 45_000 }).toBe("in_review");
  expect((await readTask(number)).links).toContainEqual(expect.objectContaining({ state: "open" }));
  github.merge(pull);
  await expect.poll(async () => (await readTask(number)).status, { timeout: 45_000 }).toBe("done");
  await page.goto(`/t/${number}`);
  await expect(page.getByText("合并请求（已合并）").first()).toBeVisible();
  await picture(page, "github-5-done");
});

test("what was changed here and there is shown as a difference, and taken, or left", async ({
  following,
  page,
  signIn,
  expectAccessible,
  picture,
}) => {
  const { github, keeper, project } = following;
  const { slug, repository } = await project();
  const issue = github.openIssue(repository, {
    author: "mia",
    title: "写一份快速开始",
    body: "十行就够。",
    labels: ["good first issue", "easy"],
  });
  await signIn(page, keeper);
  const post = async (path: string, data: object) => {
    const answer = await keeper.api.post(`/api/v1${path}`, { data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  };
  await post(`/projects/${slug}/repositories`, { repository });
  await page.goto(`/projects/${slug}/github`);
  await page.getByRole("button", { name: "不预览，直接跟踪" }).click();
  await expect(page.getByText(/^读取完成/)).toBeVisible({ timeout: 45_000 });
  const { tasks } = await (await page.request.get(`/api/v1/tasks?project=${slug}`)).json();
  const { number } = tasks[0];
  const readTask = async () => (await page.request.get(`/api/v1/tasks/${number}`)).json();
  const edit = await keeper.api.patch(`/api/v1/tasks/${number}`, {
    data: {
      revision: (await readTask()).revision,
      difficulty: "medium",
      texts: { zh: { title: "写一份 Go 的快速开始" } },
    },
  });
  expect(edit.ok(), await edit.text()).toBe(true);
  github.editIssue(issue, { title: "写一份快速开始，带示例" });
  github.unlabel(issue, "easy");
  github.label(issue, "hard");
  await sync(page);
  await expect(page.getByRole("heading", { name: "2 处不同" })).toBeVisible();
  await expect(page.getByText("写一份 Go 的快速开始")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "github-6-differences");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/projects/${slug}/github?lang=en`);
  for (const part of ["Which issues become tasks", "Webhook", "Last readings"])
    await page.getByRole("heading", { name: part }).click();
  await expectAccessible(page);
  const [wide, shown] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  expect(wide, "no sideways scrolling").toBe(shown);
  await picture(page, "github-6-differences-en-dark-390");

  // Whoever does not look at this page learns of it on their desk.
  await everyWay(page, "github-6-desk", picture, async (lang) => {
    await page.goto(`/desk?lang=${lang}`);
    await expect(page.getByText(lang === "zh" ? "2 处不同" : "2 differences")).toBeVisible();
    await expectAccessible(page);
  });
  await page.goto("/desk?lang=zh");
  await page.getByRole("link", { name: repository }).click();

  // What is taken over is what was shown: the page has not heard yet that the issue says something else.
  const title = page.getByRole("listitem").filter({ hasText: "写一份快速开始，带示例" });
  await expect(title).toBeVisible();
  const ofProject = `/api/v1/projects/${slug}/repositories`;
  await page.route(`**${ofProject}`, (route) => route.abort());
  github.editIssue(issue, { title: "写一份快速开始，带两个示例" });
  const view = async () => (await (await keeper.api.get(ofProject)).json()).repositories[0];
  await post(`/repositories/${(await view()).id}/sync`, {});
  await expect
    .poll(async () => JSON.stringify((await view()).differences), { timeout: 45_000 })
    .toContain("带两个示例");
  await title.getByRole("button", { name: "采用 GitHub 的" }).click();
  await expect(page.getByText("其他人已经修改了这里")).toBeVisible();
  expect((await readTask()).titles.zh).toBe("写一份 Go 的快速开始");
  await page.unroute(`**${ofProject}`);
  await page.reload();
  const now = page.getByRole("listitem").filter({ hasText: "写一份快速开始，带两个示例" });
  await now.getByRole("button", { name: "采用 GitHub 的" }).click();
  await expect.poll(async () => (await readTask()).titles.zh).toBe("写一份快速开始，带两个示例");
  await page.getByRole("button", { name: "撤销" }).click();
  await expect.poll(async () => (await readTask()).titles.zh).toBe("写一份 Go 的快速开始");
  await page.getByRole("button", { name: "保留这里的" }).click();
  await expect(page.getByRole("heading", { name: /处不同/ })).toHaveCount(0);
  expect((await readTask()).difficulty).toBe("medium");
});

test("two maintainers change one rule: what only one changed is taken over, nothing typed is lost", async ({
  following,
  page,
  signIn,
}) => {
  const { keeper, project } = following;
  const { slug, repository } = await project();
  await signIn(page, keeper);
  const connected = await keeper.api.post(`/api/v1/projects/${slug}/repositories`, { data: { repository } });
  const { repositories } = await connected.json();
  const { id, rule } = repositories[0];
  await page.goto(`/projects/${slug}/github`);
  await page.getByLabel("成为任务的标签").fill("newbie");
  const other = await keeper.api.patch(`/api/v1/repositories/${id}`, {
    data: { revision: 0, rule: { ...rule, task: ["starter"], tagPrefixes: ["area"] } },
  });
  expect(other.ok(), await other.text()).toBe(true);
  await page.getByRole("button", { name: "不预览，直接跟踪" }).click();
  await expect(page.getByText("在你编辑期间，其他人也改了这个仓库的跟踪方式")).toBeVisible();
  await expect(page.getByText("只有对方改动的，已经采用：转为标签的前缀。")).toBeVisible();
  await expect(page.getByText("对方：starter")).toBeVisible();
  await expect(page.getByLabel("成为任务的标签")).toHaveValue("newbie");
  await expect(page.getByLabel("转为标签的前缀")).toHaveValue("area");
  await page.getByRole("button", { name: "采用对方的" }).click();
  await page.getByRole("button", { name: "不预览，直接跟踪" }).click();
  await expect(page.getByText("跟踪中")).toBeVisible();
  const saved = await (await keeper.api.get(`/api/v1/projects/${slug}/repositories`)).json();
  expect(saved.repositories[0]).toMatchObject({ isFollowed: true, rule: { task: ["starter"], tagPrefixes: ["area"] } });
});

test("an issue's address fills the form, and what was typed stays until it is to be replaced", async ({
  following,
  page,
  signIn,
  expectAccessible,
  picture,
}) => {
  const { github, keeper, project } = following;
  const { slug, repository } = await project();
  const issue = github.openIssue(repository, {
    author: "mia",
    title: "Support TTL in the state store",
    body: "<!-- template -->Keys never expire.",
    labels: ["good first issue", "hard", "kind/test"],
  });
  await signIn(page, keeper);
  await page.goto(`/tasks/new?project=${slug}`);
  await page.getByLabel("从 issue 读取").fill("nonsense");
  await page.getByRole("button", { name: "填入表单" }).click();
  await expect(page.getByText("请填写 issue 的地址，或 owner/name#12。")).toBeVisible();
  await page.getByLabel("从 issue 读取").fill(`${repository}#${issue.number}`);
  await page.getByRole("button", { name: "填入表单" }).click();
  await expect(page.getByLabel("标题 (English)")).toHaveValue("Support TTL in the state store");
  await expect(page.getByLabel("为什么重要 (English)")).toHaveValue("Keys never expire.");
  await expect(page.getByRole("radio", { name: "困难" })).toBeChecked();
  // Where there is room for one language only, it is the one that was filled in.
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole("button", { name: "English", exact: true })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByLabel("标题 (English)")).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByLabel("标题 (English)").fill("A title of mine");
  await page.getByRole("button", { name: "填入表单" }).click();
  await expect(page.getByText("有些内容已经填写：标题。")).toBeVisible();
  await expect(page.getByLabel("标题 (English)")).toHaveValue("A title of mine");
  await expectAccessible(page);
  await picture(page, "github-7-new");
  await page.getByRole("button", { name: "保留我的，只填其余" }).click();
  await expect(page.getByLabel("标题 (English)")).toHaveValue("A title of mine");
});

test("a checklist comes in whole, and what is ticked at GitHub later is taken over once somebody says so", async ({
  following,
  page,
  signIn,
  expectAccessible,
  picture,
}) => {
  const { github, keeper, project } = following;
  const { slug, repository } = await project();
  github.addUser({ login: "bob" });
  const body = (lines: string[]) => `认领其中一个：\n\n${lines.map((line) => `- ${line}`).join("\n")}`;
  const list = github.openIssue(repository, {
    author: "mia",
    title: "提高组件的测试覆盖率",
    body: body(["[x] file/local @alice", "[ ] lock/redis @mia", "[x] state/memory", "[ ] bindings/http @nobody-here"]),
    labels: ["good first issue"],
  });
  github.comment(list, "alice", "- [ ] sequencer/etcd");
  await signIn(page, keeper);
  const readTask = async (number: string | undefined) =>
    (await page.request.get(`/api/v1/tasks/${number}`)).json() as Promise<{
      slots: object;
      slotList: {
        name: string;
        isFinished: boolean;
        holder: { person: { login: string } } | null;
        finishedBy: { login: string } | null;
      }[];
    }>;
  const standing = async (number: string | undefined) =>
    (await readTask(number)).slotList.map(
      ({ name, isFinished, holder, finishedBy }) =>
        `${name}: ${holder ? `@${holder.person.login}` : isFinished ? `done ${finishedBy?.login ?? "by nobody"}` : "free"}`,
    );

  await page.goto("/import");
  await page.getByLabel("项目").selectOption(slug);
  await page.getByLabel("从 issue 读取").fill(`${github.webUrl}/${repository}/issues/${list.number}`);
  await page.getByLabel("包含评论").check();
  await page.getByRole("button", { name: "读取", exact: true }).click();
  await expect(page.getByText("含 1 条评论")).toBeVisible();
  await page.getByRole("button", { name: "预览导入结果" }).click();
  await expect(page.getByText("合为一个任务，每一项是一个名额")).toBeVisible();
  const preview = page.getByRole("list", { name: "名额" });
  await expect(preview.getByRole("listitem").filter({ hasText: "file/local" })).toContainText("由 @alice 完成");
  await expect(preview.getByRole("listitem").filter({ hasText: "lock/redis" })).toContainText("由 @mia 认领");
  await expect(preview.getByRole("listitem").filter({ hasText: "state/memory" })).toContainText("已完成");
  // Each switch shows at once what it does.
  await page.getByLabel("清单写了名字的，由此人认领（3 个）").uncheck();
  await expect(preview.getByText("@")).toHaveCount(0);
  await page.getByLabel("清单写了名字的，由此人认领（3 个）").check();
  await expectAccessible(page);
  await picture(page, "github-8-checklist");
  await everyWay(page, "github-8-checklist", picture);
  await page.getByRole("button", { name: "添加有 5 个名额的任务" }).click();
  await expect(page.getByText("清单中有 1 项没能采用")).toBeVisible();
  await expect(page.getByText("GitHub 上没有 @nobody-here 这个用户。")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "github-8-checklist-refused");
  await everyWay(page, "github-8-checklist-refused", picture);
  await page.getByRole("button", { name: "打开任务" }).click();
  await expect(page).toHaveURL(/\/t\/\d+$/);
  const number = page.url().split("/").at(-1);
  expect(await standing(number)).toEqual([
    "file/local: done alice",
    "lock/redis: @mia",
    "state/memory: done by nobody",
    "bindings/http: free",
    "sequencer/etcd: free",
  ]);
  const slots = page.getByRole("region", { name: "名额" });
  await expect(slots.getByRole("listitem").filter({ hasText: "file/local" })).toContainText("由 alice 完成");
  await expect(slots.getByRole("listitem").filter({ hasText: "lock/redis" })).toContainText("mia");
  await expect(page.getByText(/issue 中的清单如此写明/).first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, "github-8-checklist-task");

  // The issue is followed, and its list is as far as the board but for the name that nobody has.
  const connected = await keeper.api.post(`/api/v1/projects/${slug}/repositories`, { data: { repository } });
  expect(connected.ok(), await connected.text()).toBe(true);
  await page.goto(`/projects/${slug}/github`);
  await page.getByRole("button", { name: "不预览，直接跟踪" }).click();
  await expect(page.getByText(/^读取完成/)).toBeVisible({ timeout: 45_000 });
  await expect(page.getByRole("heading", { name: "1 处不同" })).toBeVisible();
  await page.getByRole("button", { name: "保留这里的" }).click();
  await expect(page.getByRole("heading", { name: /处不同/ })).toHaveCount(0);

  // Somebody ticks another one, names a holder and adds an item.
  const later = [
    "[x] file/local @alice",
    "[x] lock/redis @mia",
    "[x] state/memory",
    "[ ] bindings/http @bob",
    "[ ] lock/zookeeper",
  ];
  github.editIssue(list, { body: body(later) });
  await sync(page);
  await expect(page.getByRole("heading", { name: "1 处不同" })).toBeVisible();
  const difference = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: "采用 GitHub 的" }) });
  await expect(difference.getByRole("listitem")).toHaveCount(3);
  await expect(difference).toContainText("由 @mia 完成");
  await expect(difference).toContainText("由 @bob 认领");
  await expect(difference).toContainText("新名额");
  expect(await standing(number)).toContain("lock/redis: @mia");
  await expectAccessible(page);
  await picture(page, "github-8-list-difference");
  await everyWay(page, "github-8-list-difference", picture, async (lang) => {
    await page.goto(`/projects/${slug}/github?lang=${lang}`);
    for (const part of [
      /^(哪些 issue 成为任务|Which issues become tasks)$/,
      /^Webhook$/,
      /^(最近的读取|Last readings)$/,
    ])
      await page.getByRole("heading", { name: part }).click();
  });
  await page.goto(`/projects/${slug}/github?lang=zh`);
  await page.getByRole("button", { name: "采用 GitHub 的" }).click();
  await expect(page.getByRole("heading", { name: /处不同/ })).toHaveCount(0);
  expect(await standing(number)).toEqual([
    "file/local: done alice",
    "lock/redis: done mia",
    "state/memory: done by nobody",
    "bindings/http: @bob",
    "sequencer/etcd: free",
    "lock/zookeeper: free",
  ]);
  await page.goto(`/t/${number}`);
  await expect(slots.getByRole("listitem").filter({ hasText: "lock/redis" })).toContainText("由 mia 完成");
  await everyWay(page, "github-8-checklist-task", picture, async (lang) => {
    await page.goto(`/t/${number}?lang=${lang}`);
  });
});
