import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { EventView } from "../../lib/domain/views";
import type { Locale } from "../../lib/domain/words";
import { messagesOf } from "../../lib/i18n/messages";
import { ClientMessages } from "../layout/client-messages";
import { EventLine } from "./event-line";

describe("what the timeline says of GitHub", () => {
  const closed = (cause: EventView["details"]["cause"]) => ({
    kind: "task.closed" as const,
    details: { cause, closeReason: "not_planned" as const },
  });
  const moved = { kind: "repository.changed" as const, details: { cause: "renamed" as const, repository: "mosn/new" } };

  function said(locale: Locale, given: Pick<EventView, "kind" | "details">): string {
    const { common, events } = messagesOf(locale);
    const event = { id: 1, at: "2026-03-01T08:00:00.000Z", actor: null, task: null, project: null, ...given };
    const html = renderToStaticMarkup(
      <ClientMessages locale={locale} messages={{ common, events }}>
        <EventLine event={event} place="task" />
      </ClientMessages>,
    );
    return html.replace(/<time.*?<\/time>/g, "").replace(/<[^>]+>/g, "");
  }

  it.each([
    ["en", closed("deleted"), "GitHub closed this task as not planned · its issue was deleted"],
    ["zh", closed("deleted"), "GitHub 关闭了这个任务：不再计划 · issue 已删除"],
    ["en", closed("transferred"), "GitHub closed this task as not planned · its issue was moved to another repository"],
    ["zh", closed("transferred"), "GitHub 关闭了这个任务：不再计划 · issue 已移到其他仓库"],
    ["en", closed("hidden"), "GitHub closed this task as not planned · its repository is not public any more"],
    ["zh", closed("hidden"), "GitHub 关闭了这个任务：不再计划 · 仓库不再公开"],
    ["en", moved, "The repository is mosn/new now · renamed or transferred at GitHub"],
    ["zh", moved, "仓库现在是 mosn/new · 已在 GitHub 上改名或转移"],
  ] as const)("in %s, case %#", (locale, event, sentence) => {
    expect(said(locale, event).trim()).toBe(sentence);
  });
});
