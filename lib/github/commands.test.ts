import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandIn } from "./commands";

const plain = (body: string) => commandIn(body, { plainWords: true })?.kind ?? null;
const slash = (body: string) => commandIn(body, { plainWords: false });

describe("slash commands", () => {
  it.each([
    ["/claim", { kind: "claim" }],
    ["/Claim", { kind: "claim" }],
    ["/claim please", { kind: "claim" }],
    ["/claim.", { kind: "claim" }],
    ["／claim", { kind: "claim" }],
    ["／ｃｌａｉｍ", { kind: "claim" }],
    ["/claim，谢谢", { kind: "claim" }],
    ["  /claim", { kind: "claim" }],
    ["Hello!\r\n\r\n/claim\r\n", { kind: "claim" }],
    ["> earlier words\n\n/claim", { kind: "claim" }],
    ["/unclaim", { kind: "unclaim" }],
    ["/renew", { kind: "renew" }],
    ["/waitlist", { kind: "waitlist" }],
    ["/assign", { kind: "claim" }],
    ["/assign me", { kind: "claim" }],
    ["/assign to me please.", { kind: "claim" }],
    ["/assign 我", { kind: "claim" }],
    ["/assign tome", { kind: "assign", login: "tome" }],
    ["/assign @Ann-Lee", { kind: "assign", login: "Ann-Lee" }],
    ["/assign ann", { kind: "assign", login: "ann" }],
    ["/assign @ann, thanks", { kind: "assign", login: "ann" }],
    ["/assign this to @ann", { kind: "assign", login: "ann" }],
    ["/assign @renovate[bot]", { kind: "assign", login: "renovate[bot]" }],
    ["/unassign", { kind: "unclaim" }],
    ["/unassign me", { kind: "unclaim" }],
    ["/unassign @ann", { kind: "unassign", login: "ann" }],
    ["/claim\n/unclaim", { kind: "claim" }],
    ["/unclaim\n/claim\n/claim", { kind: "unclaim" }],
    ["/hold\n/claim", { kind: "claim" }],
  ])("%j is %j", (body, command) => {
    expect(slash(body)).toEqual(command);
  });

  it.each([
    "claim",
    "/claims",
    "/claimed",
    "/claim-bounty",
    "/claim/it",
    "use /claim to claim",
    "> /claim",
    ">/claim",
    "`/claim`",
    "```\n/claim\n```",
    "~~~md\n/claim\n~~~",
    "    /claim",
    "<!-- /claim -->",
    "<!--\n/claim\n-->",
    "//claim",
    "- /claim",
    "/ claim",
    "/assign the two of us",
    "/assign @-x",
    "",
  ])("%j is none", (body) => {
    expect(slash(body)).toBeNull();
  });

  it("comes before plain words, which count only where the project wants them", () => {
    expect(commandIn("认领\n/unclaim", { plainWords: true })).toEqual({ kind: "unclaim" });
    expect(slash("认领")).toBeNull();
  });
});

