export const checklist = {
  says: {
    open: "待认领",
    taken: "待认领：清单说已被认领，但没写是谁",
    claimed: "由 @{holder} 认领",
    done: "已完成",
    doneBy: "由 @{holder} 完成",
  },
  isNew: "新名额",
  refused: "清单中有 {count} 项没能采用",
  why: {
    nobody: "GitHub 上没有 @{holder} 这个用户。",
    bot: "@{holder} 是机器人或组织，不是个人。",
    github_away: "暂时无法向 GitHub 查询 @{holder} 是谁，请稍后再试。",
    held: "{by, select, none {已由其他人认领} other {已由 @{by} 认领}}。要换人，请先解除这个认领。",
    offered: "正为下一位候补 @{by} 保留。",
    holds_other: "@{holder} 已认领这个任务的另一个名额，一个人不能同时占两个。",
    not_wanted: "这个名额在这里已关闭。",
    over: "任务已关闭。",
    gone: "这个名额已经不在了。",
    other: "看板不允许这样做。",
  },
  again: "重试这些项",
};
