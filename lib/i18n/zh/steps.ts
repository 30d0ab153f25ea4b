export const steps = {
  path: "从认领到完成",
  station: { guide: "读指南", ask: "提问", pull_request: "关联", review: "评审", finish: "完成" },
  state: { passed: "已过", current: "当前", ahead: "还没到" },
  tick: { guide: "我读过指南了", ask: "都清楚了" },
  next: "下一步：{step}",
  title: {
    over: "期限已到，请马上处理",
    soon: "期限快到了",
    guide: "读一读指南",
    ask: "有疑问就提出来",
    pull_request: "提交合并请求并关联",
    review: "回应评审意见",
  },
  text: {
    over: "请续期或关联合并请求，否则任务会重新开放认领。",
    overLast: "续期次数已用完。请关联合并请求，或者放弃这个任务。",
    soon: "可以续期、关联合并请求，或者放弃这个任务。",
    soonLast: "续期次数已用完。请关联合并请求，或者放弃这个任务。",
    guide: "怎样构建、测试 {project}，怎样提交改动。",
    ask: "任何问题都可以在任务页提出。如果都清楚了，就继续。",
    pull_request: "改动小一些，并写明对应的 Issue。在这里关联之后，计时停止。",
    review: "留意评审意见。合并之后，在这里标记任务完成。",
    reviewMaintainer: "留意评审意见。合并之后，由维护者标记任务完成。",
    reviewFollowed: "留意评审意见。在 GitHub 上合并之后，任务会自动完成。",
    reviewDraft: "还是草稿。准备好之后，在 GitHub 上把它标为可以评审。",
  },
  action: {
    guide: "打开指南",
    guideRead: "我读完了",
    ask: "提一个问题",
    clear: "都清楚了",
    link: "填写地址",
    open: "打开 {label}",
  },
  guide: {
    title: "指南",
    start: "从这里开始",
    of: "{project} 的指南",
    loading: "正在加载指南",
    failed: "没能加载指南。",
    elsewhere: "{project} 的入门指南在这里：",
    page: "在项目页查看",
    general: "{project} 还没有在这里写下自己的指南。下面这些做法几乎处处适用：",
    default: `1. **先跑起来**。Fork 仓库并克隆到本地，按 README 或 CONTRIBUTING 的说明构建。动手之前，先跑通一遍测试。
2. **新建分支**。从主分支开始，一个分支只做这一个任务。
3. **从小处动手**。先做出能用的最小改动。有疑问就尽早在任务页提出来。
4. **补上测试**。用测试说明改动有效，提交之前再跑一遍全部测试。
5. **提交小的合并请求**。标题说清做了什么，正文写明对应的 Issue，例如 \`Fixes #12\`。
6. **在任务页关联它**。计时随即停止，接下来只需回应评审意见。`,
  },
  opened: {
    cap: "从现在起，你可以同时认领 {cap} 个任务。",
    levels: "现在你可以认领 {project} 的{level, select, medium {中等} other {困难}}任务了。",
  },
  after: {
    mine: "你完成了这个任务，谢谢！",
    level: "在此基础上，可以试试这些{level, select, easy {简单} medium {中等} other {困难}}任务",
    any: "接下来可以做",
    last: "接着上一个任务",
  },
};
