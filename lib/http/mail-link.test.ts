import { beforeAll, expect, it } from "vitest";
import { onBothEngines } from "../../db/testing";
import { mailSettings } from "../server/mail/settings";
import { signedToken } from "../server/mail/signed";
import { editContact, readContact } from "../server/people/contact";
import { createWorld, type World } from "../server/testing";
import { useDatabase } from "./route.testing";

const own = { origin: "http://localhost:3000", "sec-fetch-site": "same-origin" };
const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };

onBothEngines("links in mails", ({ database }) => {
  let world: World;
  let door: typeof import("../../app/api/unsubscribe/route");
  let confirm: typeof import("../../app/api/confirm-email/route");

  beforeAll(async () => {
    world = createWorld(database());
    useDatabase(database());
    [door, confirm] = await Promise.all([
      import("../../app/api/unsubscribe/route"),
      import("../../app/api/confirm-email/route"),
    ]);
  });

  async function subscriber(login: string) {
    const person = await world.person(login);
    const as = world.as(person);
    await editContact(as, { wish: "daily" }, "en", mailSettings());
    return {
      token: signedToken(mailSettings().secret, "unsubscribe", person.id),
      wish: async () => (await readContact(as, mailSettings())).wish,
    };
  }
  const request = (path: string, method: string, headers: Record<string, string> = {}, body?: string) =>
    new Request(`http://localhost:3000${path}`, {
      method,
      headers: { host: "localhost:3000", ...headers },
      ...(body === undefined ? {} : { body }),
    });

  it("stop all mails by one click of a mail program, without cookie or origin (RFC 8058)", async () => {
    const { token, wish } = await subscriber("oneclick");
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const asked = request(`/api/unsubscribe?token=${token}`, "POST", form, "List-Unsubscribe=One-Click");
    const answer = await door.POST(asked);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("no more mails");
    expect(await wish()).toBe("off");
    const wrong = await door.POST(request(`/api/unsubscribe?token=${token}x`, "POST", foreign));
    expect(wrong.status).toBe(404);
  });

  it("change nothing when they are opened, and by the page's button do and lead back to it", async () => {
    const { token, wish } = await subscriber("button");
    const opened = door.GET(request(`/api/unsubscribe?token=${token}`, "GET"));
    expect(opened.status).toBe(303);
    expect(opened.headers.get("location")).toBe(`/unsubscribe?token=${token}`);
    expect(await wish()).toBe("daily");
    const pressed = await door.POST(request(`/api/unsubscribe?from=page&token=${token}`, "POST", own));
    expect([pressed.status, pressed.headers.get("location")]).toEqual([303, "/unsubscribe?done=yes"]);
    expect(await wish()).toBe("off");
    const wrong = await door.POST(request("/api/unsubscribe?from=page&token=x", "POST", own));
    expect(wrong.headers.get("location")).toBe("/unsubscribe?done=no");
  });

  it("confirm an address only from the page of this site", async () => {
    for (const headers of [foreign, {}]) {
      const answer = await confirm.POST(request("/api/confirm-email?token=x", "POST", headers));
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: "cross_site" });
    }
    const wrong = await confirm.POST(request("/api/confirm-email?token=x", "POST", own));
    expect(wrong.headers.get("location")).toBe("/confirm-email?done=no");
  });
});
