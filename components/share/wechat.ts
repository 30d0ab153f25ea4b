/** Whether a page is read inside WeChat, where links are passed on by its own menu. WeCom also says MicroMessenger. */
export function insideWeChat(userAgent: string): boolean {
  return /MicroMessenger\//i.test(userAgent) && !/wxwork\//i.test(userAgent);
}
