import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { onBothEngines } from "../../db/testing";
import { isAppError } from "../domain/errors";
import { defaultPolicy } from "../domain/policy";
import { claimTask } from "./claims/claim";
import { completeClaim } from "./claims/complete";
import { makeException } from "./claims/except";
import { expireClaims } from "./claims/expire";
import { linkClaim } from "./claims/link";
import { moveClaim } from "./claims/move";
import { noteClaim } from "./claims/note";
import { releaseClaim } from "./claims/release";
import { renewClaim } from "./claims/renew";
import { tickStep } from "./claims/tick";
import { unlinkClaim } from "./claims/unlink";
import type { Context } from "./context";
import { undoChange } from "./events/undo";
import { linkGitHub, unlinkGitHub } from "./github/link";
import { takeOverList } from "./github/take-list";
import { importList } from "./lists/import";
import { forgetMails } from "./mail/forget";
import { makeMails } from "./mail/make";
import { sendMails } from "./mail/send";
import { listNotices } from "./notices/list";
import { readNotices } from "./notices/read";
import { listPeople, makeAdmin } from "./people/admin";
import { editContact, readContact, resetCalendar } from "./people/contact";
import { createPerson, passwordAccount } from "./people/create";
import { editMe } from "./people/hide";
import { deleteAccount, removePerson } from "./people/leave";
import { renameMe } from "./people/me";
import { changePassword, setPassword } from "./people/password";
import { endOtherSessions, endSession, listSessions } from "./people/sessions";
import { newSetupLink, redeemSetupLink } from "./people/setup-link";
import { createToken, createTokenFor, listTokens, revokeToken } from "./people/tokens";
import { changePolicy } from "./projects/change-policy";
import { createProject } from "./projects/create";
import { editProject } from "./projects/edit";
import { grantMember, removeMember } from "./projects/members";
import { previewPolicy } from "./projects/preview-policy";
import { readProject } from "./projects/read";
import { acceptAnswer } from "./questions/accept";
import { answerQuestion } from "./questions/answer";
import { askQuestion } from "./questions/ask";
import { deletePost } from "./questions/delete";
import { editPost } from "./questions/edit";
import { flagQuestions } from "./questions/flag";
import { editSlots } from "./slots/edit";
import { finishSlot } from "./slots/finish";
import { closeTask } from "./tasks/close";
import { confirmTasks } from "./tasks/confirm";
import { createTask } from "./tasks/create";
import { editTask } from "./tasks/edit";
import { removeTask } from "./tasks/remove";
import { reopenTask } from "./tasks/reopen";
import { createWorld, type World } from "./testing";
import { joinWaitlist } from "./waitlist/join";
import { lapseOffers } from "./waitlist/lapse";
import { leaveWaitlist } from "./waitlist/leave";

/** An instance without a mail server. */
const given = { baseUrl: "https://tasks.example.org", smtpUrl: null, from: "", secret: "s3cret" };

/** A GitHub that nothing here asks. */
const gitHub = {
  baseUrl: given.baseUrl,
  web: "https://github.com",
  api: "https://api.github.com",
  app: null,
  client: null,
  webhookSecret: null,
  secret: given.secret,
};

const roles = ["visitor", "contributor", "holder", "other maintainer", "maintainer", "administrator"] as const;
type Role = (typeof roles)[number];
type Answer = "ok" | "unauthenticated" | "maintainer" | "member" | "admin" | "holder" | "author";

