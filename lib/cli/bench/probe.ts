/**
 * What runs in a measured page before anything of its own, as text: it must reach the browser as it is written here.
 *
 * - `firstTask`: when the title of a task was painted first (Element Timing; the attribute is set while the page is
 *   parsed, before anything is painted), in milliseconds since the address was opened.
 * - `layoutShift`: how far content moved that nobody had touched.
 * - `filter`: from a click until the frame in which the page has changed was painted.
 */
export const probe = `
globalThis.bench = { firstTask: null, layoutShift: 0, filter: null };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const at = entry.renderTime || entry.startTime;
    if (at > 0 && (bench.firstTask === null || at < bench.firstTask)) bench.firstTask = at;
  }
}).observe({ type: "element", buffered: true });
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) bench.layoutShift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
let marked = 0;
const marker = new MutationObserver(() => {
  for (const title of document.querySelectorAll("article :is(h2, h3):not([elementtiming])")) {
    for (const part of [title, ...title.querySelectorAll("*")]) part.setAttribute("elementtiming", "task");
    marked += 1;
  }
  if (marked > 20) marker.disconnect();
});
marker.observe(document, { childList: true, subtree: true });
addEventListener("click", (click) => {
  const change = new MutationObserver(() => {
    change.disconnect();
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => { bench.filter = performance.now() - click.timeStamp; };
      after.port2.postMessage(null);
    });
  });
  change.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
}, { capture: true });
`;
