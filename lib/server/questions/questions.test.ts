import { and, asc, eq, isNull } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { onBothEngines } from "../../../db/testing";
import { isAppError } from "../../domain/errors";
import { day } from "../../domain/policy";
import type { ActingPerson } from "../context";
import { closeTask } from "../tasks/close";
import { readTask } from "../tasks/read";
import { createWorld, type World } from "../testing";
import { acceptAnswer } from "./accept";
import { answerQuestion } from "./answer";
import { askQuestion } from "./ask";
import { deletePost } from "./delete";
import { editPost } from "./edit";
import { flagQuestions } from "./flag";
import { readPostHistory } from "./history";
import { keepRendered } from "./html";

/** The code and data of a refusal. */
async function refusal(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!isAppError(error)) throw error ?? new Error("it was not refused");
  return { code: error.code, data: error.data };
}

const noPost = { code: "not_found", data: { what: "post" } };

onBothEngines("questions", ({ database }) => {
  let world: World;
  let slug: string;
  let number: number;
  let people: Record<"asker" | "stranger" | "maintainer" | "mentor" | "helper" | "admin", ActingPerson>;

  beforeAll(async () => {
    world = createWorld(database());
    slug = await world.project();
    people = {
      asker: await world.person("asker"),
      stranger: await world.person("stranger"),
      maintainer: await world.person("maintainer"),
      mentor: await world.person("mentor"),
      helper: await world.person("helper"),
      admin: await world.person("admin", { isAdmin: true }),
    };
    await world.member(slug, people.maintainer, "maintainer");
    await world.member(slug, people.mentor, "mentor");
    await world.member(slug, people.helper, "mentor");
  });

  beforeEach(async () => {
    // The next day: nobody has asked too much yet.
    world.clock.advance(day);
    ({ number } = await world.task(slug, { mentors: [people.mentor.login] }));
  });

  const as = (who: keyof typeof people) => world.as(people[who]);
  const questions = async () => (await readTask(world.visitor, number)).questions;

  async function ask(body = "Where is it?", who: keyof typeof people = "asker") {
    const { task } = await askQuestion(as(who), { number, body });
    return task.questions[0]?.id ?? 0;
  }

  async function answer(question: number, who: keyof typeof people = "mentor", body = "In `pkg`.") {
    const { task } = await answerQuestion(as(who), { question, body });
    return task.questions.find((one) => one.id === question)?.answers.at(-1)?.id ?? 0;
  }

  /** Who was told what about this task: `mentor: question.asked`, in the order of the notices. */
  async function told() {
    const { notice, person } = database().tables;
    const rows = await database()
      .db.select({ login: person.login, kind: notice.kind, postId: notice.postId })
      .from(notice)
      .innerJoin(person, eq(person.id, notice.personId))
      .where(eq(notice.taskNumber, number))
      .orderBy(asc(notice.id));
    return rows.map((row) => `${row.login}: ${row.kind} ${row.postId}`);
  }

  async function happened() {
    const { timeline } = await readTask(world.visitor, number);
    return timeline.map((event) => event.kind).filter((kind) => /^(question|post)\./.test(kind));
  }

  it("takes a question to those who look after the task, with one event that does not repeat it", async () => {
    const id = await ask("Where is the **cache**?");
    expect(await questions()).toEqual([
      {
        id,
        person: { login: "asker", name: "ASKER" },
        body: "Where is the **cache**?",
        html: "<p>Where is the <strong>cache</strong>?</p>",
        createdAt: world.clock.now().toISOString(),
        editedAt: null,
        isDeleted: false,
        answers: [],
        acceptedAnswerId: null,
        isOverdue: false,
      },
    ]);
    // The project's other mentor does not look after this task.
    expect((await told()).sort()).toEqual([`maintainer: question.asked ${id}`, `mentor: question.asked ${id}`]);
    const [event] = (await readTask(world.visitor, number)).timeline;
    expect(event).toMatchObject({ kind: "question.asked", actor: { login: "asker" }, details: {} });
  });

  it("can be asked about a closed task, and not without signing in", async () => {
    await closeTask(as("maintainer"), { number, reason: "not_planned" });
    expect(await ask()).toBeGreaterThan(0);
    expect(await refusal(askQuestion(world.visitor, { number, body: "?" }))).toMatchObject({ code: "unauthenticated" });
    expect(await refusal(askQuestion(as("asker"), { number: 999_999, body: "?" }))).toMatchObject({
      code: "not_found",
    });
    for (const body of ["", "  \n ", "x".repeat(5001), "a\u202eb"]) {
      expect(await refusal(askQuestion(as("asker"), { number, body }))).toMatchObject({ code: "invalid" });
    }
  });

  it("lets a person ask twenty questions a day, deleted ones included, and says when they can ask again", async () => {
    const first = await ask();
    await deletePost(as("asker"), { id: first });
    world.clock.advance(60_000);
    for (let count = 1; count < 20; count += 1) await ask(`Where is part ${count}?`);
    expect(await refusal(askQuestion(as("asker"), { number, body: "One more?" }))).toEqual({
      code: "rate_limited",
      data: { retryAfterSeconds: day / 1000 - 60 },
    });
    expect(await questions()).toHaveLength(19);
    await ask("Me too?", "stranger");
    world.clock.advance(day - 60_000);
    await ask();
    expect(await refusal(askQuestion(as("asker"), { number, body: "?" }))).toMatchObject({ code: "rate_limited" });
  });

  it("keeps one of two that are sent at once, or within a minute, and one of two answers", async () => {
    const before = (await told()).length;
    const send = () => askQuestion(as("asker"), { number, body: "Where is it?" });
    await Promise.all([send(), send(), send()]);
    world.clock.advance(59_000);
    await send();
    const [question, ...others] = await questions();
    expect(others).toEqual([]);
    // Told once, and one event.
    expect((await told()).length - before).toBe(2);
    expect((await readTask(world.visitor, number)).timeline.map((event) => event.kind)).toEqual([
      "question.asked",
      "task.created",
    ]);
    const reply = () => answerQuestion(as("mentor"), { question: question?.id, body: "In `pkg`." });
    await Promise.all([reply(), reply()]);
    expect((await questions())[0]?.answers).toHaveLength(1);

    await ask("Where is it?", "stranger");
    await ask("Where is the other one?");
    world.clock.advance(1000);
    await send();
    expect(await questions()).toHaveLength(4);
  });

  it("is answered by the project's people and the administrators, and by who asked; marks the project's own", async () => {
    const id = await ask();
    expect(await refusal(answerQuestion(as("stranger"), { question: id, body: "I guess…" }))).toEqual({
      code: "forbidden",
      data: { needs: "member" },
    });
    expect(await refusal(answerQuestion(world.visitor, { question: id, body: "?" }))).toMatchObject({
      code: "unauthenticated",
    });
    for (const who of ["asker", "mentor", "helper", "maintainer", "admin"] as const) await answer(id, who);
    const [question] = await questions();
    expect(question?.answers.map((one) => [one.person?.login, one.isOfProject])).toEqual([
      ["asker", false],
      ["mentor", true],
      ["helper", true],
      ["maintainer", true],
      ["admin", false],
    ]);
    // An answer is no question.
    const reply = question?.answers[0]?.id;
    expect(await refusal(answerQuestion(as("mentor"), { question: reply, body: "?" }))).toEqual(noPost);
  });

  it("tells the asker and the others who wrote there of each answer, and nobody of their own", async () => {
    const id = await ask();
    const before = (await told()).length;
    const first = await answer(id, "mentor");
    expect((await told()).slice(before)).toEqual([`asker: question.answered ${first}`]);
    const more = await answer(id, "asker");
    expect((await told()).slice(before + 1)).toEqual([`mentor: question.answered ${more}`]);
    const last = await answer(id, "maintainer");
    expect((await told()).slice(before + 2).sort()).toEqual([
      `asker: question.answered ${last}`,
      `mentor: question.answered ${last}`,
    ]);
  });

  it("keeps what a post said before each edit, for everyone to read", async () => {
    const id = await ask("First");
    expect(await refusal(editPost(as("maintainer"), { id, body: "Theirs" }))).toEqual({
      code: "forbidden",
      data: { needs: "author" },
    });
    world.clock.advance(1000);
    await editPost(as("asker"), { id, body: "Second" });
    const edited = world.clock.now().toISOString();
    world.clock.advance(1000);
    await editPost(as("asker"), { id, body: "Second " });
    expect((await questions())[0]).toMatchObject({ body: "Second", html: "<p>Second</p>", editedAt: edited });
    await editPost(as("asker"), { id, body: "Third" });
    const author = { login: "asker", name: "ASKER" };
    expect(await readPostHistory(world.visitor, id)).toEqual([
      { at: world.clock.now().toISOString(), person: author, body: "Second" },
      { at: edited, person: author, body: "First" },
    ]);
    expect(await happened()).toEqual(["post.edited", "post.edited", "question.asked"]);
    expect(await readPostHistory(world.visitor, await ask())).toEqual([]);
    expect(await refusal(readPostHistory(world.visitor, 999_999))).toEqual(noPost);
  });

  it("deletes: the place of a question stays while there are answers, and only maintainers can read what it said", async () => {
    const id = await ask("A secret");
    const reply = await answer(id);
    expect(await refusal(deletePost(as("mentor"), { id }))).toEqual({
      code: "forbidden",
      data: { needs: "maintainer" },
    });
    await deletePost(as("asker"), { id });
    expect(await questions()).toMatchObject([{ id, isDeleted: true, body: "", html: "", answers: [{ id: reply }] }]);
    for (const who of [world.visitor, as("asker"), as("mentor")]) {
      expect(await refusal(readPostHistory(who, id))).toEqual(noPost);
    }
    for (const who of [as("maintainer"), as("admin")]) {
      expect(await readPostHistory(who, id)).toMatchObject([{ body: "A secret", person: { login: "asker" } }]);
    }
    for (const again of [
      deletePost(as("asker"), { id }),
      editPost(as("asker"), { id, body: "Back" }),
      answerQuestion(as("mentor"), { question: id, body: "?" }),
      acceptAnswer(as("asker"), { question: id, answer: reply }),
    ]) {
      expect(await refusal(again)).toEqual(noPost);
    }
    await deletePost(as("maintainer"), { id: reply });
    expect(await questions()).toEqual([]);
    expect(await happened()).toEqual(["post.deleted", "post.deleted", "question.answered", "question.asked"]);
  });

  it("accepts one answer, tells who wrote it once, and takes it back", async () => {
    const [id, other] = [await ask(), await ask("And the tests?")];
    const [first, second, elsewhere] = [await answer(id), await answer(id, "maintainer"), await answer(other)];
    const before = (await told()).length;
    expect(await refusal(acceptAnswer(as("mentor"), { question: id, answer: first }))).toEqual({
      code: "forbidden",
      data: { needs: "maintainer" },
    });
    expect(await refusal(acceptAnswer(as("asker"), { question: id, answer: elsewhere }))).toEqual(noPost);
    const accepted = async (who: keyof typeof people, answerId: number | null) => {
      const { task } = await acceptAnswer(as(who), { question: id, answer: answerId });
      return task.questions.find((one) => one.id === id)?.acceptedAnswerId;
    };
    expect(await accepted("asker", first)).toBe(first);
    expect(await accepted("asker", first)).toBe(first);
    expect(await accepted("asker", null)).toBeNull();
    expect(await accepted("asker", first)).toBe(first);
    expect(await accepted("asker", second)).toBe(second);
    expect((await told()).slice(before)).toEqual([
      `mentor: answer.accepted ${first}`,
      `maintainer: answer.accepted ${second}`,
    ]);
    expect((await happened()).slice(0, 4)).toEqual([
      "question.accepted",
      "question.accepted",
      "post.edited",
      "question.accepted",
    ]);
    await deletePost(as("maintainer"), { id: second });
    expect((await questions()).find((one) => one.id === id)?.acceptedAnswerId).toBeNull();
  });

  describe("that nobody answers", () => {
    beforeEach(async () => {
      // Those of other tests are marked before.
      world.clock.advance(10 * day);
      await flagQuestions(world.system);
    });

    /** The kinds of what nobody has read yet about this task. */
    const unread = async () => {
      const { notice } = database().tables;
      const rows = await database()
        .db.select({ kind: notice.kind })
        .from(notice)
        .where(and(eq(notice.taskNumber, number), isNull(notice.readAt)));
      return rows.map((row) => row.kind).sort();
    };
    const isOverdue = async () => (await questions()).map((one) => one.isOverdue);
    const flagged = async () => (await told()).filter((line) => line.includes("unanswered")).sort();

    it("are marked once after the time the project promises, and those who look after the task are told", async () => {
      const id = await ask();
      await answer(id, "asker", "Anyone?");
      world.clock.advance(3 * day - 1);
      expect(await flagQuestions(world.system)).toBe(0);
      world.clock.advance(1);
      const both = await Promise.all([flagQuestions(world.system), flagQuestions(world.system)]);
      expect(both.sort()).toEqual([0, 1]);
      expect(await isOverdue()).toEqual([true]);
      world.clock.advance(5 * day);
      expect(await flagQuestions(world.system)).toBe(0);
      expect(await flagged()).toEqual([`maintainer: question.unanswered ${id}`, `mentor: question.unanswered ${id}`]);
      expect(await unread()).toEqual([
        "question.asked",
        "question.asked",
        "question.unanswered",
        "question.unanswered",
      ]);
      const reply = await answer(id);
      expect(await isOverdue()).toEqual([false]);
      // Nobody is called to answer what is answered.
      expect(await unread()).toEqual(["question.answered"]);
      // Without its only answer it is as late as before, and nobody is told again.
      await deletePost(as("mentor"), { id: reply });
      expect(await flagQuestions(world.system)).toBe(0);
      expect(await isOverdue()).toEqual([true]);
      expect(await flagged()).toHaveLength(2);
    });

    it("are left alone once answered, settled by the asker, or deleted", async () => {
      await answer(await ask(), "helper");
      await answer(await ask("Which branch?"), "admin");
      const own = await ask("Which version?");
      await acceptAnswer(as("asker"), { question: own, answer: await answer(own, "asker", "Found it.") });
      await deletePost(as("asker"), { id: await ask("Never mind?") });
      world.clock.advance(10 * day);
      expect(await flagQuestions(world.system)).toBe(0);
      expect(await flagged()).toEqual([]);
    });

    it("call nobody any more once the asker has accepted their own answer", async () => {
      const id = await ask();
      world.clock.advance(3 * day);
      await flagQuestions(world.system);
      const own = await answer(id, "asker", "Found it.");
      expect(await unread()).toHaveLength(4);
      await acceptAnswer(as("asker"), { question: id, answer: own });
      expect(await unread()).toEqual([]);
    });

    it("follow the project's own promise", async () => {
      const { project } = database().tables;
      const promise = (answerDays: number) =>
        database().transaction(async (tx) => {
          await tx.db.update(project).set({ policy: { answerDays } }).where(eq(project.slug, slug));
        });
      await promise(1);
      await ask();
      world.clock.advance(day);
      expect(await flagQuestions(world.system)).toBe(1);
      await promise(3);
    });
  });

  it("shows hostile Markdown as the text it is", async () => {
    const body =
      '<script>alert(1)</script> <img src=x onerror="alert(1)"> [click](javascript:alert(1)) ![p](https://evil.example/p.png)';
    await answer(await ask(body), "mentor", `\`\`\`html\n${body}\n\`\`\`\n\n[data](data:text/html,x)`);
    const [question] = await questions();
    for (const html of [question?.html ?? "", question?.answers[0]?.html ?? ""]) {
      expect(html).not.toBe("");
      expect(html).not.toMatch(/<(script|img|iframe)|href="(javascript|data):|<[^>]*\sonerror/i);
    }
    expect(question?.body).toBe(body);
  });
});

describe("the HTML of posts", () => {
  it("is rendered once for each text, and what was asked for least recently is forgotten first", () => {
    const rendered: string[] = [];
    const html = keepRendered((text) => {
      rendered.push(text);
      return `<p>${text}</p>`;
    }, 27);
    // Each takes 9 characters: three are kept.
    for (const text of ["a", "b", "c", "a", "d", "a", "c", "b"]) expect(html(text)).toBe(`<p>${text}</p>`);
    expect(rendered).toEqual(["a", "b", "c", "d", "b"]);
    expect(html("too long to keep at all")).toBe("<p>too long to keep at all</p>");
  });
});