/** Who may do what: the answer for each role, where the text is the right that is missing. */
const table: Record<string, Record<Role, Answer>> = {
  createTask: may("maintainer"),
  editTask: may("maintainer"),
  closeTask: may("maintainer"),
  reopenTask: may("maintainer"),
  confirmTasks: may("maintainer"),
  undoClose: may("maintainer"),
  removeTask: may("admin"),
  claimTask: may("person"),
  renewClaim: may("holder"),
  noteClaim: may("holder"),
  releaseClaim: { ...may("maintainer"), holder: "ok" },
  linkClaim: { ...may("maintainer"), holder: "ok" },
  unlinkClaim: { ...may("maintainer"), holder: "ok" },
  completeClaim: { ...may("maintainer"), holder: "maintainer" },
  moveClaim: { ...may("maintainer"), holder: "ok" },
  tickStep: may("holder"),
  joinWaitlist: may("person"),
  leaveWaitlist: may("person"),
  editSlots: may("maintainer"),
  finishSlot: may("maintainer"),
  takeOverList: may("maintainer"),
  makeException: may("maintainer"),
  askQuestion: may("person"),
  // The holder asks and the mentor ("contributor") answers below.
  answerQuestion: { ...may("maintainer"), contributor: "ok", holder: "ok", "other maintainer": "member" },
  acceptAnswer: { ...may("maintainer"), holder: "ok" },
  editPost: {
    ...may("maintainer"),
    contributor: "author",
    holder: "ok",
    "other maintainer": "author",
    maintainer: "author",
    administrator: "author",
  },
  deletePost: { ...may("maintainer"), holder: "ok" },
  createProject: may("admin"),
  editProject: may("maintainer"),
  changePolicy: may("maintainer"),
  previewPolicy: may("maintainer"),
  grantMember: may("maintainer"),
  removeMember: may("maintainer"),
  importList: may("maintainer"),
  undoRelease: { ...may("maintainer"), holder: "ok" },
  createPerson: may("admin"),
  listPeople: may("admin"),
  makeAdmin: may("admin"),
  setPassword: mayNobody(),
  createTokenFor: mayNobody(),
  newSetupLink: mayNobody(),
  renameMe: may("person"),
  editMe: may("person"),
  linkGitHub: may("person"),
  unlinkGitHub: may("person"),
  removePerson: mayNobody(),
  createToken: may("person"),
  listTokens: may("person"),
  listSessions: may("person"),
  endSession: may("person"),
  endOtherSessions: may("person"),
  lapseOffers: mayNobody(),
  flagQuestions: mayNobody(),
  listNotices: may("person"),
  readNotices: may("person"),
  readContact: may("person"),
  editContact: may("person"),
  resetCalendar: may("person"),
  expireClaims: mayNobody(),
  makeMails: mayNobody(),
  sendMails: mayNobody(),
  forgetMails: mayNobody(),
};

/** What the system alone does. */
function mayNobody(): Record<Role, Answer> {
  return Object.fromEntries(roles.map((role) => [role, "admin"])) as Record<Role, Answer>;
}

function may(right: "person" | "holder" | "maintainer" | "admin"): Record<Role, Answer> {
  const needs: Answer = right === "person" ? "ok" : right;
  return {
    visitor: "unauthenticated",
    contributor: needs,
    holder: right === "holder" ? "ok" : needs,
    "other maintainer": needs,
    maintainer: right === "maintainer" || right === "person" ? "ok" : needs,
    administrator: right === "holder" ? "holder" : "ok",
  };
}

