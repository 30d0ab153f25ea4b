import { slotKey } from "../domain/checklist";
import { gap, proseOf } from "../domain/prose";

/** What a comment in an issue asks of the board. Its author is meant where no login is named. */
export type Command =
  | {
      kind: "claim" | "unclaim" | "renew" | "waitlist";
      /** What stands after it, where that may be the name of a part (`namedPart`). */
      part?: string;
      /** The login of somebody who is named, as if it were about them. */
      other?: string;
      /** Said as one tells somebody else to: `take`, `认领`. From whoever looks after the task it is no command. */
      isBare?: true;
    }
  | { kind: "assign" | "unassign"; login: string; part?: string };

export interface CommandOptions {
  /** Whether the project also heeds what people write without a slash: `认领`, `I'd like to work on this`. */
  plainWords: boolean;
}

/**
 * The command in a comment, or null. A slash command counts at the start of a line that is not code or quoted; the
 * first one is heeded. Plain words count only when the whole comment means nothing else.
 */
export function commandIn(body: string, { plainWords }: CommandOptions): Command | null {
  const said = proseOf(body);
  return slashCommand(said, body) ?? (plainWords ? plainCommand(said) : null);
}

const slash = /^ {0,3}[/／]([\p{L}]{5,8})(?![\p{L}\p{N}/／_-])(.*)/u;

function slashCommand(said: string, body: string): Command | null {
  const written = body.split(/\r\n?|\n/);
  for (const [index, line] of said.split("\n").entries()) {
    const [, word = "", rest = ""] = slash.exec(line) ?? [];
    // The name of a part may stand in code.
    const whole = rest.includes(gap) ? (slash.exec(written[index] ?? "")?.[2] ?? "") : rest;
    const command = commandOf(word.normalize("NFKC").toLowerCase(), rest.normalize("NFKC"), whole.normalize("NFKC"));
    if (command) return command;
  }
  return null;
}

function commandOf(word: string, rest: string, whole: string): Command | null {
  if (word === "renew" || word === "waitlist") return { kind: word };
  if (word === "claim" || word === "unclaim") return { kind: word, ...saidAfter(whole) };
  if (word !== "assign" && word !== "unassign") return null;
  const login = loginIn(rest);
  if (login === null) return null;
  if (login === "author") return { kind: word === "assign" ? "claim" : "unclaim" };
  const after = whole.split(`@${login.name}`)[1];
  return { kind: word, login: login.name, ...(after === undefined ? {} : partIn(after)) };
}

/** Characters; names of parts are shorter. */
const longestSaid = 200;
const thanked =
  /(?:\b(?:thanks|thank you|thx|cc|hi|hello|hey|dear|please|pls)|谢谢|感谢|你好|麻烦|请)[\s,:]*@[\w-]+(?![\w/-])/gi;
/** Not the name of a package, `@scope/name`. */
const meant = /(?<![\w.@/])@([\w-]+)(?![\w/-])/;

/** Whom and what a command names that is for whoever writes it. */
function saidAfter(rest: string): { part?: string; other?: string } {
  const words = rest.slice(0, longestSaid).replace(thanked, " ");
  const other = meant.exec(words)?.[1];
  const part = partIn(words.replace(meant, " "));
  return other === undefined ? part : { ...part, other };
}

function partIn(words: string): { part?: string } {
  const part = withoutMarks(words.slice(0, longestSaid));
  return withoutCourtesy(part) === "" ? {} : { part };
}

const marks = "[\\s:,;.!?。、…\"'“”‘’「」『』《》`*_~-]";
const marksAround = new RegExp(`^${marks}+|${marks}+$`, "gu");
const courtesy =
  "(?:please|pls|plz|thanks|thank you|thx|me|for me|for|to|the|this|it|that|task|issue|now|part|请|谢谢|多谢|感谢|我|给我|这个|任务|名额|一下|吧)";
const courtesyAround = new RegExp(`^${courtesy}(?![\\w-])|(?<![\\w-])${courtesy}$`, "giu");

