import { devices } from "@playwright/test";
import { expect, test } from "./fixtures";

const phone = devices["Pixel 7"];
const onPhone = { viewport: { width: 390, height: 844 }, userAgent: phone.userAgent, hasTouch: true, isMobile: true };

test.describe("on a phone", () => {
  test.use(onPhone);

  test("a newcomer asks in Chinese, a mentor answers with code, the asker accepts", async ({
    app,
    browser,
    page,
    picture,
    signIn,
    expectAccessible,
  }) => {
    const [asker, mentor] = [await app.person("asker"), await app.person("mentor")];
    const keeper = await app.administrator();
    await keeper.api.put(`/api/v1/projects/layotto/members/${mentor.login}`, { data: { role: "mentor" } });
    const number = await app.task("有人会问问题的任务");

    test.slow();

    // A visitor is led to the sign-in page and back to the form.
    await page.goto(`/t/${number}`);
    await expect(page.getByText("哪里不清楚？在这里问")).toBeVisible();
    await expect(page.getByText("项目承诺 3 天内答复。")).toBeVisible();
    await picture(page, "questions-1-empty");
    await page.getByRole("link", { name: "登录后提问" }).click();
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await page.getByLabel("用户名").fill(asker.login);
    await page.getByLabel("密码", { exact: true }).fill(asker.password);
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/t/${number}#ask$`));

    const field = page.getByLabel("你的问题");
    await field.fill("本地跑 `make test` 失败了，**需要先启动 Redis** 吗？\n\n<script>alert(1)</script>");
    await page.getByRole("button", { name: "预览" }).click();
    await expect(page.locator("form .prose strong")).toHaveText("需要先启动 Redis");
    await picture(page, "questions-2-form");

    // What was typed survives a reload.
    await page.reload();
    await page.getByRole("link", { name: "我要提问" }).or(field).first().waitFor();
    if (!(await field.isVisible())) await page.getByRole("link", { name: "我要提问" }).click();
    await expect(field).toHaveValue(/需要先启动 Redis/);
    await page.getByRole("button", { name: "发布" }).click();
    await expect(page.getByText("问题已发布")).toBeVisible();
    const question = page.getByRole("list", { name: "关于这个任务的问题" }).getByRole("listitem").first();
    await expect(question.getByText("等待答复")).toBeVisible();
    await expect(question.locator(".prose")).toContainText("<script>alert(1)</script>");
    await expectAccessible(page);

    // The mentor answers in a browser of their own.
    const theirs = await browser.newContext({ ...onPhone, baseURL: app.address, locale: "zh-CN" });
    await theirs.addCookies(mentor.cookies);
    const desk = await theirs.newPage();
    await desk.goto(`/t/${number}`);
    await desk.getByRole("button", { name: "回答", exact: true }).click();
    await desk
      .getByLabel("你的回答")
      .fill("不需要，只跑这个包：\n\n```sh\ngo test ./pkg/actuator/... -run TestHealth -count=1 -v\n```");
    await desk.getByRole("button", { name: "发布" }).click();
    await expect(desk.getByText("回答已发布")).toBeVisible();
    await desk.getByRole("button", { name: "编辑" }).click();
    await desk.getByLabel("修改内容").fill("不需要，只跑这个包：\n\n```sh\ngo test ./pkg/actuator/... -count=1\n```");
    await desk.getByRole("button", { name: "保存" }).click();
    await expect(desk.getByRole("article").getByRole("button", { name: "已编辑" })).toBeVisible();
    await theirs.close();

    await page.goto(`/t/${number}`);
    const answer = page.getByRole("list", { name: "回答" }).getByRole("listitem").first();
    await expect(answer.getByText("项目成员")).toBeVisible();
    await expect(answer.locator("pre")).toContainText("go test ./pkg/actuator/... -count=1");
    await answer.getByRole("button", { name: "采纳这个回答" }).click();
    await expect(answer.getByText("已采纳")).toBeVisible();
    await expect(answer.getByRole("button", { name: "取消采纳" })).toBeVisible();
    await expect(page.getByText("等待答复")).toBeHidden();
    await answer.getByRole("button", { name: "已编辑" }).click();
    await expect(page.getByRole("dialog").getByText("-run TestHealth")).toBeVisible();
    await expectAccessible(page);
    await picture(page, "questions-3-history");
    await page.getByRole("dialog").getByRole("button", { name: "关闭" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await picture(page, "questions-4-accepted");

    // Everyone reads it, the timeline tells of it without repeating it.
    const html = await (await page.request.get(`/t/${number}`)).text();
    expect(html).toContain("go test ./pkg/actuator/... -count=1");
    const timeline = page.getByRole("region", { name: "动态" });
    await expect(timeline.getByText(/采纳了.*的一个回答/)).toBeVisible();
    await expect(timeline.getByText("Redis")).toBeHidden();

    // Deleting asks first; the place of the question stays with its answer.
    await signIn(page, asker);
    await question.getByRole("button", { name: "删除" }).first().click();
    await expect(page.getByRole("dialog")).toContainText("回答保留");
    await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
    await expect(page.getByText("这个问题已删除。")).toBeVisible();
    await expect(answer.locator("pre")).toBeVisible();
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("questions read, and asking leads to the sign-in page", async ({ app, page, picture }) => {
    const [asker, keeper] = [await app.person("asker"), await app.administrator()];
    const number = await app.task("不用脚本也能读的任务");
    const asked = await asker.api.post(`/api/v1/tasks/${number}/questions`, {
      data: { body: "从哪个**文件**开始看？" },
    });
    const { id } = (await asked.json()).task.questions[0];
    await keeper.api.post(`/api/v1/questions/${id}/answers`, { data: { body: "`pkg/actuator/health.go`" } });
    await asker.api.patch(`/api/v1/posts/${id}`, { data: { body: "从哪个**文件**看起？" } });
    await page.goto(`/t/${number}`);
    await expect(page.getByText("从哪个文件看起？")).toBeVisible();
    await expect(page.locator("code", { hasText: "pkg/actuator/health.go" })).toBeVisible();
    await expect(page.getByText("已编辑").filter({ visible: true })).toHaveCount(1);
    await expect(page.getByRole("button", { name: "已编辑" })).toBeHidden();
    await page.getByRole("link", { name: "登录后提问" }).click();
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await picture(page, "questions-5-sign-in");
  });
});
