import type { Page } from "@playwright/test";
import { hour } from "../lib/domain/policy";
import { instantWords } from "../lib/server/mail/words";
import { expect, type Following, test } from "./following";

// A comment is heard, and answered, within ten seconds each; there are several on the way.
test.describe.configure({ timeout: 240_000 });
const soon = { timeout: 45_000 };

/** An issue that is a task, and what one asks about it. */
async function taskIn({ github }: Following, page: Page, repository: string, title: string) {
  const issue = github.openIssue(repository, { author: "mia", title, labels: ["good first issue", "easy"] });
  const [, slug] = repository.split("/");
  const find = async () => {
    const answer = await page.request.get(`/api/v1/tasks?project=${slug}&status=all&q=${encodeURIComponent(title)}`);
    return (await answer.json()).tasks[0]?.number as number | undefined;
  };
  await expect.poll(find, soon).toBeDefined();
  const number = (await find()) as number;
  return {
    issue,
    number,
    read: async () => (await page.request.get(`/api/v1/tasks/${number}`)).json(),
    /** The board's comments in the issue: mia's token writes them. */
    answers: () => issue.comments.filter((one) => one.author.login === "mia"),
    say: (who: string, text: string) => github.comment(issue, who, text),
  };
}

test("a newcomer claims, renews and gives back in the issue, and one answer there follows", async ({
  following,
  page,
  expectAccessible,
  picture,
}) => {
  const { github, followed, address } = following;
  for (const login of ["bob", "carol"]) github.addUser({ login });
  const { slug, repository } = await followed();
  const task = await taskIn(following, page, repository, "为 Redis 组件补充单元测试");
  const english = await taskIn(following, page, repository, "Write a quickstart");
  task.say("alice", "谢谢！\n\n/claim");
  english.say("bob", "/claim");
  await expect.poll(async () => (await task.read()).status, soon).toBe("claimed");
  await page.goto(`/?project=${slug}&status=claimed`);
  const card = page.getByRole("article").filter({ hasText: "为 Redis 组件补充单元测试" });
  await expect(card.getByText("alice")).toBeVisible();
  await picture(page, "github-commands-1-board");
  await page.goto(`/t/${task.number}`);
  await expect(page.getByText("通过 GitHub 评论", { exact: false })).toBeVisible();
  await expectAccessible(page);
  await picture(page, "github-commands-2-task");

  // One answer, in the issue's language, with the end of the lease and the way to the task.
  await expect.poll(() => task.answers().length, soon).toBe(1);
  const leaseEnd = async () => (await task.read()).slotList[0].holder.leaseEndsAt as string;
  const first = await leaseEnd();
  expect(task.answers()[0]?.body).toContain(`@alice 正在做这个任务，认领期限至${instantWords(first, "zh")}。`);
  expect(task.answers()[0]?.body).toContain(`${address}/t/${task.number}`);
  await expect.poll(() => english.answers().length, soon).toBe(1);
  expect(english.answers()[0]?.body).toContain("@bob works on this task, until");
  expect(english.answers()[0]?.body).toContain(`${address}/t/${english.number}`);

  // From here on it is edited.
  task.say("alice", "/renew");
  await expect.poll(leaseEnd, soon).not.toBe(first);
  const renewed = `认领期限至${instantWords(await leaseEnd(), "zh")}。`;
  await expect.poll(() => task.answers()[0]?.body, soon).toContain(renewed);
  task.say("carol", "/claim");
  await expect.poll(() => task.answers()[0]?.body, soon).toMatch(/@carol：.*alice 已认领这个任务/);
  expect((await task.read()).slotList[0].holder.person.login).toBe("alice");
  task.say("alice", "/unclaim");
  await expect.poll(async () => (await task.read()).status, soon).toBe("open");
  await expect.poll(() => task.answers()[0]?.body, soon).toContain("这个任务可以认领。");
  expect(task.answers()).toHaveLength(1);
  expect(english.answers()).toHaveLength(1);
  await page.goto(`/?project=${slug}`);
  await expect(card.getByText("待认领")).toBeVisible();
});

