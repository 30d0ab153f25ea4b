/** The share panel. */
export const share = {
  title: "Share",
  copyLink: "Copy link",
  copyText: "Copy text",
  copied: "Copied",
  copyBlocked: "Copying is blocked here: select the text and copy it yourself.",
  system: "More ways to share…",
  textLabel: "A text to paste into a group",
  textLanguage: "Language of the text",
  language: { zh: "中文", en: "English", both: "Both" },
  qr: "QR code that opens {title}",
  qrHint: "Long-press to save it",
  qrOpen: "Large QR code",
  wechat: "In WeChat, tap ··· at the top right to send this page to a chat.",
};
