/**
 * The identity of a title: NFKC, lower case, without spaces, punctuation and invisible characters. "C++" and "C#" stay apart from "C".
 * A title of nothing but punctuation is its own key.
 */
export function titleKey(title: string): string {
  const plain = title.normalize("NFKC").toLowerCase();
  const key = plain
    .replace(/(?<![\p{L}\p{N}])([a-z])#/gu, "$1\uE001")
    .replace(/(?:[\p{P}\p{Z}\p{C}\s\u115F\u1160\u3164]|\u034F|[\uFE00-\uFE0F])/gu, (character) =>
      character === "\uE001" ? "#" : "",
    );
  return key !== "" ? key : plain.replace(/\s+/gu, "");
}

// Verbs and words that lists use for one another; particles that carry nothing.
const synonyms: readonly (readonly [RegExp, string])[] = [
  [/添加|增加|新增|加上|补充/gu, "加"],
  [/完善|改进|改善|优化/gu, "优化"],
  [/修复|修正|解决/gu, "修复"],
  [/编写|撰写/gu, "写"],
  [/文档说明|说明文档/gu, "文档"],
];
const particles = new Set([
  ..."的了吗呢吧啊把将对为在中并一个些下和与及或请让给",
  ..."the a an of for to in on with and or some please".split(" "),
]);
const negations = new Set([..."不没无非禁勿反", ..."not no without un non disable remove never".split(" ")]);

interface Token {
  text: string;
  width: number;
  isWord: boolean;
}

function tokensOf(title: string): Token[] {
  let plain = title.normalize("NFKC").toLowerCase();
  for (const [pattern, word] of synonyms) plain = plain.replace(pattern, word);
  const found =
    plain.match(
      /[a-z]+\+{1,2}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[a-z]#|\p{Script=Han}|[\p{L}\p{M}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{M}\p{N}]|$)|\p{S}/gu,
    ) ?? [];
  return found
    .filter((text) => !particles.has(text))
    .map((text) =>
      /^\p{Script=Han}$/u.test(text)
        ? { text, width: 2, isWord: false }
        : { text, width: [...text].length, isWord: true },
    );
}

/** Two spellings of one word: a plural, or one slip in a long word without digits. */
function isSameWord(left: string, right: string): boolean {
  if (left === right) return true;
  if (/\d/u.test(left + right)) return false;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (short.length >= 3 && (long === `${short}s` || long === `${short}es`)) return true;
  if (short.length < 6 || long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (at === 0) return false;
  return short.length === long.length
    ? short.slice(at + 1) === long.slice(at + 1) ||
        (short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2))
    : short.slice(at) === long.slice(at + 1);
}

/** The tokens of either side that have no partner in the longest common sequence. */
function difference(left: readonly Token[], right: readonly Token[]): [Token[], Token[]] {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  const isPair = (row: number, column: number) => {
    const [one, other] = [left[row], right[column]];
    return (
      one !== undefined &&
      other !== undefined &&
      (one.text === other.text || (one.isWord && other.isWord && isSameWord(one.text, other.text)))
    );
  };
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] = isPair(row, column)
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const onlyLeft: Token[] = [];
  const onlyRight: Token[] = [];
  let [row, column] = [0, 0];
  while (row < left.length || column < right.length) {
    const [one, other] = [left[row], right[column]];
    if (one && other && isPair(row, column) && at(row, column) === at(row + 1, column + 1) + 1) {
      row += 1;
      column += 1;
    } else if (one && (!other || at(row + 1, column) >= at(row, column + 1))) {
      onlyLeft.push(one);
      row += 1;
    } else if (other) {
      onlyRight.push(other);
      column += 1;
    }
  }
  return [onlyLeft, onlyRight];
}

/**
 * True when two titles are nearly equal: case, spaces, punctuation, a synonym, or a word more or less. A word in place of another
 * ("Redis" / "etcd"), another number ("v1" / "v2") or a negation makes them different tasks.
 */
export function titlesAreSimilar(a: string, b: string): boolean {
  if (titleKey(a) === titleKey(b)) return true;
  // Longer titles than any list has are only ever compared by their keys.
  if (a.length > 400 || b.length > 400) return false;
  const left = tokensOf(a);
  const right = tokensOf(b);
  if (left.length === 0 || right.length === 0) return false;
  const [onlyLeft, onlyRight] = difference(left, right);
  if (onlyLeft.length > 0 && onlyRight.length > 0) return false;
  const extra = onlyLeft.length > 0 ? onlyLeft : onlyRight;
  if (extra.some((token) => /\p{N}/u.test(token.text) || negations.has(token.text) || /^v\d/u.test(token.text)))
    return false;
  if (extra.filter((token) => token.isWord).length > 1 || extra.filter((token) => !token.isWord).length > 4)
    return false;
  const widthOf = (tokens: readonly Token[]) => tokens.reduce((sum, token) => sum + token.width, 0);
  return widthOf(extra) * 10 <= Math.max(widthOf(left), widthOf(right)) * 4;
}