function withoutMarks(words: string): string {
  return words.replace(marksAround, "");
}

/** Without "please" and the like at both ends. */
function withoutCourtesy(words: string): string {
  let left = words;
  for (let before = ""; before !== left; ) {
    before = left;
    left = withoutMarks(left.replace(courtesyAround, ""));
  }
  return left;
}

/**
 * Which part is named by what was said after a command: by its name, in whatever case and width, with or without quotes,
 * courtesies, or a sentence after it. Null for none of them.
 */
export function namedPart<Part extends { name: string }>(parts: readonly Part[], said: string): Part | null {
  const keyOf = (name: string) => slotKey(withoutMarks(name));
  const first = said.split(/[,;!?。、]|\.(?=\s)/)[0] ?? "";
  for (const words of [said, withoutCourtesy(said), first, withoutCourtesy(first)]) {
    const found = parts.find((one) => keyOf(one.name) !== "" && keyOf(one.name) === keyOf(words.normalize("NFKC")));
    if (found) return found;
  }
  return null;
}

const loginPattern = /^[a-z\d](?:[a-z\d_-]{0,98}[a-z\d])?(?:\[bot\])?$/i;
const author =
  /^(?:(?:to|this|it|issue|please|pls)(?:\s+|$)|(?:给|这个|任务|请)\s*)*(?:(?:me|myself|我|自己)(?:\s+(?:please|pls))?)?$/i;

/** Whom `/assign …` names: `@x`, a single word, or the author; null for words that cannot be understood. */
function loginIn(rest: string): { name: string } | "author" | null {
  const words = rest.replace(/[.,;:!?。，；、]+(?=\s|$)/g, " ").trim();
  const mentioned = /(?:^|\s)@([\w-]+(?:\[bot\])?)/.exec(words.slice(0, 1000))?.[1];
  if (mentioned !== undefined) return loginPattern.test(mentioned) ? { name: mentioned } : null;
  if (words.length <= 60 && author.test(words)) return "author";
  return loginPattern.test(words) ? { name: words } : null;
}

/** A comment that wants a task is short: longer ones say more than that. */
const longestPlain = 600;
/** Characters of what may stand beside a claim, such as who one is. */
const mostBeside = 200;

/**
 * `order`: words by which one claims, or tells somebody else to. `trial`: to try it, which is an answer, too, to whoever
 * has said what to try.
 */
type Meaning = "claim" | "order" | "trial" | "unclaim" | "beside";

/**
 * `claim` or `unclaim` when every clause of a comment says so or is politeness, and at least one says so. Whoever begins
 * with "OK" or "好的" answers somebody, and then only clear words count.
 */
function plainCommand(said: string): Command | null {
  const text = said.trim();
  if (text.length > longestPlain) return null;
  const words = text.normalize("NFKC").toLowerCase();
  const addressed = words.replace(mention, " ");
  const meanings = new Set<Meaning | null>();
  let beside = 0;
  const clauses = clausesOf(addressed);
  for (const clause of clauses) {
    const meaning = meaningOf(clause, { hasMention: addressed !== words, isAlone: clauses.length === 1 });
    if (meaning === "beside") beside += clause.length;
    meanings.add(meaning);
  }
  if (meanings.has(null) || beside > mostBeside) return null;
  const claims = (["claim", "trial", "order"] as const).find((one) => meanings.has(one));
  if ((claims !== undefined) === meanings.has("unclaim")) return null;
  if (claims === undefined) return { kind: "unclaim" };
  const isAnswer = clauses.some((one) => consent.test(one) || (claims === "trial" && thanks.test(one)));
  if (isAnswer && claims !== "claim") return null;
  return claims === "order" ? { kind: "claim", isBare: true } : { kind: "claim" };
}

/** How one begins who answers somebody. */
const consent = /^(?:(?:ok|okay|yes|yeah|sure|great|cool|well|then)\b|好的|嗯|那(?![个一边]))/u;
const thanks = /^(?:thanks|thank you|many thanks|thx|cheers|nice|谢谢|多谢|感谢|辛苦)/u;

