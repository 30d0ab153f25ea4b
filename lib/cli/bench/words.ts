/** The words from which the benchmark's tasks are made. They only have to look like those of real lists. */

export interface ProjectWords {
  slug: string;
  name: string;
  repository: string;
  language: string;
}

const real: ProjectWords[] = [
  { slug: "layotto", name: "Layotto", repository: "mosn/layotto", language: "Go" },
  { slug: "sofa-rpc", name: "SOFARPC", repository: "sofastack/sofa-rpc", language: "Java" },
];

const invented =
  "Aster Birch Cedar Delta Ember Fjord Grove Heron Inlet Juniper Kelp Larch Maple Nettle Osprey Pine Quill Reed"
    .split(" ")
    .map((name, index): ProjectWords => {
      const slug = name.toLowerCase();
      return { slug, name, repository: `bench/${slug}`, language: ["Go", "Java", "Rust", "Python"][index % 4] ?? "Go" };
    });

/** The two real projects; with `many`, twenty. The first have the most tasks. */
export function projectWords(many: boolean): ProjectWords[] {
  return many ? [...real, ...invented] : real;
}

/** Both names of a tag; one that is the same in both languages has one. The first are on the most tasks. */
export const tagWords: readonly (readonly [zh: string | null, en: string])[] = [
  ["测试", "Tests"],
  ["文档", "Docs"],
  [null, "API"],
  [null, "SDK"],
  ["可观测", "Observability"],
  ["异步", "Async"],
  ["注解", "Annotations"],
  ["性能", "Performance"],
  ["安全", "Security"],
  ["网络", "Network"],
  ["存储", "Storage"],
  ["缓存", "Cache"],
  ["消息", "Messaging"],
  ["配置", "Configuration"],
  ["日志", "Logging"],
  ["命令行", "CLI"],
  ["前端", "Frontend"],
  ["国际化", "i18n"],
  ["示例", "Examples"],
  ["构建", "Build"],
  ["发布", "Release"],
  ["依赖", "Dependencies"],
  ["序列化", "Serialization"],
  ["路由", "Routing"],
  ["限流", "Rate limiting"],
  ["重构", "Refactoring"],
  [null, "Kubernetes"],
  [null, "WebAssembly"],
  ["兼容", "Compatibility"],
  ["可用性", "Usability"],
];

/** A tag and a word that a fixed number of tasks have, however many tasks there are. */
export const rareTag = { slug: "dandelion", zh: "蒲公英", en: "Dandelion" };
export const rareWord = { zh: "雪绒花", en: "edelweiss" };

/** What a common search looks for; about a quarter of the titles has it. */
export const commonWord = "测试";

export const verbs: readonly (readonly [zh: string, en: string])[] = [
  ["为{}添加单元测试", "Add unit tests to {}"],
  ["让{}的测试不再偶尔失败", "Make the tests of {} reliable"],
  ["优化{}的使用文档", "Improve the user guide of {}"],
  ["为{}新增示例", "Add an example for {}"],
  ["让{}支持 TLS", "Support TLS in {}"],
  ["重构{}的错误处理", "Rework how {} handles errors"],
  ["减少{}的内存占用", "Reduce the memory that {} takes"],
  ["修复{}中的告警", "Fix the warnings in {}"],
];

export const things: readonly (readonly [zh: string, en: string])[] = [
  [" actuator 模块", "the actuator module"],
  [" Redis 组件", "the Redis component"],
  [" Java SDK ", "the Java SDK"],
  [" Python SDK ", "the Python SDK"],
  ["分布式锁 API ", "the distributed lock API"],
  ["自增 ID ", "the sequencer"],
  ["配置中心", "the configuration store"],
  ["消息订阅", "message subscriptions"],
  ["异步调用", "asynchronous calls"],
  ["服务注册", "service registration"],
  ["负载均衡", "load balancing"],
  ["链路追踪", "tracing"],
  ["限流插件", "the rate limit plugin"],
  ["命令行工具", "the command line tool"],
  ["快速开始教程", "the quick start"],
  ["序列化模块", "serialization"],
];

export const surnames = "zhao qian sun li zhou wu zheng wang feng chen chu wei jiang shen han yang".split(" ");