describe("plain words that claim", () => {
  it.each([
    "认领",
    "🙋认领",
    "🙋‍♂️ 认领",
    ":raising_hand: 认领",
    "认领！",
    "**认领**",
    "@ann 认领",
    "@ann认领",
    "認領",
    "我來認領",
    "我来认领",
    "我来认领吧",
    "我来认领这个任务。",
    "认领这个任务",
    "认领该 issue",
    "认领一下",
    "申请认领",
    "领取任务",
    "我想认领",
    "我想认领这个 issue",
    "我要认领这个任务",
    "我认领了",
    "这个我来",
    "这个任务我来做",
    "我来做",
    "我来试试",
    "我想试试这个",
    "我可以认领吗？",
    "请问我可以认领这个任务吗",
    "我能做这个任务吗？",
    "让我来",
    "可以让我来做吗？",
    "求分配",
    "求 assign",
    "请分配给我",
    "分配给我吧",
    "可以分配给我吗？谢谢！",
    "麻烦把这个任务分配给我，谢谢",
    "请 assign 给我",
    "这个 issue 可以指派给我吗",
    "你好，我想认领这个任务，谢谢",
    "有人认领吗？没有的话我来认领",
    "我是大三学生，有人做吗？我想认领这个任务",
    "> 还有人做吗\n\n我来认领",
    "I'd like to work on this",
    "I’d like to work on this.",
    "I'd like to work on this issue!",
    "I would like to work on this issue",
    "I would love to work on this issue 🙌",
    "i would really like to take this one",
    "I'd like to work on #12",
    "Hi, I'd like to work on this.",
    "Hi @ann, I would like to work on this issue. Could you please assign it to me? Thanks!",
    "Hello! I'm new to open source and I'd like to work on this",
    "I'd like to work on this as my first contribution.",
    "I'd like to work on this if no one else is working on it",
    "If no one is working on this, can I take it?",
    "If nobody is working on it I'd like to take it.",
    "Is anyone working on this? If not, I'd like to take it.",
    "Is this still available? I want to work on it",
    "I want to work on this",
    "I wanna work on this",
    "I'll take this",
    "I will take this one",
    "I'll fix it",
    "I can take this",
    "I am interested in working on this",
    "I'm happy to work on this.",
    "I'm working on this",
    "Working on it",
    "Let me take this",
    "Let me give it a try",
    "Can I take this?",
    "Can I work on this?",
    "Could I please work on this issue?",
    "May I take this task?",
    "Can I be assigned to this issue?",
    "Could this be assigned to me?",
    "Is it ok if I work on this?",
    "Mind if I take this one?",
    "assign to me",
    "Assign to me, please",
    "assign me",
    "please assign me",
    "please assign this to me",
    "Pls assign it to me",
    "@ann please assign this to me",
    "Can you assign this issue to me?",
    "could someone assign me to this issue",
    ".take",
    "take",
    "Take!",
    "claim",
    "Can I pick this up?",
    "I'd like to take a stab at this",
    "Interested in working on this",
    "I would like to work on this issue under GSSoC. Please assign it to me.",
    "I'm on it",
    "大佬们好，我想认领",
    "交给我吧",
    "认领该任务，预计本周完成",
    "我对这个任务感兴趣，可以分配给我吗？",
  ])("%j", (body) => {
    expect(plain(body)).toBe("claim");
  });
});

describe("plain words that give back", () => {
  it.each([
    "放弃认领",
    "取消认领",
    "我放弃认领",
    "我要放弃这个任务",
    "抱歉，我放弃了",
    "放棄認領",
    "退出认领",
    "请取消我的认领",
    "不好意思，我没时间做了",
    "I can't work on this anymore",
    "I cannot work on this any longer.",
    "Sorry, I can't work on this anymore",
    "I can no longer work on this",
    "I'm no longer working on this issue",
    "I won't be able to finish this.",
    "I don't have time to work on this right now",
    "I'm giving up on this",
    "unclaim",
    "please unassign me",
    "I give up",
    "I have to drop this",
    "I'd like to release my claim",
    "I'm not working on this anymore",
    "Sorry, I can't work on this anymore. Feel free to take it.",
  ])("%j", (body) => {
    expect(plain(body)).toBe("unclaim");
  });
});

