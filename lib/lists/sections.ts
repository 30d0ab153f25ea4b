import { bareLabel } from "./names";
import { collapse } from "./text";

const strongSection =
  /新手(?:开发|入门|友好)?任务|新手(?:计划|专区|issue|向|村|上路任务)|新人任务|入门任务|初学者任务|任务(?:列表|清单|计划|总览|一览|认领|看板|汇总|发布|池|板)|待认领|可认领|认领(?:任务|列表)|开放任务|社区任务|本周任务|子任务|待办(?:事项|列表|清单)?|(?:编程|开源)之夏.{0,12}(?:任务|课题|项目|题目)|开源(?:贡献)?任务|贡献任务|good[ -]?first[ -]?(?:issue|bug|contribution|task|pr|time)s?|(?:newbie|beginner|starter|newcomer|first[ -]?timers?|junior|entry[ -]level|onboarding|easy[ -]to[ -]fix|community|contribution|contributor|open|available|remaining|pending|unclaimed|unassigned|small|side|bite-?sized?|low[ -]hanging)(?:'?s)?[ -](?:friendly )?(?:tasks?|issues?|jobs?|projects?|bugs?|items?|fruits?)|tasks? (?:for (?:newcomers|beginners|newbies|new|first|starters|contributors|you|the)|list|board|breakdown|overview|to claim)|help[ -]wanted|help needed|up[ -]for[ -]grabs|to-?do[ -]?list|sub-?tasks?|task-?list|list of (?:tasks|issues|todos|good)|issues? (?:list|for (?:new|beginners|first))|easy to fix list|hacktoberfest|starter issues|where to start|wanted features|work items|action items|call for contribut(?:ors|ions?)|(?:open|tracked|related|linked) issues/iu;
const wholeSection =
  /^(?:(?:the|our|current|this week's|weekly|latest|open|project|all|more)\s+)*(?:tasks?|to-?dos?|to do|issues?|checklist|plan|progress|tracking)$|^(?:本周|当前|最新|项目|具体|全部)?(?:任务|待办|任务说明|任务详情|进度|清单|计划|飞船计划|issue|issues)$/iu;
const foreign =
  /推荐阅读|阅读推荐|文章推荐|推荐文章|精彩文章|相关文章|更多文章|往期|相关阅读|延伸阅读|扩展阅读|阅读原文|问答|\bq ?& ?a\b|\bqa\b|\bfaq\b|本周发布|版本发布|新版发布|正式发布|发布公告|更新日志|更新内容|contributors?\b|committers?\b|贡献者|本周贡献|社区贡献|贡献榜|会议|meetup|直播|预告|沙龙|精选|新闻|动态|公告|资讯|关于我们|关于社区|联系我们|加入我们|公众号|交流群|聊天室|招聘|致谢|鸣谢|源码解析|专访|视频回顾|回顾|活动|周边|抽奖|福利|榜单|荣誉|\breleases?\b|release notes?|changelogs?|what'?s new|\bnews\b|\barticles?\b|\bblogs?\b|recommended reading|further reading|\bevents?\b|announcements?|thanks to|acknowledge?ments?|sponsors?|licen[cs]e|leaderboard|^(?:本周|近期|最新|已合并的?|合并的?|merged|recent|this week'?s?)?\s*(?:prs?|pull requests?)(?:\s*(?:列表|合并|合入|merged))?$|weekly \||每周精选|每周读者/iu;
const notTasks =
  /^(?:如何|怎么|怎样)|参与方式|参与流程|参加方式|(?:认领|领取|报名|贡献|加入|提交|联系|申领)(?:方式|方法|规则|流程|须知|说明|指南|指引|步骤)|规则|须知|流程|说明$|奖励|激励|时间安排|时间线|要求$|回复格式|注意事项|贡献指南|联系方式|参考资料|参考文档|背景|介绍$|简介|目标$|环境|导师|常见问题|图例|步骤$|how (?:to|do)|rules?\b|guide(?:lines?)?\b|process|requirements?|acceptance criteria|definition of done|prerequisites?|notes?$|background|motivation|context|mentors?|contacts?|resources?$|references?$|useful links|links$|rewards?|timeline|tips|before (?:you|submitting|opening)|getting started|steps|environment|expected behaviou?r|actual behaviou?r|search before|are you willing|code of conduct|legend|why\b|what (?:is|are|to)\b|additional (?:context|information)|checklist before|pr checklist|submission|template|version|usage case|related issues$|faq|labels?$|table of contents|任务目录|目录$|installation|usage$|overview$|introduction/iu;

/** What a heading, a bold line or a short line says about the lines under it. */
export type SectionKind = "list" | "foreign" | "aside" | null;

/**
 * Reads a heading: "list" opens a task list, "foreign" is another part of a post and ends one, "aside" explains how a list works.
 * A post's own title that names several parts ("问答整理、新手任务") opens nothing.
 */
export function sectionKind(text: string): SectionKind {
  if (text.length > 200) return null;
  const label = bareLabel(text);
  if (label === "" || label.length > 120) return null;
  const isStrong = strongSection.test(label);
  const isForeign = foreign.test(label);
  if (isStrong) {
    if (/^(?:如何|怎么|怎样|how (?:to|do))/iu.test(label)) return "aside";
    if (isForeign && !/任务|tasks?\b/iu.test(label)) return "foreign";
    return isForeign && /[|｜、,，]/u.test(label) ? "foreign" : "list";
  }
  if (wholeSection.test(label)) return "list";
  if (isForeign) return "foreign";
  return notTasks.test(label) ? "aside" : null;
}

/** What is left of a list's heading without the words that make it one: "Layotto 新手任务：" → "Layotto"; null for a community of several. */
export function nameInSectionTitle(text: string): string | null {
  const label = bareLabel(text);
  if (/[&＆、/]|和|与|\band\b/iu.test(label)) return null;
  const rest = label
    .replace(new RegExp(strongSection.source, "giu"), " ")
    .replace(
      /\b(?:the|our|a|an|for|of|in|to|on|list|tasks?|issues?|todo|plan|weekly|project|community|this week|open|new|beginners?|contributors?|newcomers?|epic|umbrella|tracking|proposal|feature)\b/giu,
      " ",
    )
    .replace(
      /任务|计划|列表|清单|黑客松|第.{1,3}期|看板|总览|一览|专区|认领|开放|最新|本周|每周|社区|项目|的|期|发布|汇总/gu,
      " ",
    )
    .replace(
      /[:：|｜\-–—_()（）【】[\]「」!！,，.。\d]+(?=\s|$)|(?:^|\s)[:：|｜\-–—_()（）【】[\]「」!！,，.。\d]+/gu,
      " ",
    );
  const name = collapse(rest.replace(/^[\s:：|｜()（）【】[\]「」]+|[\s:：|｜()（）【】[\]「」]+$/gu, ""));
  return name !== "" && name.split(" ").length <= 2 && /[\p{L}]{2}/u.test(name) ? name : null;
}

const referenceLabel =
  /^(?:(?:更多|任务|具体|完整|全部|相关|项目)?(?:详细|详情|细节|内容|任务)?(?:参考|参见|参阅|见|请见|可见|请看|请查看|查看|信息|说明|描述|介绍|列表|地址|链接|详情|细节|入口)?(?:链接|地址|文档|资料|issue)?|详见|详情见|详情请见|详情可见|详情查看|详细请见|点击(?:链接)?查看(?:详情)?|点击这里|传送门|戳这里|(?:欢迎|立即|前往|点击)(?:领取|认领|参与|报名|查看)(?:任务)?|(?:领取|报名|参与)(?:地址|链接|入口|方式|请见)|了解更多|查看更多|原文|链接见|认领(?:地址|链接|入口|方式|请见)?|prs?|pull requests?|issue(?:s)?(?: ?(?:地址|链接|列表|link|url))?|github(?: ?(?:地址|链接|issue|link))?|see(?: also| here| more| details?| issues?)?|details?(?: (?:here|see|at|in))?|more(?: details?| info(?:rmation)?| here)?|(?:for )?(?:further|full|more) (?:details?|list|info(?:rmation)?|reference)(?: see)?|references?|refs?|links?|urls?|read more|learn more|task list|full list|where|source|tracking issue|tracked (?:in|at|by))$/iu;

const closing = /[:：\s。.，,→>\-–—👉🔗]+$/u;

/** True when a line without its addresses only introduces a link: 「详细参考」：, 详见, "Details:". An empty text is one too. */
export function isReferenceLabel(text: string): boolean {
  // No such label is longer, and its end would be searched for slowly.
  if (text.length > 120) return false;
  const label = bareLabel(text.replace(closing, "")).replace(closing, "");
  return label === "" || (label.length <= 40 && referenceLabel.test(label));
}

/** A line that gives one property of the task above it: "难度：简单", "Assignee: @x". */
export interface Property {
  key: "difficulty" | "reference" | "holder" | "state" | "project" | "tags" | "other";
  value: string;
}

const propertyKeys: readonly [Property["key"], RegExp][] = [
  [
    "difficulty",
    /^(?:任务|项目)?(?:难度|难易程度|难度级别|难度等级|级别|等级)$|^(?:task )?(?:difficulty|level|complexity|effort)(?: level)?$/iu,
  ],
  [
    "reference",
    /^(?:相关|参考|任务|详细|详情|issue|github)?\s*(?:链接|地址|参考|详情|issue|issues?(?:\s*(?:链接|地址|link|url))?|详细参考)$|^(?:details?|links?|url|issues?|reference|see|tracking issue|ref)$/iu,
  ],
  ["holder", /^(?:认领人|认领者|负责人|承接人|领取人|开发者|assignees?|assigned to|owner|claimed by|taken by)$/iu],
  ["state", /^(?:状态|进度|进展|认领状态|status|state|progress)$/iu],
  ["project", /^(?:所属|相关)?(?:项目|仓库)(?:名称?|地址)?$|^(?:project|repo|repository)(?: name)?$/iu],
  ["tags", /^(?:标签|labels?|tags?)$/iu],
  [
    "other",
    /^(?:描述|说明|任务描述|任务说明|项目描述|内容|简介|背景|目标|导师|项目导师|社区导师|邮箱|联系方式|产出|产出要求|预期产出|技术要求|技能要求|技术栈|要求|奖励|积分|分值|截止(?:时间|日期)?|时间|预计时间|工时|备注|注|提示|方案|验收标准|优先级|description|mentors?|skills?|requirements?|deadline|due|estimate|estimated time|time|points?|score|rewards?|bounty|notes?|hints?|context|files?|where|goal|tips?|acceptance criteria|why|what|how|prerequisites?|expected outcome|priority|type|area|contact)$/iu,
  ],
];

/** Reads "key：value" with a key that describes a task; null for anything else. */
export function readProperty(text: string): Property | null {
  const colon = text.slice(0, 30).search(/[:：]/u);
  if (colon <= 0) return null;
  const name = bareLabel(text.slice(0, colon).replace(/\*/gu, ""));
  const value = text.slice(colon + 1).trim();
  for (const [key, pattern] of propertyKeys) if (pattern.test(name)) return { key, value };
  return null;
}
