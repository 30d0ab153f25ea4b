import type { ListClaimState } from "./types";

/** What a title says about who has it, and the title without those words. */
export interface TitleState {
  rest: string;
  state: ListClaimState | null;
  holder: string | null;
}

const stateWords: readonly [ListClaimState, RegExp][] = [
  [
    "open",
    /^(?:待认领|未认领|可认领|待领取|未领取|可领取|无人认领|待开发|待处理|未开始|待开始|未分配|待分配|空闲|开放(?:认领|中)?|招募中|求认领|欢迎认领|open|todo|to do|to-do|available|unassigned|unclaimed|not started|not claimed|not taken|free|up for grabs|up-for-grabs|help wanted|🙋|🆓|⬜|☐|◻️?)$/iu,
  ],
  [
    "done",
    /^(?:已完成|完成|已合并|已合入|合入|已解决|已修复|已关闭|关闭|已实现|已交付|已结束|搞定|done|completed?|finished|merged|closed|fixed|resolved|implemented|shipped|landed|✅|✔️?|☑️?|✓|🎉|\[x\]|100%)$/iu,
  ],
  [
    "claimed",
    /^(?:已认领|已被认领|认领中?|已领取|已被领取|已领|已占|已有人(?:认领)?|有人认领|已分配|已指派|进行中|开发中|处理中|实现中|评审中|审核中|待合并|待评审|已提交|报名|已报名|已开始|assigned?|claimed|taken|reserved|in[ -]?progress|wip|doing|started|working|work in progress|ongoing|on ?going|in review|review(?:ing)?|under review|pr(?: opened| open| submitted| ready)?|pending review|picked(?: up)?|occupied|🚧|🔒|👷|⏳|🏗️?|🔄|🟨|✋)$/iu,
  ],
];

// Words that speak of a claim only in a column of their own.
const cellWords: readonly [ListClaimState, RegExp][] = [
  ["open", /^(?:ready|backlog|new|wanted|needs? (?:owner|help)|否|未|no|n|false|❌|✗)$/iu],
  ["done", /^(?:是|yes|y|x|true|released)$/iu],
  ["claimed", /^(?:active|started|有)$/iu],
];

const isName = /^@?[\p{L}\p{N}][\p{L}\p{N}_.·-]{0,38}$/u;

/** A person's name as a list writes it: "@x", "x", "[@x](…)"; null for "-", "无", "待认领", "TBD" and the like. */
export function readHolder(text: string): string | null {
  const first = (text.split(/[,，、;；&\s]+|\band\b|和/u).find((part) => part !== "") ?? "").replace(
    /[()（）[\]【】]/gu,
    "",
  );
  const bare = first.replace(/^@/u, "");
  if (!isName.test(first) || bare === "") return null;
  if (
    /^(?:-+|—+|\/|n\/?a|none|null|nil|tbd|todo|no|nobody|unassigned|待定|无|暂无|空|没有|招募中?|open|free|you|\?+)$/iu.test(
      bare,
    )
  )
    return null;
  if (readState(bare) !== null || /认领|领取|分配/u.test(bare)) return null;
  return bare;
}

/**
 * Who else is named as a holder beside `holder`: "@x" that is no part of the title, and, in a text of nothing but names
 * (`title` null), the other names between its separators.
 */
export function otherHolders(text: string, title: string | null, holder: string): string[] {
  const named = [...text.slice(0, 4000).matchAll(/(?<![\w@./-])@([A-Za-z0-9][\w-]{0,38})(?![\w/])/gu)]
    .filter(([mention]) => !title?.includes(mention))
    .map(([, name]) => name ?? "");
  const parts =
    title === null
      ? text
          .slice(0, 200)
          .split(/[,，、;；&/]|\band\b|和/u)
          .flatMap((part) => (isName.test(part.trim()) ? (readHolder(part) ?? []) : []))
      : [];
  const seen = new Set([holder.toLowerCase()]);
  return [...named, ...parts].filter((name) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()));
}