describe("words that ask nothing of the board", () => {
  it.each([
    "I would not like to work on this",
    "I wouldn't like to work on this",
    "I don't want to work on this",
    "who would like to work on this?",
    "Would you like to work on this?",
    "Does anyone want to work on this?",
    "want to work on this?",
    "@bob do you want to work on this?",
    "@bob, do you want to work on this?",
    "@bob take this",
    "@bob take",
    "please take this",
    "please claim",
    "He'd like to work on this",
    "She would like to work on this",
    "We'd like someone to work on this",
    "assign this to @bob",
    "assign it to bob",
    "please assign",
    "I'd like to work on this, but I have no time",
    "I'd like to work on this but not now",
    "I'd like to work on this if it weren't so hard",
    "I'd like to work on this. Just kidding",
    "I'd like to work on this with @bob",
    "I'd like to work on something else",
    "I'd like to work on this. I can't work on this anymore.",
    'who wrote "I\'d like to work on this"?',
    '"I\'d like to work on this"',
    "> I'd like to work on this",
    "> 认领\n\n好的",
    "`认领`",
    "```\n认领\n```",
    "<!-- 认领 -->",
    "I take it that nobody works on this",
    "I'm interested in this",
    "I'm not working on this",
    "Can I take it as a no?",
    "I'll do that",
    "I can do it myself",
    "I'll take it offline",
    "I'd like to work on this next year",
    "I'm working on the docs",
    "I will not work on this",
    "Can someone take this?",
    "drop this",
    "release",
    "I'll release it",
    "Please drop this feature",
    "Thanks!",
    "👍",
    "+1",
    "我来认领了吗",
    "给我",
    "我来看看",
    "让我来问一下",
    "别分配给我",
    "已经分配给我了",
    "怎么分配给我了",
    "我可以认领，但没时间",
    "放弃吧",
    "已认领",
    "已被认领",
    "认领人是谁",
    "认领了吗？",
    "谁来认领？",
    "有人认领吗？",
    "待认领",
    "未认领",
    "可以认领",
    "可认领",
    "请认领",
    "欢迎认领",
    "求认领",
    "他认领了",
    "认领失败",
    "我不想认领",
    "我没有认领",
    "“认领”",
    "「认领」",
    "怎么认领？",
    "@bob 你来认领吧",
    "请分配给 @bob",
    "认领，但是以后再做",
    "我来认领，不过要等别人先做完",
    "我做完了",
    "取消",
    "",
    "@ann",
  ])("%j", (body) => {
    expect(plain(body)).toBeNull();
  });

  it("is so for comments that say much else", () => {
    const other = "I have read the code of the runtime and of the three components next to it. ";
    expect(plain(`I'd like to work on this. ${other}`)).toBe("claim");
    expect(plain(`I'd like to work on this. ${other.repeat(3)}`)).toBeNull();
    expect(plain(`认领。${"这里还有一些其他的内容。".repeat(30)}`)).toBeNull();
  });
});

it("takes anything, quickly", () => {
  const piece = fc.constantFrom(
    ..."认领|我|来|请|吗|i'd like to|work on|this|take|please|assign|to me|/claim|/assign|@ann|if|no one|\n|\n\n|> |`|```|<!--|-->|. |, |🙋|，|    ".split(
      "|",
    ),
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(piece, fc.string({ unit: "grapheme" }), fc.constant(" ")), { maxLength: 60 }),
      (parts) => {
        const body = parts.join("");
        const command = commandIn(body, { plainWords: true });
        if (command && "login" in command) expect(command.login).toMatch(/^[\w-]+(\[bot\])?$/);
        // What only quotes says nothing, and code neither.
        expect(commandIn(body.replace(/^/gm, "> "), { plainWords: true })).toBeNull();
        if (command === null) expect(slash(body)).toBeNull();
      },
    ),
    { numRuns: 1000 },
  );
  for (const body of [
    "/assign ".repeat(25_000),
    `/assign ${"to ".repeat(60_000)}`,
    "if no one ".repeat(55),
    "我想".repeat(290),
    "那".repeat(590),
    "请可以把".repeat(140),
    "hi ".repeat(190),
    "i'd like to ".repeat(45),
    "i would really also ".repeat(28),

    `${"i think ".repeat(70)}`,
  ]) {
    const started = performance.now();
    commandIn(body, { plainWords: true });
    expect(performance.now() - started).toBeLessThan(200);
  }
});
