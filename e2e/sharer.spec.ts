import jsqr from "jsqr";
import { PNG } from "pngjs";
import { expect, test } from "./fixtures";

/** The meta tags of a page as a crawler reads them: no cookies, no JavaScript. */
async function tagsOf(html: string): Promise<Map<string, string>> {
  const tags = new Map<string, string>();
  const decode = (text: string) =>
    text
      .replaceAll("&quot;", '"')
      .replaceAll("&#x27;", "'")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
  for (const [, name, content] of html.matchAll(/<meta (?:property|name)="([^"]+)" content="([^"]*)"/g)) {
    if (name && !tags.has(name)) tags.set(name, decode(content ?? ""));
  }
  const canonical = /<link rel="canonical" href="([^"]*)"/.exec(html)?.[1];
  if (canonical) tags.set("canonical", decode(canonical));
  tags.set("title", decode(/<title>([^<]*)/.exec(html)?.[1] ?? ""));
  return tags;
}

for (const [address, language, title, canonical] of [
  ["/t/4", "zh-CN", "开发 Python 或 C++ 、SDK", "/t/4"],
  ["/t/4", "en", "Build a Python or C++ SDK", "/t/4"],
  ["/?project=layotto&difficulty=easy", "zh-CN", "Layotto", "/?difficulty=easy&project=layotto"],
  ["/projects/sofa-rpc", "en", "SOFARPC", "/projects/sofa-rpc"],
] as const) {
  test(`a crawler reads ${address} in ${language} and fetches its picture`, async ({ app, playwright }) => {
    const crawler = await playwright.request.newContext({
      baseURL: app.address,
      extraHTTPHeaders: { "accept-language": language },
      userAgent: "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    });
    const answer = await crawler.get(address);
    expect(answer.status()).toBe(200);
    expect(answer.headers()["set-cookie"]).toBeUndefined();
    // Link previews read no further than this.
    const tags = await tagsOf((await answer.body()).subarray(0, 32_768).toString());
    expect(tags.get("title")).toContain(title);
    expect(tags.get("og:title")).toContain(title);
    expect(tags.get("description")?.length).toBeGreaterThan(5);
    expect(tags.get("canonical")).toBe(`${app.address}${canonical}`);
    expect(tags.get("og:locale")).toBe(language === "en" ? "en_US" : "zh_CN");
    expect(tags.get("twitter:card")).toBe("summary_large_image");
    expect([tags.get("og:image:width"), tags.get("og:image:height")]).toEqual(["1200", "630"]);
    const picture = await crawler.get(tags.get("og:image") ?? "");
    expect(picture.headers()["content-type"]).toBe("image/png");
    const body = await picture.body();
    expect(body.length).toBeLessThan(300_000);
    const { width, height } = PNG.sync.read(body);
    expect([width, height]).toEqual([1200, 630]);
    await crawler.dispose();
  });
}

test("the share panel copies the address and a ready text, and its QR code opens the task", async ({
  app,
  page,
  context,
  picture,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/t/2");
  await page.getByRole("button", { name: "复制链接" }).filter({ visible: true }).click();
  await expect(page.getByText("已复制").first()).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${app.address}/t/2`);
  await page.getByRole("button", { name: "复制文案" }).filter({ visible: true }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain("为 Java SDK 新增分布式锁、分布式自增 ID API");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  for (const part of ["Layotto", "简单", `${app.address}/t/2`]) expect(text).toContain(part);

  const code = page.getByRole("img", { name: /二维码/ }).filter({ visible: true });
  await code.scrollIntoViewIfNeeded();
  const shot = PNG.sync.read(await code.screenshot());
  const decoded = jsqr(new Uint8ClampedArray(shot.data), shot.width, shot.height);
  expect(decoded?.data).toBe(`${app.address}/t/2`);
  await picture(page, "journey-sharer");
});

test("a picture of an unknown task is not found, and a known one is revalidated by its ETag", async ({
  app,
  request,
}) => {
  expect((await request.get("/t/999999/picture")).status()).toBe(404);
  const first = await request.get(`${app.address}/t/1/picture`);
  const again = await request.get(`${app.address}/t/1/picture`, {
    headers: { "if-none-match": first.headers().etag ?? "" },
  });
  expect(again.status()).toBe(304);
});
