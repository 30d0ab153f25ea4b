/** In this order: most browsers also claim to be the ones below them. */
const browsers: [string, RegExp][] = [
  ["WeCom", /wxwork\//i],
  ["WeChat", /MicroMessenger\//],
  ["DingTalk", /DingTalk/],
  ["Feishu", /Lark\/|Feishu\//i],
  ["QQ", /\bQQ\/|MQQBrowser\//],
  ["Edge", /Edg(?:e|A|iOS)?\//],
  ["Opera", /OPR\//],
  ["Samsung Internet", /SamsungBrowser\//],
  ["Huawei Browser", /HuaweiBrowser\//],
  ["UC Browser", /UC?Browser\//],
  ["Firefox", /Firefox\/|FxiOS\//],
  ["Chrome", /Chrome\/|CriOS\//],
  ["Safari", /Safari\//],
  ["curl", /^curl\//],
];
const systems: [string, RegExp][] = [
  ["HarmonyOS", /HarmonyOS|OpenHarmony/],
  ["Android", /Android/],
  ["iPhone", /iPhone/],
  ["iPad", /iPad/],
  ["Windows", /Windows/],
  ["macOS", /Mac OS X|Macintosh/],
  ["ChromeOS", /CrOS/],
  ["Linux", /Linux|X11/],
];

/** The names of browser and system that a User-Agent claims, so that people recognise their own devices. */
export function deviceOf(userAgent: string): { browser: string | null; system: string | null } {
  const first = (from: [string, RegExp][]) => from.find(([, sign]) => sign.test(userAgent))?.[0] ?? null;
  return { browser: first(browsers), system: first(systems) };
}
