/**
 * A loader for Next's build (`next.config.js`): compiles the ICU messages of one area, so that the browser needs only
 * use-intl's small formatter for compiled messages. Outside Next, messages are formatted as they are written.
 */
module.exports = async function compileMessages(source) {
  const { default: compile } = await import("icu-minify/compile");
  // An area is one exported object of texts, without types: it can be read as JavaScript.
  const [, name, object] = /export const (\w+) = (\{[\s\S]*\});\s*$/.exec(source) ?? [];
  if (!name) throw new Error("An area of messages must be one exported object.");
  const compiled = (node) =>
    typeof node === "string"
      ? compile(node)
      : Object.fromEntries(Object.entries(node).map(([key, value]) => [key, compiled(value)]));
  return `export const ${name} = ${JSON.stringify(compiled(new Function(`return ${object}`)()))};\n`;
};
