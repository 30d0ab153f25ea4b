/** Changes the address without asking the server; Next's `useSearchParams` follows. Scroll and focus stay. */
export function pushAddress(address: string): void {
  window.history.pushState(null, "", address);
}

/** As `pushAddress`, without a step back: for what changes while one types. */
export function replaceAddress(address: string): void {
  window.history.replaceState(null, "", address);
}

/** Whether a click on a link is an ordinary one, not one that opens a tab or a window. */
export function isPlainClick(event: {
  button: number;
  metaKey: boolean;
  ctrlKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  defaultPrevented: boolean;
}): boolean {
  return (
    event.button === 0 &&
    !event.metaKey &&
    !event.ctrlKey &&
    !event.shiftKey &&
    !event.altKey &&
    !event.defaultPrevented
  );
}

/** Whether the reader is writing something, so that single keys are letters and not commands. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