onBothEngines("rights", ({ database }) => {
  let world: World;
  let slug: string;
  let contexts: Record<Role, Context>;

  beforeAll(async () => {
    world = createWorld(database());
    slug = await world.project();
    const other = await world.project();
    const person = {
      contributor: await world.person("contributor"),
      holder: await world.person("holder"),
      "other maintainer": await world.person("other"),
      maintainer: await world.person("maintainer"),
      administrator: await world.person("administrator", { isAdmin: true }),
    };
    await world.member(slug, person.maintainer, "maintainer");
    await world.member(slug, person.contributor, "mentor");
    await world.member(other, person["other maintainer"], "maintainer");
    contexts = {
      visitor: world.visitor,
      contributor: world.as(person.contributor),
      holder: world.as(person.holder),
      "other maintainer": world.as(person["other maintainer"]),
      maintainer: world.as(person.maintainer),
      administrator: world.as(person.administrator),
    };
  });

  /** A task held by the holder, who gives up what they hold from tests before. */
  async function held() {
    const { number } = await world.task(slug);
    const active = await database()
      .db.select()
      .from(database().tables.claim)
      .then((rows) => rows.filter((row) => row.endedAt === null));
    for (const row of active) await releaseClaim(world.system, { id: row.id });
    const { claimId } = await claimTask(contexts.holder, { number });
    return { number, id: claimId ?? "" };
  }

  /** A question of the holder's, about a task of its own. */
  async function asked() {
    const { number } = await world.task(slug);
    world.clock.advance(24 * 60 * 60 * 1000);
    const { task } = await askQuestion(contexts.holder, { number, body: "Where?" });
    return task.questions[0]?.id;
  }

  const attempts: Record<string, (as: Context) => Promise<() => Promise<unknown>>> = {
    createTask: async (as) => () => createTask(as, { project: slug, texts: { en: { title: "A task" } } }),
    editTask: async (as) => {
      const { number, revision } = await world.task(slug);
      return () => editTask(as, { number, revision, difficulty: "hard" });
    },
    closeTask: async (as) => {
      const { number } = await world.task(slug);
      return () => closeTask(as, { number, reason: "not_planned" });
    },
    reopenTask: async (as) => {
      const { number } = await world.task(slug);
      await closeTask(world.system, { number, reason: "done" });
      return () => reopenTask(as, { number });
    },
    confirmTasks: async (as) => {
      const { number } = await world.task(slug);
      return () => confirmTasks(as, { numbers: [number] });
    },
    undoClose: async (as) => {
      const { number } = await world.task(slug);
      const { eventId } = await closeTask(world.system, { number, reason: "done" });
      return () => undoChange(as, { eventId });
    },
    removeTask: async (as) => {
      const { number } = await world.task(slug);
      return () => removeTask(as, { number });
    },
    claimTask: async (as) => {
      await held();
      const { number } = await world.task(slug);
      await (as === contexts.holder ? releaseAll() : undefined);
      return () => claimTask(as, { number });
    },
    renewClaim: async (as) => {
      const { id } = await held();
      return () => renewClaim(as, { id });
    },
    noteClaim: async (as) => {
      const { id } = await held();
      return () => noteClaim(as, { id, note: "on it" });
    },
    releaseClaim: async (as) => {
      const { id } = await held();
      return () => releaseClaim(as, { id });
    },
    linkClaim: async (as) => {
      const { id } = await held();
      return () => linkClaim(as, { id, url: "https://github.com/a/b/pull/1" });
    },
    unlinkClaim: async (as) => {
      const { id } = await held();
      const { task } = await linkClaim(contexts.holder, { id, url: "https://github.com/a/b/pull/1" });
      return () => unlinkClaim(as, { id, link: task.links[0]?.id });
    },
    completeClaim: async (as) => {
      const { id } = await held();
      return () => completeClaim(as, { id });
    },
    moveClaim: async (as) => {
      await releaseAll();
      const { number, slotList } = await world.task(slug, { slots: ["Redis", "etcd"] });
      const { claimId: id } = await claimTask(contexts.holder, { number });
      return () => moveClaim(as, { id, slot: slotList[1]?.id });
    },
    tickStep: async (as) => {
      const { id } = await held();
      return () => tickStep(as, { id, step: "guide" });
    },
    joinWaitlist: async (as) => {
      const { number } = await heldByOther();
      return () => joinWaitlist(as, { number });
    },
    leaveWaitlist: async (as) => {
      const { number } = await heldByOther();
      if (as !== contexts.visitor) await joinWaitlist(as, { number });
      return () => leaveWaitlist(as, { number });
    },
    editSlots: async (as) => {
      const { number, revision } = await world.task(slug);
      return () => editSlots(as, { number, revision, slots: [{ name: "Redis" }, { name: "etcd" }] });
    },
    finishSlot: async (as) => {
      const { number, slotList } = await world.task(slug);
      return () => finishSlot(as, { number, slot: slotList[0]?.id });
    },
    takeOverList: async (as) => {
      const { number, slotList } = await world.task(slug);
      return () => takeOverList(as, { number, items: [{ slot: slotList[0]?.id, isDone: true }] }, gitHub);
    },
    makeException: async (as) => {
      const { number } = await world.task(slug);
      const { login } = await world.person(`m${randomUUID().slice(0, 8)}`);
      return () => makeException(as, { number, login, reason: "Knows the code" });
    },
    askQuestion: async (as) => {
      const { number } = await world.task(slug);
      return () => askQuestion(as, { number, body: "Where?" });
    },
    answerQuestion: async (as) => {
      const question = await asked();
      return () => answerQuestion(as, { question, body: "Here." });
    },
    acceptAnswer: async (as) => {
      const question = await asked();
      const { task } = await answerQuestion(contexts.contributor, { question, body: "Here." });
      return () => acceptAnswer(as, { question, answer: task.questions[0]?.answers[0]?.id });
    },
    editPost: async (as) => {
      const id = await asked();
      return () => editPost(as, { id, body: "Where exactly?" });
    },
    deletePost: async (as) => {
      const id = await asked();
      return () => deletePost(as, { id });
    },
    flagQuestions: async (as) => () => flagQuestions(as),
    createProject: async (as) => () => createProject(as, { slug: `x${randomUUID().slice(0, 8)}`, name: "X" }),
    editProject: async (as) => {
      const { revision } = await readProject(as, slug);
      return () => editProject(as, { slug, revision, guideUrl: "https://example.org/guide" });
    },
    changePolicy: async (as) => {
      const { revision, policy } = await readProject(as, slug);
      return () =>
        changePolicy(as, { slug, revision, policy: { ...policy, answerDays: (policy.answerDays % 90) + 1 } });
    },
    previewPolicy: async (as) => () => previewPolicy(as, { slug, policy: defaultPolicy }),
    grantMember: async (as) => {
      const { login } = await world.person(`m${randomUUID().slice(0, 8)}`);
      return () => grantMember(as, { project: slug, login, role: "mentor" });
    },
    removeMember: async (as) => {
      const person = await world.person(`m${randomUUID().slice(0, 8)}`);
      await world.member(slug, person, "mentor");
      return () => removeMember(as, { project: slug, login: person.login });
    },
    importList: async (as) => async () => {
      const view = await importList(as, { markdown: `- [ ] Write ${randomUUID()} down\n`, project: slug });
      // Whose right is missing only for some projects is told item by item.
      if (view.tasks[0]?.reason === "not_a_maintainer") throw Object.assign(new Error(), { needs: "maintainer" });
      expect(view.isWritten).toBe(true);
    },
    listNotices: async (as) => () => listNotices(as, {}),
    readNotices: async (as) => () => readNotices(as, { upTo: 1 }),
    expireClaims: async (as) => () => expireClaims(as),
    undoRelease: async (as) => {
      const { id } = await held();
      const { eventId } = await releaseClaim(contexts.holder, { id });
      return () => undoChange(as, { eventId });
    },
    createPerson: async (as) => () =>
      createPerson(as, { login: `m${randomUUID().slice(0, 8)}`, password: "a password for tests" }),
    listPeople: async (as) => () => listPeople(as),
    makeAdmin: async (as) => {
      const { login } = await world.person(`m${randomUUID().slice(0, 8)}`);
      return () => makeAdmin(as, { login });
    },
    setPassword: async (as) => () => setPassword(as, { login: "contributor", password: "a password for tests" }),
    createTokenFor: async (as) => () => createTokenFor(as, { login: "contributor", name: "test" }),
    newSetupLink: async (as) => () => newSetupLink(as),
    renameMe: async (as) => () => renameMe(as, { name: "Another" }),
    editMe: async (as) => () => editMe(as, { isHidden: false }),
    linkGitHub: async (as) => () => linkGitHub(as, { id: randomUUID(), login: "octocat" }),
    unlinkGitHub: async (as) => {
      const { actor } = as;
      if (actor.kind === "person") {
        const own = passwordAccount(actor.person.id, "a hash", world.clock.now());
        await database().transaction((tx) => tx.db.insert(tx.tables.account).values(own));
      }
      return () => unlinkGitHub(as);
    },
    removePerson: async (as) => {
      const { login } = await world.person(`m${randomUUID().slice(0, 8)}`);
      return () => removePerson(as, { login });
    },
    createToken: async (as) => () => createToken(as, { name: "test" }),
    listTokens: async (as) => () => listTokens(as),
    listSessions: async (as) => () => listSessions(as, ""),
    endSession: async (as) => () => endSession(as, "none"),
    endOtherSessions: async (as) => () => endOtherSessions(as, "none"),
    lapseOffers: async (as) => () => lapseOffers(as),
    readContact: async (as) => () => readContact(as, given),
    editContact: async (as) => () => editContact(as, { wish: "urgent" }, "en", given),
    resetCalendar: async (as) => () => resetCalendar(as, "en", given),
    makeMails: async (as) => () => makeMails(as, given),
    sendMails: async (as) => () => sendMails(as, given),
    forgetMails: async (as) => () => forgetMails(as),
  };

  /** A task held by someone who plays no part. */
  async function heldByOther() {
    const { number } = await world.task(slug);
    await claimTask(world.as(await world.person(`m${randomUUID().slice(0, 8)}`)), { number });
    return { number };
  }

  async function releaseAll() {
    const rows = await database().db.select().from(database().tables.claim);
    for (const row of rows) if (row.endedAt === null) await releaseClaim(world.system, { id: row.id });
  }

  it("has a row for every verb that is tried", () => {
    expect(Object.keys(attempts).sort()).toEqual(Object.keys(table).sort());
  });

  it("lets a token do nothing to the account it belongs to", async () => {
    const { actor } = contexts.administrator;
    if (actor.kind !== "person") throw new Error("not a person");
    const token: Context = { ...contexts.administrator, actor: { ...actor, kind: "token", tokenId: "one" } };
    const attempts = [
      () => renameMe(token, { name: "Another" }),
      () => editMe(token, { isHidden: true }),
      () => deleteAccount(token, { login: "administrator", password: "a password" }),
      () => changePassword(token, "", { current: "a password", next: "another password" }),
      () => linkGitHub(token, { id: "1", login: "octocat" }),
      () => unlinkGitHub(token),
      () => createToken(token, { name: "another" }),
      () => listTokens(token),
      () => revokeToken(token, { id: "one" }),
      () => listSessions(token, ""),
      () => endSession(token, "one"),
      () => endOtherSessions(token, ""),
      () => redeemSetupLink(token, { token: "x" }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("keeps tokens and sessions of one person out of another's reach", async () => {
    const { id } = await createToken(contexts.holder, { name: "mine" });
    await expect(revokeToken(contexts.administrator, { id })).rejects.toMatchObject({ code: "not_found" });
    expect(await listTokens(contexts.contributor)).not.toContainEqual(expect.objectContaining({ id }));
    await expect(revokeToken(contexts.holder, { id })).resolves.toEqual({ id });
  });

  describe.each(Object.keys(table))("%s", (verb) => {
    it.each(roles)("as %s", async (role) => {
      const attempt = await attempts[verb]?.(contexts[role]);
      const answer = await attempt?.().then(
        () => "ok",
        (error: unknown) => {
          if (isAppError(error)) return "needs" in error.data ? error.data.needs : error.code;
          return (error as { needs?: string }).needs ?? String(error);
        },
      );
      expect(answer).toBe(table[verb]?.[role]);
    });
  });
});
