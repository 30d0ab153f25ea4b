import type { FakeGitHub } from "../fake-github";

export const sampleRepository = "mosn/layotto";

const labels = [
  { name: "good first issue", color: "7057ff", description: "Good for newcomers" },
  { name: "help wanted", color: "008672", description: "Extra attention is needed" },
  { name: "easy", color: "c2e0c6" },
  { name: "medium", color: "fef2c0" },
  { name: "hard", color: "f9d0c4" },
  { name: "kind/test", color: "bfd4f2" },
  { name: "kind/doc", color: "bfd4f2" },
  { name: "kind/feature", color: "bfd4f2" },
  { name: "area/sdk", color: "d4c5f9" },
  { name: "area/runtime", color: "d4c5f9" },
];

/** Title, labels beside `good first issue`, text. */
const issues: [string, string[], string][] = [
  ["为 file 组件补充单元测试", ["easy", "kind/test"], "覆盖率只有 41%,先从 `components/file/local` 开始。"],
  [
    "Add a quickstart for the Go SDK",
    ["easy", "kind/doc", "area/sdk"],
    "Ten lines that call `SayHello`, and how to run them.",
  ],
  ["翻译「设计文档 › Actuator」为英文", ["easy", "kind/doc"], "原文在 docs/zh/design/actuator,译文放到 docs/en。"],
  ["Support TTL in the in-memory state store", ["medium", "kind/feature", "area/runtime"], "Keys never expire today."],
  ["Redis 分布式锁支持续租", ["medium", "kind/feature"], "参考 Redisson 的 watchdog,接口见 `lock.go`。"],
  ["Flaky test: TestSequencer_Watch", ["medium", "kind/test"], "Fails about one run in twenty in CI."],
  ["用 eBPF 观测 sidecar 延迟", ["hard", "kind/feature", "area/runtime"], "先写一页设计,再动手。"],
  ["Java SDK: retry with backoff", ["hard", "kind/feature", "area/sdk"], "Only idempotent calls, at most three times."],
  ["修复中文文档里失效的链接", ["easy", "kind/doc"], "`markdown-link-check` 报了 14 处。"],
  ["Validate configuration before the start", ["medium", "area/runtime"], "A wrong port number ends in a stack trace."],
  ["补充 etcd 组件的示例", ["easy", "kind/doc"], "照着 zookeeper 的示例写。"],
  ["Remove deprecated fields from the protobuf", ["hard", "area/sdk"], "They were announced two releases ago."],
];

const checklist = `每个组件都需要单元测试,请在评论里说明你要认领哪一个。

- [x] file/local @newcomer
- [ ] file/aliyun-oss
- [ ] lock/redis @zhang-wei
- [ ] lock/zookeeper
- [ ] sequencer/etcd
- [ ] state/memory`;

/** A repository with what there is in a lively one: an organization, its maintainer and a newcomer. */
export function fillWithSample(github: FakeGitHub): void {
  github.addUser({ login: "zhang-wei", name: "张伟" });
  github.addUser({ login: "newcomer", name: "New Comer", email: "newcomer@example.test" });
  github.addRepository(sampleRepository, {
    labels,
    description: "A runtime with the ideas of Dapr and a service mesh",
  });
  github.addCollaborator(sampleRepository, "zhang-wei", "admin");
  for (const [title, own, body] of issues)
    github.openIssue(sampleRepository, { author: "zhang-wei", title, body, labels: ["good first issue", ...own] });
  github.openIssue(sampleRepository, {
    author: "zhang-wei",
    title: "提高组件的测试覆盖率",
    body: checklist,
    labels: ["help wanted", "kind/test"],
  });

  github.comment(`${sampleRepository}#4`, "newcomer", "I'd like to work on this.");
  github.assign(`${sampleRepository}#4`, "newcomer");
  github.openPullRequest(sampleRepository, {
    author: "newcomer",
    title: "In-memory state: expire keys",
    body: "Fixes #4",
    draft: true,
  });
  github.openPullRequest(sampleRepository, {
    author: "dependabot[bot]",
    title: "Bump grpc from 1.71 to 1.72",
    isBot: true,
  });
  github.merge(
    github.openPullRequest(sampleRepository, { author: "newcomer", title: "修复失效的链接", body: "Closes #9" }),
  );
}
