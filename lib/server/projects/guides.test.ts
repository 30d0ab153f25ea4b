import { beforeAll, expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import { createWorld, type World } from "../testing";
import { createProject } from "./create";
import { editProject } from "./edit";
import { listProjects } from "./list";
import { readProject } from "./read";

onBothEngines("a project's guide", ({ database }) => {
  let world: World;
  let maintainer: Awaited<ReturnType<World["person"]>>;
  let slug: string;

  beforeAll(async () => {
    world = createWorld(database());
    slug = await world.project();
    maintainer = await world.person("keeper");
    await world.member(slug, maintainer, "maintainer");
  });

  it("is given with a new project, in one language or both", async () => {
    const made = await createProject(world.system, { slug: "guided", name: "Guided", guides: { zh: "# 从这里开始" } });
    expect(made.guides).toEqual({ zh: "# 从这里开始", en: null });
  });

  it("is edited by language, emptied, and left alone by an edit of something else", async () => {
    const me = world.as(maintainer);
    const edit = async (fields: object) => {
      const { revision } = await readProject(world.visitor, slug);
      return (await editProject(me, { slug, revision, ...fields })).guides;
    };
    expect((await readProject(world.visitor, slug)).guides).toEqual({ zh: null, en: null });
    expect(await edit({ guides: { zh: "先构建", en: "Build\r\nfirst" } })).toEqual({
      zh: "先构建",
      en: "Build\nfirst",
    });
    expect(await edit({ guides: { en: "Test first" } })).toEqual({ zh: "先构建", en: "Test first" });
    expect(await edit({ descriptions: { zh: "运行时" } })).toEqual({ zh: "先构建", en: "Test first" });
    expect(await edit({ guides: { zh: "" } })).toEqual({ zh: null, en: "Test first" });
    const listed = (await listProjects(world.visitor)).find((one) => one.slug === slug);
    expect(listed?.guides).toEqual({ zh: null, en: "Test first" });
  });

  it("keeps the first of two edits, and gives the second what is there now", async () => {
    const me = world.as(maintainer);
    const { revision } = await readProject(world.visitor, slug);
    await editProject(me, { slug, revision, guides: { zh: "甲" } });
    await expect(editProject(me, { slug, revision, guides: { zh: "乙" } })).rejects.toMatchObject({
      code: "conflict",
      data: { what: "project", current: { guides: { zh: "甲" } } },
    });
  });

  it("is changed by maintainers only, and has an end", async () => {
    const { revision } = await readProject(world.visitor, slug);
    const attempt = (as: typeof world.visitor, zh: string) => editProject(as, { slug, revision, guides: { zh } });
    await expect(attempt(world.as(await world.person("reader")), "x")).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt(world.as(maintainer), "长".repeat(20_001))).rejects.toMatchObject({ code: "invalid" });
  });
});
