/** 邮件和私人日历里的文字。 */
export const mail = {
  board: "新手任务板",
  unnamed: "一个任务",
  subject: {
    more: "{title}（另有 {count} 条）",
    digest: "任务板有 {count} 条新通知",
    confirm: "请确认你在新手任务板的邮箱",
  },
  hello: "{name}，你好：",
  lead: {
    urgent: "{count, plural, other {这 # 件事需要你尽快处理：}}",
    digest: "上次邮件之后发生了这些事：",
  },
  reason: "原因：{reason}",
  instant: "北京时间 {at}",
  slot: "名额：{slot}",
  note: "“{note}”",
  others: "其他进行中的事",
  held: "{task}：{until}",
  until: "{until}到期",
  inReview: "评审中，计时已停止",
  unread: "任务板上还有 {count} 条未读通知",
  why: "收到这封邮件，是因为账号 @{login} 确认过这个邮箱。",
  change: "选择哪些通知发邮件",
  stop: "不再接收邮件",
  confirm: {
    text: "有人（应该就是你）希望把 {host} 的通知发到这个邮箱。如果没错，请打开下面的页面确认：",
    button: "确认这个邮箱",
    after: "链接 48 小时内有效，只能用一次。如果你不清楚这件事，不用理会，不会有通知发来。",
  },
  calendar: {
    name: "我的认领",
    summary: "认领到期：{task}",
    summarySlot: "认领到期：{task}（{slot}）",
    text: "到期之前，请关联拉取请求、续期，或者放弃认领。",
    remind: "你认领的“{task}”快到期了",
  },
};