test("plain words do nothing until the project turns them on, then they claim", async ({
  following,
  page,
  signIn,
  expectAccessible,
  picture,
}) => {
  const { github, followed, keeper } = following;
  const { slug, repository } = await followed();
  const task = await taskIn(following, page, repository, "翻译快速开始");
  task.say("alice", "认领");
  // What comes after it has been seen, so it has been as well.
  github.editIssue(task.issue, { title: "翻译快速开始，带示例" });
  await expect.poll(async () => (await task.read()).titles.zh, soon).toBe("翻译快速开始，带示例");
  expect((await task.read()).status).toBe("open");
  expect(task.answers()).toEqual([]);

  await signIn(page, keeper);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/projects/${slug}/github`);
  await page.getByRole("heading", { name: "哪些 issue 成为任务" }).click();
  await page.getByLabel("日常用语也算命令").check();
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByText("规则已保存，下次读取时生效")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "github-commands-3-plain-words");
  task.say("alice", "认领");
  await expect.poll(async () => (await task.read()).status, soon).toBe("claimed");
  expect((await task.read()).slotList[0].holder.person.login).toBe("alice");
  await expect.poll(() => task.answers().length, soon).toBe(1);
});

test("with GitHub away for an hour the board, the project and the task say so, and claiming works", async ({
  following,
  page,
  signIn,
  expectAccessible,
  picture,
}) => {
  const { github, followed, keeper, person, pass } = following;
  const { slug, repository, id } = await followed();
  const task = await taskIn(following, page, repository, "一个任务");
  await page.goto("/");
  await expect(page.getByText(/GitHub 没有响应/)).toHaveCount(0);
  const read = () => keeper.api.post(`/api/v1/repositories/${id}/sync`, { data: {} });
  const repositoryNow = async () => {
    const answer = await keeper.api.get(`/api/v1/projects/${slug}/repositories`);
    return (await answer.json()).repositories[0];
  };
  github.fault({ kind: "reset" });
  await read();
  await expect.poll(async () => (await repositoryNow()).fault, soon).toBe("unreachable");
  // Not so long yet that anyone but its maintainers need know.
  await page.goto("/");
  await expect(page.getByText(/GitHub 没有响应/)).toHaveCount(0);
  await pass(hour + 60_000);
  await expect
    .poll(async () => {
      await page.goto("/");
      return page.getByText(/自北京时间 .* 起，GitHub 没有响应/).count();
    }, soon)
    .toBe(1);
  await expectAccessible(page);
  await picture(page, "github-9-away");
  await page.goto(`/projects/${slug}`);
  await expect(page.getByText(/自北京时间 .* 起，GitHub 没有响应/)).toBeVisible();
  await expectAccessible(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, await person("steady"));
  await page.goto(`/t/${task.number}`);
  await expect(page.getByText(/起无法读取 GitHub/)).toBeVisible();
  await page.getByRole("link", { name: "认领这个任务" }).filter({ visible: true }).first().click();
  // The project asks how one will start; it may be left open.
  const plan = page.getByRole("dialog").getByRole("button", { name: /直接认领|跳过/ });
  await plan.or(page.getByText("认领成功")).first().waitFor();
  if (await plan.isVisible()) await plan.click();
  await expect(page.getByText("认领成功")).toBeVisible();
  await picture(page, "github-commands-4-away");

  // When it is back, the line goes and what happened meanwhile is said there.
  github.clearFaults();
  // What could not be done is tried again by then.
  await pass(5 * 60_000);
  await read();
  await expect.poll(() => task.answers().length, soon).toBe(1);
  await expect
    .poll(async () => {
      await page.goto("/");
      return page.getByText(/GitHub 没有响应/).count();
    }, soon)
    .toBe(0);
});
