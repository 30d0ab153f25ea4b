import { collapse, displayWidth } from "./text";

const chineseVerbs =
  "添加|增加|新增|支持|实现|优化|修复|修改|修正|完善|补充|补全|升级|重构|设计|开发|编写|撰写|集成|接入|适配|改进|改造|提供|提升|减少|降低|移除|删除|去掉|去除|迁移|替换|整理|翻译|测试|对接|封装|抽象|统一|调整|更新|为|让|使|将|把|给|用|在|解决|清理|引入|对|基于|扩展|验证|搭建|梳理|拆分|合并|检查|规范|部署|制作|增强|兼容|处理|研究|调研|探索|参考|允许|避免|简化|加入|加上|统计|分析|监控|自动|校验|生成|使用|通过|排查|创建|配置|导出|导入|加|写|改|修|做";
const englishVerbs =
  "add|allow|avoid|build|bump|change|check|clean|clarify|complete|configure|convert|create|define|delete|deprecate|describe|design|develop|disable|document|drop|enable|enhance|ensure|evaluate|expand|expose|extend|extract|fix|fixes|generate|give|handle|hide|implement|improve|increase|integrate|introduce|investigate|load|make|merge|migrate|move|optimi[sz]e|polish|port|prevent|print|provide|publish|reduce|refactor|refine|remove|rename|replace|report|resolve|return|review|rewrite|run|set|setup|show|simplify|skip|sort|speed|split|stop|store|support|switch|test|tidy|translate|try|turn|unify|update|upgrade|use|validate|verify|wire|wrap|write";
const startsWithVerb = new RegExp(`^(?:(?:${chineseVerbs})|(?:${englishVerbs})\\b)`, "iu");
const holdsChineseVerb =
  /添加|增加|新增|支持|实现|优化|修复|修改|完善|补充|升级|重构|设计|开发|编写|集成|接入|适配|改进|提供|减少|移除|删除|迁移|替换|翻译|解决|引入|更新/u;

/** True when a text begins the way a task does: with a verb, in English or Chinese. */
export function readsAsTask(text: string): boolean {
  const plain = collapse(text);
  return startsWithVerb.test(plain) || (displayWidth(plain) >= 16 && holdsChineseVerb.test(plain));
}

/** A label without what it wears: numbering, bullets, brackets, hashes, emoji and a closing colon. */
export function bareLabel(text: string): string {
  // No label is longer; what follows would search it in vain, and slowly.
  if (text.length > 300) return collapse(text);
  if (text === lastLabel.text) return lastLabel.label;
  lastLabel = { text, label: readBareLabel(text) };
  return lastLabel.label;
}

// The same line is asked for its label several times in a row.
let lastLabel = { text: "", label: "" };