const mention = /(?<![\w.])@[\w-]+(?:\/[\w-]+)?(?:\[bot\])?/g;
const decoration = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0E|\uFE0F|[*~]|:[a-z][a-z\d_+-]*:/gu;
const traditional = /[認領來請給這個務棄]/g;
const simplified: Record<string, string> = {
  認: "认",
  領: "领",
  來: "来",
  請: "请",
  給: "给",
  這: "这",
  個: "个",
  務: "务",
  棄: "弃",
};
const clauseEnd = /[.!?,;:()。、…\n]+|(?<=\S) (?:and|so) (?=(?:i|i'd|i'll|i'm|would|can|could|may|please)\b)/u;

/** The clauses of a comment, without emoji, emphasis and the marks of lists and headings. */
function clausesOf(text: string): string[] {
  return text
    .replace(/^[ \t]*(?:#{1,6}|[-+*]) /gm, "")
    .replace(decoration, " ")
    .replace(/[‘’`´]/g, "'")
    .replace(traditional, (character) => simplified[character] ?? character)
    .split(clauseEnd)
    .map((clause) => clause.replace(/\s+/g, " ").trim())
    .filter((clause) => clause !== "");
}

interface Around {
  /** Whether somebody is called by name. */
  hasMention: boolean;
  /** Whether the clause is the whole comment. */
  isAlone: boolean;
}

function meaningOf(clause: string, { hasMention, isAlone }: Around): Meaning | null {
  if (/\p{Script=Han}/u.test(clause)) {
    const words = clause.replaceAll(" ", "");
    if (chineseUnclaim.test(words)) return "unclaim";
    if (chineseClaim.test(words)) return "claim";
    if (chineseOrder.test(words)) return "order";
    if (chineseTrial.test(words)) return "trial";
    return chineseBeside.test(words) && !chineseDoubt.test(words) ? "beside" : null;
  }
  // "@ann take this" tells somebody else to, and so does "Sure, take it".
  if (englishOrder.test(clause)) return hasMention || !isAlone ? null : "order";
  const words = clause.replace(opening, "").replace(closing, "");
  if (englishUnclaim.test(words)) return "unclaim";
  if (englishTrial.test(words)) return "trial";
  const claim = englishClaim.exec(words);
  if (claim) return unreal.test(claim.groups?.tail ?? "") ? null : "claim";
  if (words === "" || englishQuestion.test(words)) return "beside";
  return englishBeside.test(words) && !englishDoubt.test(words) ? "beside" : null;
}

/** One pattern of several, for a whole clause. */
function anyOf(...patterns: string[]): RegExp {
  return new RegExp(`^(?:${patterns.join("|")})$`, "u");
}

const thing = "(?:issue|task|bug|feature|ticket|item|problem|job|one)";
const it = `(?:(?:this|that|the) (?:good first |first )?${thing}|this|it|that|(?:(?:this |the )?${thing} )?#\\d+)`;
const itByName = `(?:(?:this|that|the) (?:good first |first )?${thing}|(?:(?:this |the )?${thing} )?#\\d+)`;
const attempt = `(?:(?:give|have) (?:${it} )?a (?:try|shot|go)(?: at ${it})?|(?:take|have) a (?:stab|crack|go|shot) at ${it})`;
const work = `(?:(?:start |begin )?(?:work(?:ing)? on|work upon)|take(?: on| up| over)?|pick up|handle|fix|solve|resolve|tackle|address|implement|claim|grab|own|try to (?:fix|solve|do|resolve)|try (?:fixing|solving|doing|working on)|contribute to|be assigned(?: to)?|get assigned(?: to)?) ${it}(?: on| up| over)?|pick ${it} up|do (?:this|(?:this|that|the) ${thing})|try ${itByName}|be assigned|${attempt}`;
const working = `(?:working on|taking(?: on| up| over)?|picking up|handling|fixing|solving|resolving|tackling|implementing|claiming|doing|contributing to) ${it}(?: on| up| over)?`;
const very = "(?:(?:really|also|very much|just|absolutely) )*";
const desire = [
  `(?:i'd|i would|would) ${very}(?:like|love)(?: the (?:chance|opportunity))? to`,
  `(?:i'd|i would) ${very}be (?:happy|glad|willing|interested|honou?red|keen) to`,
  `i ${very}(?:want|wish|hope|intend|plan) to`,
  "i wanna",
  `(?:i'm|i am) ${very}(?:willing|happy|glad|ready|eager|keen|excited|going|planning) to`,
  "(?:can|could|may|might|shall) i(?: please| also| maybe)?",
  "(?:is it|would it be) (?:ok|okay|fine|alright|possible) (?:if i|for me to)",
  "(?:(?:do|would) you )?mind if i",
].join("|");
const announcement = "(?:i'll|i will|i shall|i can|i could|i think i can|let me|allow me to)";
const wish = `${desire}|${announcement}`;
const ask = "(?:(?:can|could|would|will) (?:you|u|someone|somebody|anyone|anybody)|you can|feel free to)";
const tail =
  "(?<tail> (?:if (?:it|it's|this|that|that's|no one|noone|nobody|possible|available|still|you|there)(?: .{1,80})?|(?:as|for) my .{1,60}|as (?:a first|a beginner|a newcomer|part of)\\b.{0,60}|under .{1,40}|with (?:your|some) .{1,40}|as well|too|now|today|next|instead))?";
const englishClaim = new RegExp(
  `^(?:(?:${wish}) (?:please )?(?:${work})|(?:${desire}) try this|(?:(?:i'm|i am|i'd be|i would be) ${very})?interested (?:in|on) (?:${working})|(?:i'm|i am) (?:now )?(?:${working}|on it)|(?:${working})|i (?:claim|take) ${it}|dibs|(?:${ask} )?(?:(?:please|kindly|maybe|also) )*assign (?:me(?: (?:to|on|for))?(?: ${it})?|(?:${it} )?to me)|(?:can|could|may) (?:${it}|i) be assigned(?: (?:to )?(?:me|${it}))?)${tail}$`,
  "u",
);
const englishOrder = anyOf(`(?:take|claim)(?: ${it})?`);
/** "I'll try it" says nothing of the task. */
const englishTrial = anyOf(`${announcement} ${attempt}`);
/** "… if it weren't so hard" wants nothing. */
const unreal = /\b(?:were|weren't|wasn't|would|had|could|only)\b/;

const opening =
  /^(?:(?:hi|hello|hey|dear|please|pls|plz|kindly|sorry|thanks|ok|okay|yes|yeah|sure|so|and|also|then|well|great|cool|maintainers?|team|all|everyone|everybody|there|folks|guys|sir|i think|cc|if (?:no one|noone|nobody|it|it's|this)\b[^']{0,60}(?= (?:i'd|i'll|i would|i can|can i|could i|may i)\b)) ?(?![\w'-])\s*)+/;
const closing =
  /(?:^|\s+)(?:please|pls|plz|thanks|thank you|thank you so much|thank you very much|thanks a lot|many thanks|thx)$/;

const anyMore = "(?:anymore|any more|any longer|now|at the moment|right now)";
const leave = "(?:i have to|i need to|i must|i want to|i'd like to|i would like to|i'll|i will|let me|can i)";
const englishUnclaim = anyOf(
  `i (?:can't|cannot|can not|won't|am not able to|don't want to|do not want to) (?:work on|continue|continue with|continue working on|finish|complete|do) ${it} ${anyMore}`,
  `i(?:'m| am) no longer (?:able to (?:work on|continue|finish|complete)|working on) ${it}(?: ${anyMore})?`,
  `i(?:'m| am) not (?:able to (?:work on|continue|finish|complete)|working on) ${it} (?:anymore|any more|any longer)`,
  `i (?:can|could|will|am) no longer (?:be )?(?:able to )?(?:work on|working on|continue|finish|complete) ${it}`,
  `i (?:won't|will not|can't|cannot) be able to (?:work on|continue|continue with|finish|complete|do) ${it}(?: ${anyMore})?`,
  `i (?:don't|do not|no longer) have (?:the |enough |any )?time (?:for|to (?:work on|finish|complete|continue|do)) ${it}(?: ${anyMore})?`,
  `(?:${leave} )?unclaim(?: ${it})?`,
  `${leave} (?:give up(?: on)?|drop|abandon)(?: ${it})?`,
  `(?:${leave} )?(?:give up|drop|release|cancel|withdraw) my claim(?: on ${it})?`,
  `i (?:give|gave) up(?: on ${it})?`,
  `i(?:'m| am) (?:giving up(?: on)?|dropping|unclaiming)(?: ${it})?`,
  `(?:${ask} )?(?:(?:please|kindly) )*unassign me(?: from ${it})?`,
);

const englishBeside = anyOf(
  "good (?:morning|day|afternoon|evening)",
  "(?:thank you|thanks|many thanks|thx|sorry|cheers|nice|great|sounds good|best regards|regards)(?: .{1,40})?",
  "(?:i'm|i am|i have|i've|my name is|as an?|i know|i understand|i use|i think|i believe|this (?:is|will be|would be|looks|seems)|it (?:looks|seems)|looks|seems|looking forward|let me know|i'll (?:open|submit|send|create|raise|make|start|get|follow)|i will (?:open|submit|send|create|raise|make|start|get|follow)|i can (?:open|submit|send|start)|(?:someone|anyone) else (?:can|may)|feel free)\\b.{0,150}",
);
const englishQuestion = anyOf(
  "(?:is|are|has) (?:this|it|anyone|anybody|someone|there)\\b.{0,80}",
  "if (?:not|so|yes|possible|it's|this|no one|nobody)\\b.{0,60}",
);
const englishDoubt =
  /n't\b|\b(?:not?|never|but|however|unless|until|later|cannot|nobody|busy|anymore|wait|he|she|they)\b/;

const zhThing = "(?:任务|issue|问题|bug|feature|功能|需求|task|活|坑|ticket|pr|#\\d+)";
const zhItByName = `(?:(?:这个|该|此|本|这|那个|这一个|一个)?${zhThing})`;
const zhIt = `(?:(?:这个|该|此|本|这|那个|这一个|一个)${zhThing}?|${zhThing})`;
// Not 了吗: that asks whether it has happened.
const zhEnd = "(?:(?:了|啦|吧|哈|哦|呀|啊)?(?:可以吗|行吗|好吗)?|吗|么|嘛)";
const zhWant =
  "(?:也|先|就|这边|可以|能|能不能|可不可以|可否|能否|来|想|要|愿意|希望|打算|准备|申请|请求|尝试|试着|去|有兴趣|可)";
const zhWork = "(?:认领|领取|接手|接|领|做|处理|解决|完成|搞定|搞|负责|跟进|修复|修|实现|参与|弄|take|fix|claim)";
// Not 先试试 and 去试试: whoever says so tries what somebody has told them.
const zhTry =
  "(?:(?:也|可以|能|能不能|可不可以|可否|能否|来|想|要|愿意|希望|打算|准备|申请|有兴趣)+(?:试试|试一试|试一下|尝试))";
const zhIfFree = "(?:(?:如果|要是)?(?:还|现在)?(?:没有?人?|没有人)(?:在)?(?:认领|领取|做|处理)?的话)?";
const zhGive = "(?:分配|指派|安排|assign|交|派|留)(?:一下|下)?";
const zhGreeting = "(?:(?:各位)?(?:大佬|老师)们?好?|你好|您好|大家好|请问|不好意思|抱歉|对不起|好的|那|嗯)";
const zhHello = `${zhGreeting}*`;
const chineseClaim = anyOf(
  `${zhHello}(?:申请|请求|想|要|前来|尝试)(?:认领|领取)(?:一下|下)?${zhIt}?(?:吧|啦|哈)?`,
  `${zhHello}${zhIfFree}${zhIt}?(?:我|俺|本人)(?:${zhWant}*(?:认领|领取|接|领)|${zhWant}+${zhWork}|来)(?:一下|下)?${zhIt}?${zhEnd}`,
  `${zhHello}${zhIt}?(?:请|可以|可否|能否|能不能|能|麻烦|求|请求|希望|申请|烦请)*(?:把|将)?${zhIt}?(?:可以|能)?${zhGive}${zhIt}?(?:给|到)?(?:我|本人|me)(?:来做|来|处理|做|完成)?${zhEnd}`,
  `${zhHello}(?:求|请求|申请)${zhGive}${zhIt}?(?:吧|啦|哈)?`,
  `${zhHello}${zhIfFree}${zhIt}?(?:我|俺|本人)${zhTry}(?:一下|下)?(?:做|处理|解决|修复|实现|完成)?${zhItByName}${zhEnd}`,
  `${zhHello}${zhIt}?(?:可以|能|能不能|可否|请|就)*(?:让|由)我(?:来)?${zhWork}${zhIt}?${zhEnd}`,
  `${zhHello}${zhIt}?(?:可以|能|请|就)*(?:让我来|由我来|交给我|分给我|给我吧|给我做|算我一个)${zhEnd}`,
  "报名|我报名",
);
/** Not 认领吧: that is said to others. */
const chineseOrder = anyOf(`${zhHello}来?(?:认领|领取)(?:一下|下)?${zhIt}?啦?`);
const chineseTrial = anyOf(
  `${zhHello}${zhIfFree}${zhIt}?(?:我|俺|本人)${zhTry}(?:一下|下)?(?:做|处理|解决|修复|实现|完成)?${zhIt}?${zhEnd}`,
  `${zhHello}(?:可以|能|能不能|可否|请|就)*(?:让|由)我来?(?:试试|试一试|试一下|尝试)${zhIt}?${zhEnd}`,
);
const zhOver = "(?:了|啦)?";
const chineseUnclaim = anyOf(
  `${zhHello}(?:我)?(?:要|想|申请|需要|先|决定|只能|得|请)*(?:放弃)(?:对)?(?:我的|${zhIt})?(?:的)?(?:认领|领取)?${zhIt}?${zhOver}`,
  `${zhHello}(?:我)?(?:要|想|申请|需要|先|决定|只能|得|请|帮我)*(?:取消|退出|撤销|释放|归还|退回|解除)(?:对)?(?:我的|${zhIt})?(?:的)?(?:认领|领取)${zhIt}?${zhOver}`,
  `${zhHello}${zhIt}?我(?:现在|最近|可能|暂时|已经|实在)*(?:不做|不搞|做不了|没时间做|没有时间做|没空做|没时间继续|没法继续|无法继续|不能继续|完成不了|没法完成|无法完成|不能完成)(?:做)?${zhIt}?${zhOver}`,
);
const chineseBeside = anyOf(
  `(?:${zhGreeting}|可以吗|行吗|好吗|请多指教|请多多指教)+`,
  "(?:谢谢|多谢|感谢|辛苦|麻烦).{0,12}",
  "(?:我是|我有|我对|我之前|我曾|我用过|我做过|我了解|我熟悉|我看过|第一次|新手|预计|计划).{0,80}",
  `(?:请问)?${zhIt}?(?:现在)?(?:还)?(?:有人|有没有人|没人|没有人)(?:在)?(?:做|认领|领取|处理)?(?:了)?(?:吗|么|的话)?`,
  "(?:如果|要是).{1,30}的话",
);
const chineseDoubt = /但|不过|不想|不会|没空|没时间|别人|除非|以后|[他她]/u;