/** Reads a text that says nothing but a claim state: "待认领", "In progress", "✅ Done", "[x]". `isCell` allows what only a column can say: "yes". */
export function readState(text: string, isCell = false): ListClaimState | null {
  if (text.length > 40) return null;
  const plain = text.trim().replace(/^[[(（【「*_`\s]+(?!x\])|[\])）】」*_`\s!！。.]+$/gu, "");
  const words = plain.replace(/^(?:状态|进度|进展|status|state)\s*[:：]\s*/iu, "").trim();
  for (const [state, pattern] of isCell ? [...stateWords, ...cellWords] : stateWords) {
    if (pattern.test(words)) return state;
  }
  const withoutMark = words.replace(/^(?:[✅✔☑✓🎉🚧🔒👷⏳🔄🟢🟡🔴⬜☐\s]|\uFE0F)+/u, "").replace(/\s*\(?#\d+\)?$/u, "");
  if (withoutMark !== words && withoutMark !== "") return readState(withoutMark, isCell);
  const beforeMark = words.replace(/(?:[✅✔☑✓🎉🚧🔒👷⏳🔄🟢🟡🔴⬜☐\s]|\uFE0F)+$/u, "");
  if (beforeMark !== words && beforeMark !== "") return readState(beforeMark, isCell);
  const mark = /^[✅✔☑✓🎉]/u.test(words);
  return mark && withoutMark === "" ? "done" : null;
}

const holderAfterWord =
  /^(?:(?:is |was |already |currently )?(?:assigned to|assignee|assigned|claimed by|claimed|taken by|taken|owned by|owner|reserved (?:for|by)|wip(?: by)?|in progress(?: by)?|in review(?: by)?|working on(?: by)?|work in progress|doing|doing by|picked up by|pr by|by|已认领|认领人?|已被认领|已?被|由|已分配给?|分配给|已领取|领取人?|负责人|进行中|开发中|已指派给?|指派给)\s*[:：,，-]?\s*)(@?[\p{L}\p{N}_.-]{1,39})(?:\s*(?:认领|已认领|负责|开发中|领取|进行中))?$/iu;
const doneByWord =
  /^(?:(?:completed|done|finished|merged|fixed|closed|resolved|implemented|已完成|完成|已合并|已解决|已修复|✅)\s*(?:by|in|[,，:：-])?\s*(?:thanks(?: to)?|thx|thank you|感谢|致谢|由|by)?\s*[:：,，]?\s*)(@?[\p{L}\p{N}_.-]{1,39})?(?:\s*(?:完成|贡献|thanks|[!！]))?$/iu;
const thanksTo =
  /^(?:many )?(?:thanks(?: to)?|thank you|thx|感谢|致谢)\s*[:：,，]?\s*(@[\p{L}\p{N}_.-]{1,39})\s*[!！.。]*$/iu;
const holderBeforeWord =
  /^(@[\p{L}\p{N}_.-]{1,39})\s*(?:(?:is |已|正在|在)?\s*(?:认领|领取|负责|开发中?|进行中|处理中|完成|working(?: on (?:it|this))?|assigned|claimed|wip|in progress|doing|done))?[.。!！]*$/iu;

/** Reads the inside of brackets or the words after a dash: state and holder, or null when it says something else. */
function readRemark(remark: string): { state: ListClaimState; holder: string | null } | null {
  const text = remark.trim().replace(/^(?:[✅✔☑✓🎉🚧🔒🙋✋🆓👷♂♀\s]|\uFE0F|\u200D)+(?=\S)/u, "");
  if (text === "" || text.length > 80) return null;
  const alone = readState(remark) ?? readState(text);
  if (alone) return { state: alone, holder: null };
  const done = doneByWord.exec(text) ?? thanksTo.exec(text);
  if (done) return { state: "done", holder: done[1] ? readHolder(done[1]) : null };
  const after = holderAfterWord.exec(text);
  const named = after?.[1] ? readHolder(after[1]) : null;
  if (after && named) return { state: "claimed", holder: named };
  const before = holderBeforeWord.exec(text);
  const first = before?.[1] ? readHolder(before[1]) : null;
  if (first) return { state: /完成|done/iu.test(text) ? "done" : "claimed", holder: first };
  const several = /^@[\w-]{1,39}(?:[\s,，、&/]+(?:and\s+)?@[\w-]{1,39}){1,5}$/u.test(text) ? readHolder(text) : null;
  return several ? { state: "claimed", holder: several } : null;
}

/** Words that speak of a claim before a colon: "已认领：…", "Taken by @x: …". */
const leadingWord =
  /^((?:🙋|✋|🆓|\s)*(?:待认领|未认领|可认领|待领取|已认领|已领取|已分配|已完成|已合并|进行中|开发中|wip|to-?do|done|completed?|finished|assigned|claimed|taken|available|unclaimed|unassigned|in[ -]progress)(?:(?:\s+(?:by|to))?\s*@[\w-]{1,39})?)\s*[:：|｜]\s*(?=\S)/iu;

const pairs: readonly [string, string][] = [
  ["[", "]"],
  ["(", ")"],
  ["【", "】"],
  ["（", "）"],
  ["［", "］"],
  ["「", "」"],
  ["{", "}"],
];

/**
 * Takes the words about claims off both edges of a title: "[ASSIGNED] …", "【已认领】…", "… (assigned to @x)", "… - @x", "✅ …".
 * `isLoose` also takes a bare "… @x" at the end, which checkboxes and list items use; a Java annotation there is kept.
 */
export function takeState(title: string, isLoose: boolean): TitleState {
  let rest = title.trim();
  let state: ListClaimState | null = null;
  let holder: string | null = null;
  const learn = (read: { state: ListClaimState; holder: string | null }) => {
    if (state === null || (state === "claimed" && read.state === "done")) state = read.state;
    if (read.holder) holder = read.holder;
    if (holder && state === "open") state = "claimed";
  };
  for (let turn = 0; turn < 6; turn += 1) {
    const before = rest;
    for (const [opener, closer] of pairs) {
      if (rest.startsWith(opener)) {
        const end = rest.indexOf(closer, 1);
        const read = end > 0 && end < 90 ? readRemark(rest.slice(1, end)) : null;
        const left = rest.slice(end + 1).replace(/^[\s:：\-–—,，]+/u, "");
        if (read && left !== "") {
          learn(read);
          rest = left;
        }
      }
      if (rest.endsWith(closer)) {
        const start = rest.lastIndexOf(opener);
        const read = start > 0 && rest.length - start < 90 ? readRemark(rest.slice(start + 1, -1)) : null;
        if (read) {
          learn(read);
          rest = rest.slice(0, start).trim();
        }
      }
    }
    const mark = /^(?:[✅✔☑✓🎉🚧🔒👷⏳🔄]\uFE0F?\s*)+(?=\S)/u.exec(rest);
    if (mark) {
      learn({ state: /[✅✔☑✓🎉]/u.test(mark[0]) ? "done" : "claimed", holder: null });
      rest = rest.slice(mark[0].length);
    }
    const endMark = /(?:\s*[✅✔☑✓🎉🚧🔒👷⏳🔄]\uFE0F?)+$/u.exec(rest.slice(-24));
    if (endMark && rest.length > endMark[0].length) {
      learn({ state: /[✅✔☑✓🎉]/u.test(endMark[0]) ? "done" : "claimed", holder: null });
      rest = rest.slice(0, rest.length - endMark[0].length);
    }
    const word = leadingWord.exec(rest);
    const said = word?.[1] ? readRemark(word[1]) : null;
    if (word && said) {
      learn(said);
      rest = rest.slice(word[0].length);
    }
    const tail = rest.slice(-100);
    const dashed =
      /(?:\s+[-–—=|>]+\s*|\s*[-–—]{2,}>?\s*|\s*(?:→|➡️?|=>|->)\s*|\s*[,，;；|｜]\s*)((?:[^\-–—=|>→，,;；｜]|(?<=\w)-(?=\w)){1,60})$/u.exec(
        tail,
      );
    if (dashed?.[1] && dashed.index + rest.length - tail.length > 0) {
      const read = readRemark(dashed[1]);
      const isSaid = /[-–—=>→|｜]/u.test(dashed[0]) || /@|认领|assigned|claimed|taken/iu.test(dashed[1]);
      if (read && isSaid) {
        learn(read);
        rest = rest.slice(0, rest.length - dashed[0].length);
      }
    }
    const spoken =
      /\s+((?:assigned to|assignee|claimed by|taken by|owner|wip by|in progress by|done by|completed by|fixed by|by|认领人?|已认领|负责人|由)\s*[:：]?\s*@[\w-]{1,39}(?:\s*(?:认领|负责|完成))?)$/iu.exec(
        rest.slice(-100),
      );
    if (spoken?.[1] && rest.length > spoken[0].length) {
      const read = readRemark(spoken[1]);
      if (read) {
        learn(read);
        rest = rest.slice(0, rest.length - spoken[0].length);
      }
    }
    if (isLoose) {
      const end = rest.slice(-100);
      const people =
        /(^|\S)\s+(?:🙋\S{0,4}\s*|\/assign\s+)?(@[A-Za-z0-9][\w-]{0,38}(?:[\s,，、&/]+@[A-Za-z0-9][\w-]{0,38}){0,5})(?:\s*(?:认领|已认领))?$/u.exec(
          end,
        );
      const lead = people ? end.slice(0, people.index + (people[1] ?? "").length) : "";
      const isCode =
        /(?:写|用|使用|注解|支持|加|加上|添加|去掉|移除|替换|的|和|与|或|(?<![\w/.-])(?:the|use|using|with|annotation|support|add|remove|for|of|from|to|and|or|an?))$/iu.test(
          lead,
        );
      const named = people?.[2] ? readHolder(people[2]) : null;
      if (people && named && !isCode && lead !== "") {
        learn({ state: "claimed", holder: named });
        rest = rest.slice(0, rest.length - (end.length - lead.length));
      }
      const inFront = /^(@[A-Za-z0-9][\w-]{0,38})\s*[:：\-–—]\s+(?=\S)/u.exec(rest);
      const leader = inFront?.[1] ? readHolder(inFront[1]) : null;
      if (inFront && leader) {
        learn({ state: "claimed", holder: leader });
        rest = rest.slice(inFront[0].length);
      }
    }
    rest = rest.trim();
    if (rest === before) break;
  }
  return rest === "" ? { rest: title.trim(), state: null, holder: null } : { rest, state, holder };
}
