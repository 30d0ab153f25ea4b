import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LinkError, type LinkExpectation, parseLink } from "./links";

const HOSTS = ["github.com", "ghe.example:8443"];
const parse = (input: string, defaultRepository?: string) => parseLink(input, HOSTS, { defaultRepository });

function expectation(input: string, defaultRepository?: string): LinkExpectation | null {
  try {
    parse(input, defaultRepository);
    return null;
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    expect(error.code).toBe("link_invalid");
    return error.expected;
  }
}

describe("issues and pull requests", () => {
  const ISSUE = "https://github.com/mosn/layotto/issues/108";
  const PULL = "https://github.com/mosn/layotto/pull/7";

  test("an issue is known by all its parts", () => {
    expect(parse(ISSUE)).toEqual({
      kind: "issue",
      url: ISSUE,
      label: "mosn/layotto#108",
      host: "github.com",
      owner: "mosn",
      repo: "layotto",
      number: 108,
    });
  });

  test.each([
    ["  https://github.com/mosn/layotto/issues/108\n", ISSUE],
    ["http://www.github.com/mosn/layotto/issues/108/", ISSUE],
    ["HTTPS://GitHub.com:443/mosn/layotto/issues/108?utm_source=wx&tab=x#top", ISSUE],
    ["https://github.com./mosn/layotto/issues/108", ISSUE],
    ["github.com/mosn/layotto/issues/108", ISSUE],
    ["www.github.com/mosn/layotto/issues/108", ISSUE],
    [`${ISSUE}#issuecomment-99`, `${ISSUE}#issuecomment-99`],
    [PULL, PULL],
    ["https://github.com/mosn/layotto/pulls/7", PULL],
    [`${PULL}/files?w=1#diff-0abc`, PULL],
    [`${PULL}/files#discussion_r12`, `${PULL}#discussion_r12`],
    [`${PULL}/commits/0abc123`, PULL],
    [`${PULL}#pullrequestreview-5`, `${PULL}#pullrequestreview-5`],
    ["mosn/layotto#108", ISSUE],
    ["https://ghe.example:8443/a/b.c_d-e/pull/3/checks", "https://ghe.example:8443/a/b.c_d-e/pull/3"],
  ])("%s", (input, url) => {
    const link = parse(input);
    expect(link.url).toBe(url);
    expect(link.kind).toBe(url.includes("/pull/") ? "pull_request" : "issue");
    expect(link.label).toBe(`${link.owner}/${link.repo}#${link.number}`);
  });

  test("a bare number belongs to the default repository", () => {
    expect(parse("#12", "mosn/layotto").url).toBe("https://github.com/mosn/layotto/issues/12");
  });

  test("shorthands mean the first host", () => {
    expect(parseLink("a/b#1", ["git.example"]).url).toBe("https://git.example/a/b/issues/1");
  });

  test.each([
    ["#12", undefined],
    ["#12", "mosn"],
    ["#12", "../x"],
    ["#0", "mosn/layotto"],
    ["mosn/layotto#0", undefined],
    ["mosn/layotto#2147483648", undefined],
    ["-mosn/layotto#1", undefined],
    ["mosn/..#1", undefined],
    ["orgs/mosn#1", undefined],
  ])("%s with %s is no shorthand", (input, repository) => {
    expect(expectation(input, repository)).toBe("owner_repo_number");
  });

  test("the highest number is an issue", () => {
    expect(parse("mosn/layotto#2147483647").number).toBe(2147483647);
  });
});

describe("other addresses on GitHub are references", () => {
  test.each([
    ["https://github.com/mosn/layotto", "mosn/layotto"],
    ["https://github.com/mosn/layotto.git", "mosn/layotto"],
    ["https://github.com/mosn/layotto/discussions/5?utm_medium=x&sort=new", "mosn/layotto · discussions/5"],
    ["https://github.com/mosn/layotto/wiki/%E5%BC%82%E6%AD%A5", "mosn/layotto · wiki/异步"],
    ["https://github.com/mosn/layotto/blob/main/docs/zh/start.md#L10", "mosn/layotto · main/docs/zh/start.md"],
    ["https://github.com/mosn/layotto/issues", "mosn/layotto · issues"],
    ["https://github.com/mosn/layotto/issues/0", "mosn/layotto · issues/0"],
    ["https://github.com/mosn/layotto/issues/abc", "mosn/layotto · issues/abc"],
    ["https://github.com/mosn/layotto/issues/2147483648", "mosn/layotto · issues/2147483648"],
    ["https://github.com/mosn/layotto/issues/1/labels", "mosn/layotto · issues/1/labels"],
    ["https://github.com/mosn", "github.com/mosn"],
    ["https://github.com/orgs/mosn/discussions/1", "github.com/orgs/mosn/discussions/1"],
    ["https://github.com", "github.com"],
  ])("%s", (input, label) => {
    const link = parse(input);
    expect(link).toMatchObject({ kind: "reference", label, number: null, host: "github.com" });
    expect(link.url).not.toContain("utm_");
  });

  test.each([
    "https://github.com.evil.example/mosn/layotto/issues/1",
    "https://github.com:8080/mosn/layotto/issues/1",
    "https://evil.example/github.com/mosn/layotto/issues/1",
    "https://gist.github.com/mosn/layotto/issues/1",
    "https://ghe.example/a/b/issues/1",
  ])("%s is not a known host", (input) => {
    expect(parse(input)).toMatchObject({ kind: "reference", owner: null, repo: null, number: null });
  });
});