function readBareLabel(text: string): string {
  let label = collapse(
    text.replace(/(?:[\p{Extended_Pictographic}]|\uFE0F|\u200D)/gu, (mark) => (/[#*\d©®™]/u.test(mark) ? mark : " ")),
  );
  label = label.replace(/:[a-z_+-]{2,30}:/gu, " ").trim();
  label = label.replace(/^#{2,6}\s*/u, "").replace(/^[-–—·•●○◆◇■□▪▶►*+>|~－]+\s*/u, "");
  label = label.replace(/^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．:：]|[①-⑳])\s*(?=\D)/u, "");
  label = label
    .replace(/[:：\s]+$/u, "")
    .replace(/\s*[(（]\s?\d{1,3}\s*(?:个|项|条|个?任务|tasks?|issues?|items?)?\s?[)）]$/iu, "");
  for (let turn = 0; turn < 3; turn += 1) {
    const inner =
      /^(?:「(.*)」|『(.*)』|【(.*)】|\[(.*)\]|［(.*)］|《(.*)》|"(.*)"|“(.*)”|'(.*)'|\*\*(.*)\*\*|`(.*)`|\((.*)\)|（(.*)）|<(.*)>|=+(.*)=+)$/u.exec(
        label,
      );
    const found = inner?.slice(1).find((part) => part !== undefined && part !== "");
    if (found === undefined || /[「」『』【】[\]“”]/u.test(found)) break;
    label = found.replace(/[:：\s]+$/u, "").trim();
  }
  return collapse(label);
}

/** True when a label wore brackets that mark a name: 「Layotto」, 【Layotto】. */
export function wearsNameBrackets(text: string): boolean {
  return /^[-–—·•*+>#\s]*[「『【].{1,40}[」』】]\s*[:：]?$/u.test(text.trim());
}

/**
 * True when a text could be a project's name: one to four words, no sentence, no verb in front.
 * The text must already be bare (`bareLabel`).
 */
export function isNameLike(label: string): boolean {
  if (label === "" || displayWidth(label) > 36 || !/\p{L}/u.test(label)) return false;
  if (/[，。；！？、,;!?“”"'@=<>{}|`]|https?:/u.test(label)) return false;
  if (/^#?\d/u.test(label) || /[#:：]/u.test(label)) return false;
  const chinese = label.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (chinese > 0)
    return chinese <= 10 && !startsWithVerb.test(label) && !holdsChineseVerb.test(label) && !/[的了吗呢]/u.test(label);
  const words = label.split(/\s+/u);
  if (words.length > 4 || (words.length > 1 && startsWithVerb.test(label))) return false;
  return !words.some(
    (word, index) =>
      index > 0 && /^(?:the|a|an|is|are|to|in|on|with|from|when|not|should|of|by|as|into|it|that|this)$/iu.test(word),
  );
}

const topics =
  /^(?:(?:the|other|more|all|new|some)\s+)*(?:documents?|documentation|docs?|tests?|testing|unit tests?|integration tests?|e2e(?: tests?)?|ci(?:\/cd)?|build|infra(?:structure)?|front-?end|back-?end|ui|ux|apis?|sdks?|components?|connectors?|plugins?|modules?|bugs?|bug ?fix(?:es)?|features?|new features?|enhancements?|improvements?|refactor(?:ing|s)?|performance|security|misc(?:ellaneous)?|others?|general|core|examples?|demos?|samples?|code|coding|translations?|i18n|l10n|tools?|tooling|website|scripts?|samples|cleanups?|chores?|design|research|community|priority|p[0-3]|high priority|low priority|content|server|client|storage|databases?|config(?:uration)?|networking|network|cache|caching|auth(?:entication)?|logging|metrics|tracing|observability|parser|compiler|editor|cli|deployment|integration|platform|runtime|language|tutorials?|packaging|accessibility|a11y|localization|文档类?|测试类?|单元测试|组件类?|组件|代码类?|功能类?|新功能|新特性|特性|缺陷|前端|后端|性能|安全|其他|其它|工具|示例|翻译|社区|内容类?|代码质量|优化类?|运营|设计|接口|插件|模块|站点与脚本|基础设施)$/iu;

/** True when a heading names a kind of work ("Docs", "测试"), not a project. */
export function isTopic(label: string): boolean {
  return (
    topics.test(label) ||
    /^(?:phase|step|part|stage|week|batch|round|sprint|milestone|v)\s*[\d.]+/iu.test(label) ||
    /^第.{1,3}[批期周阶部]/u.test(label)
  );
}

const chineseAddress =
  /欢迎|我们|大家|您|同学|感兴趣|关注|如果|为了帮助|另外|以下|如下|扫码|点击|报名|加群|钉钉|微信群|公众号|留言|交流群|请(?!求)|你|敬请|感谢|期待|可在|可以在|可以通过|适合新手|注意[:：]|备注|小伙伴|开发者们|作为|在这里|本次|本期|本周|每周|我会/u;
const englishAddress =
  /^(?:we|if|please|this|these|those|here|hi|hey|hello|dear|welcome|thanks?|are you|do you|want|you|your|the following|following|below|to get|feel free|for more|see\b|note\b|comment|leave|check out|join|once|when|before|after|looking|in this|in order|don't|do not|let us|let's|i\b|i'm|our|it\b|it's|there|as a|as an|for each|each|every|all of|any|most|some of|just|also|however|currently|so\b|they|issues? (?:that|marked|labell?ed)|tasks? (?:that|are|marked)|pick|choose|grab|find|reach out|ask|read the|look|browse|visit|refer|head over|search|filter|great|testing on)\b/iu;

/**
 * True for a sentence around a list (an invitation, a question, an explanation), which is never a task.
 * `isItem` is stricter: what stands in a list is a task unless it clearly speaks to the reader.
 */
export function isProse(text: string, isItem: boolean): boolean {
  const plain = collapse(text);
  const width = displayWidth(plain);
  if (width > (isItem ? 400 : 260)) return true;
  const ends = /[。！？.!?…：:~～]["”』」)）]?$/u.test(plain);
  const sentences = plain.match(/[。！？]|[.!?](?=\s+[A-Z])/gu)?.length ?? 0;
  if (/\p{Script=Han}/u.test(plain)) {
    if (/[？?]$/u.test(plain) && !isItem) return true;
    if (!chineseAddress.test(plain)) return !isItem && sentences >= 3;
    if (isItem)
      return (
        /^(?:欢迎|我们|大家|如果|感谢|请|您|点击|扫码|关注|另外|注意|备注)/u.test(plain) ||
        (width > 60 && sentences >= 1 && ends)
      );
    return ends || sentences > 0 || width >= 30 || /[，,]/u.test(plain);
  }
  if (isItem)
    return (
      (englishAddress.test(plain) && ends && width > 30 && / (?:you|we|us|your|our|please)\b/iu.test(` ${plain}`)) ||
      sentences >= 3
    );
  if (sentences >= 2) return true;
  const speaks = / (?:you|your|we|us|our|please|i)\b/iu.test(` ${plain} `);
  if (englishAddress.test(plain) && (ends || width > 48) && !startsWithVerb.test(plain)) return true;
  if (speaks && (ends || width > 60)) return true;
  return /[:]$/u.test(plain) && width > 30;
}

/** True when a ticked or empty box asks the reader something instead of naming work ("I have searched …", "Yes, I am willing …"). */
export function isQuestionnaire(text: string): boolean {
  return /^(?:yes|no)\b[\s,.!]|^(?:yes|no)$|^(?:i|i've|i'm|i'd|i'll)\s|^我(?:已|同意|愿意|有|确认)|^(?:是|否|愿意|不愿意)$/iu.test(
    text.trim(),
  );
}

const verbAfterPause =
  /[\p{Script=Han}\w)）][、；;。]\s*(?:添加|增加|新增|支持|实现|优化|修复|完善|补充|升级|重构|设计|开发|编写|集成|接入|适配|改进|提供|移除|删除|迁移|替换|翻译|add|fix|implement|support|write|improve|remove|update)/iu;
const runTogether =
  /[，,].*[^为让给在对用使将把与和从向由以或的及到是\s]\s[A-Z][\w.-]*\s(?:通过|支持|使用|实现|可以|能够|增加|新增|集成|接入|优化)/u;

/** True when one line seems to hold two tasks: 「…；补充文档」, 「…、添加 SDK」. It stays one task, marked. */
export function holdsTwoTitles(title: string): boolean {
  return (
    verbAfterPause.test(title) ||
    /[；;]\s*\S{4}/u.test(title) ||
    /。\s*\S{4}/u.test(title) ||
    (title.length < 300 && runTogether.test(title))
  );
}
