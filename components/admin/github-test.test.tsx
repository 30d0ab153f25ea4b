import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { AppLacks } from "../../lib/domain/github";
import { messagesOf } from "../../lib/i18n/messages";
import { ClientMessages } from "../layout/client-messages";
import { Lacks } from "./github-test";

const lacks: AppLacks = {
  permissions: [
    { name: "issues", has: "read" },
    { name: "pull_requests", has: null },
  ],
  events: ["issue_comment"],
};

it.each([
  [
    "en",
    "The permission “Issues: read and write” is needed; the app may only read.",
    "The permission “Pull requests: read” is missing.",
    "The event issue_comment is not subscribed to.",
  ],
  [
    "zh",
    "需要权限「Issues：读取和写入」，现在只能读取。",
    "缺少权限「Pull requests：读取」。",
    "没有订阅事件 issue_comment。",
  ],
] as const)("names what an app lacks, in %s", (locale, ...sentences) => {
  const { githubSetUp } = messagesOf(locale);
  const html = renderToStaticMarkup(
    <ClientMessages locale={locale} messages={{ githubSetUp }}>
      <Lacks lacks={lacks} />
    </ClientMessages>,
  );
  const said = [...html.matchAll(/<li>(.*?)<\/li>/g)].map(([, text = ""]) => text.replace(/<[^>]+>/g, ""));
  expect(said).toEqual(sentences);
});
