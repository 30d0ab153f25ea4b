import { randomUUID } from "node:crypto";
import type { Database } from "../../../db/database";
import type { Difficulty } from "../../domain/words";
import { systemContext } from "../context";
import { insertProject } from "../projects/create";
import { asSystem } from "../rights";
import { insertTask } from "../tasks/create";
import { refreshTask } from "../tasks/refresh";

interface SeedTask {
  difficulty: Difficulty;
  zh: string;
  en: string;
  tags: string[];
}

/** The day on which both lists were published. */
const publishedOn = "2021-12-17";

/** Tags in both languages; a tag that is written the same in both has one name. */
const tags: [zh: string | null, en: string][] = [
  ["测试", "Tests"],
  ["文档", "Docs"],
  ["注解", "Annotations"],
  ["可观测", "Observability"],
  ["异步", "Async"],
  [null, "SDK"],
  [null, "API"],
];

/** The newbie tasks of SOFAStack and MOSN as they were published; the English titles are translations. */
const projects: { input: Parameters<typeof insertProject>[3]; reference: string; tasks: SeedTask[] }[] = [
  {
    input: {
      slug: "layotto",
      name: "Layotto",
      color: "#2563eb",
      repositoryUrl: "https://github.com/mosn/layotto",
      guideUrl: "https://github.com/mosn/layotto/blob/main/CONTRIBUTING.md",
      languages: ["Go"],
      descriptions: {
        zh: "用 Go 编写的云原生应用运行时，构建在 MOSN 之上。它为应用提供状态、配置、消息、分布式锁等标准 API，让业务代码不再依赖具体的基础设施。",
        en: "A runtime for cloud-native applications, written in Go on top of MOSN. It gives applications standard APIs for state, configuration, messaging, locks and more, so that their code does not depend on particular infrastructure.",
      },
    },
    reference: "https://github.com/mosn/layotto/issues/108#issuecomment-872779356",
    tasks: [
      {
        difficulty: "easy",
        zh: "为 actuator 模块添加单元测试",
        en: "Add unit tests to the actuator module",
        tags: ["Tests"],
      },
      {
        difficulty: "easy",
        zh: "为 Java SDK 新增分布式锁、分布式自增 ID API",
        en: "Add distributed lock and sequencer APIs to the Java SDK",
        tags: ["SDK", "API"],
      },
      { difficulty: "medium", zh: "让 Layotto 支持 Dapr API", en: "Support the Dapr API in Layotto", tags: ["API"] },
      { difficulty: "medium", zh: "开发 Python 或 C++ 、SDK", en: "Build a Python or C++ SDK", tags: ["SDK"] },
      { difficulty: "medium", zh: "开发 Spring-Boot-Layotto", en: "Build Spring-Boot-Layotto", tags: [] },
      {
        difficulty: "hard",
        zh: "集成 Jaeger 等 tracing 系统",
        en: "Integrate Jaeger and other tracing systems",
        tags: ["Observability"],
      },
    ],
  },
  {
    input: {
      slug: "sofa-rpc",
      name: "SOFARPC",
      color: "#c2410c",
      repositoryUrl: "https://github.com/sofastack/sofa-rpc",
      guideUrl: "https://github.com/sofastack/sofa-rpc/blob/master/CONTRIBUTING.md",
      languages: ["Java"],
      descriptions: {
        zh: "用 Java 编写的高性能、可扩展的 RPC 框架，为微服务提供服务发布、引用、路由、负载均衡与容错。",
        en: "A fast and extensible RPC framework in Java. It lets microservices publish and call services, with routing, load balancing and fault tolerance.",
      },
    },
    reference: "https://github.com/sofastack/sofa-rpc/issues/1127",
    tasks: [
      { difficulty: "easy", zh: "优化 SOFARPC 使用文档", en: "Improve the SOFARPC user guide", tags: ["Docs"] },
      {
        difficulty: "medium",
        zh: "让用户使用@SofaService 后不需要再写@Component",
        en: "Make @Component unnecessary with @SofaService",
        tags: ["Annotations"],
      },
      {
        difficulty: "medium",
        zh: "优化 SOFARPC 的异步编程体验",
        en: "Improve asynchronous programming in SOFARPC",
        tags: ["Async", "API"],
      },
      { difficulty: "hard", zh: "JFR 埋点", en: "JFR instrumentation", tags: ["Observability"] },
    ],
  },
];

/** Puts the two real lists on an empty board; does nothing where there is a project. */
export async function seed(database: Database): Promise<{ created: number }> {
  const context = systemContext(database, "seed");
  return database.transaction(async (tx) => {
    const { project, tag } = tx.tables;
    const [any] = await tx.db.select({ id: project.id }).from(project).limit(1);
    if (any) return { created: 0 };
    const by = asSystem(context);
    await tx.db
      .insert(tag)
      .values(tags.map(([zh, en]) => ({ id: randomUUID(), slug: en.toLowerCase(), nameZh: zh, nameEn: en })))
      .onConflictDoNothing();
    const publishedAt = new Date(`${publishedOn}T00:00:00Z`);
    let created = 0;
    for (const { input, reference, tasks } of projects) {
      const projectId = await insertProject(tx, context, by, input);
      for (const { difficulty, zh, en, tags: names } of tasks) {
        const number = await insertTask(tx, context, by, {
          projectId,
          difficulty,
          texts: { zh: { title: zh }, en: { title: en } },
          tags: names,
          links: [reference],
          publishedAt,
          event: { kind: "task.imported", details: { source: publishedOn } },
        });
        await refreshTask(tx, publishedAt, number, { texts: true });
        created += 1;
      }
    }
    return { created };
  });
}
