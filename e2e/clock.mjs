/**
 * Loaded before a server that a test starts: the test moves its clock. The server itself has no branch for tests; only
 * what it takes for the present changes.
 */
let offset = Number(process.env.CLOCK_OFFSET ?? 0);
const RealDate = Date;
const now = () => RealDate.now() + offset;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, made) => Reflect.construct(target, given.length > 0 ? given : [now()], made),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
});

process.on("message", (message) => {
  offset = message.offset;
  process.send?.({ offset });
});
// Listening to the test must not keep the server from ending.
process.channel?.unref();