describe("any other address is a reference", () => {
  test.each([
    ["https://mosn.io/layotto/", "mosn.io/layotto", "https://mosn.io/layotto/"],
    ["http://localhost:8080/x", "localhost:8080/x", "http://localhost:8080/x"],
    ["https://[::1]/x", "[::1]/x", "https://[::1]/x"],
    ["https://yuque.com/%E6%96%87%E6%A1%A3", "yuque.com/文档", "https://yuque.com/%E6%96%87%E6%A1%A3"],
    [
      "https://yuque.com/文档?a=%20b&utm_source=x&c=d",
      "yuque.com/文档",
      "https://yuque.com/%E6%96%87%E6%A1%A3?a=%20b&c=d",
    ],
    ["https://a.example/x%2Fy/%E0%A4", "a.example/x%2Fy/%E0%A4", "https://a.example/x%2Fy/%E0%A4"],
    ["https://a.example/??a&utm_term&b", "a.example", "https://a.example/??a&b"],
    ["https://пример.example/", "xn--e1afmkfd.example", "https://xn--e1afmkfd.example/"],
  ])("%s", (input, label, url) => {
    expect(parse(input)).toMatchObject({ kind: "reference", label, url });
  });

  test.each(["%E2%80%AEgnp.exe", "%D7%90%D7%91", "a%E2%80%8Bb", "%E3%85%A4", "%0Aa", "%00", "%3Cb%3E"])(
    "%s stays encoded in the label",
    (segment) => {
      expect(parse(`https://a.example/${segment}`).label).toBe(`a.example/${segment}`);
    },
  );

  test("a label has at most 60 characters and ends at a whole one", () => {
    const { label } = parse(`https://a.example/${"\u{20000}".repeat(100)}`);
    expect([...label]).toHaveLength(60);
    expect(label).toMatch(/\u{20000}…$/u);
  });

  test("a long host keeps its end, which says whose it is", () => {
    const { label } = parse(`https://github.com.${"a".repeat(50)}.evil.example/x`);
    expect(label).toMatch(/^…a+\.evil\.example\/x$/);
  });
});

describe("refused", () => {
  test.each<[string, LinkExpectation]>([
    ["", "http_address"],
    ["   ", "http_address"],
    ["layotto", "http_address"],
    ["javascript:alert(1)", "http_address"],
    ["JavaScript://github.com/%0aalert(1)", "http_address"],
    ["java\tscript:alert(1)", "http_address"],
    ["data:text/html,x", "http_address"],
    ["ftp://github.com/a/b/issues/1", "http_address"],
    ["//github.com/a/b/issues/1", "http_address"],
    ["https:github.com/a/b/issues/1", "http_address"],
    ["https:///github.com/a", "http_address"],
    ["https://", "http_address"],
    ["https://a..b/", "http_address"],
    ["https://.a/", "http_address"],
    ["https://a b.example/", "http_address"],
    ["https://a.example/a b", "http_address"],
    ["https://a.example/\u0000", "http_address"],
    ["https://a.example/\u202egnp", "http_address"],
    ["https://a.example/\ud800", "http_address"],
    ["https://a.example\\@evil.example/", "http_address"],
    ["https://a.example:99999/", "http_address"],
    ["https://[::1", "http_address"],
    ["https://user@github.com/a/b/issues/1", "no_credentials"],
    ["https://user:pass@github.com/a/b/issues/1", "no_credentials"],
    ["https://@github.com/a/b/issues/1", "no_credentials"],
    [`https://a.example/${"a".repeat(2000)}`, "too_long"],
    [`https://a.example/${"文".repeat(500)}`, "too_long"],
  ])("%.60s", (input, expected) => {
    expect(expectation(input)).toBe(expected);
  });

  test("2,000 characters are enough", () => {
    expect(parse(`https://a.example/${"a".repeat(1982)}`).url).toHaveLength(2000);
  });
});

describe("whatever is pasted", () => {
  const part = fc.constantFrom(
    ..."https:// http:// github.com www.github.com ghe.example:8443 / // mosn layotto issues pull pulls files 1 0 12 # ? & utm_a=1 #issuecomment-1 @ : . .. .git %2F %E4%B8%AD 中 %00 %zz \u202e a.example [::1] 127.1 . \\ | ^ ' < xn-- 。 ＃ %".split(
      " ",
    ),
  );
  const input = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.array(part, { maxLength: 12 }).map((parts) => parts.join("")),
    fc.array(part, { maxLength: 12 }).map((parts) => `https://github.com/${parts.join("/")}`),
    fc.array(part, { maxLength: 12 }).map((parts) => `https://a.example/${parts.join("")}`),
  );

  test("it is refused with a LinkError, or understood the same way again", () => {
    let understood = 0;
    fc.assert(
      fc.property(input, (text) => {
        if (expectation(text) !== null) return;
        understood++;
        const link = parse(text);
        expect(parse(link.url)).toEqual(link);
        expect(link.url).toMatch(/^https?:\/\/[^/@]/);
        expect(link.url.length).toBeLessThanOrEqual(2000);
        expect(link.label).not.toMatch(/[\p{C}\u0590-\u08ff]/u);
        if (link.number === null) expect(link.kind).toBe("reference");
        if (link.kind === "reference") expect([...link.label].length).toBeLessThanOrEqual(60);
      }),
      { numRuns: 3000 },
    );
    // Otherwise the generator has gone stale and the test proves nothing.
    expect(understood).toBeGreaterThan(600);
  });
});
