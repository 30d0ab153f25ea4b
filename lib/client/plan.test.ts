import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "./api";
import { dropPlan, keepPlan, keptPlan, planLine, sendPlan } from "./plan";

describe("a plan", () => {
  it("is sent as one line, and not at all when it is empty", () => {
    expect(planLine(" Read first.\n\nThen write\ta test. ")).toBe("Read first. Then write a test.");
    expect(planLine(" \n ")).toBeUndefined();
  });

  it("is left out when the project has stopped asking for one", async () => {
    const off = new ApiError("invalid", { issues: [{ path: "plan", code: "plan_off" }] }, 400);
    const send = vi.fn(async (plan: string | undefined) => {
      if (plan !== undefined) throw off;
      return "claimed";
    });
    expect(await sendPlan("Read first", send)).toBe("claimed");
    expect(send.mock.calls).toEqual([["Read first"], [undefined]]);
  });

  it.each([
    ["another refusal", new ApiError("plan_required", { task: 1 }, 409)],
    ["another fault of the input", new ApiError("invalid", { issues: [{ path: "plan", code: "too_big" }] }, 400)],
  ])("is not sent again after %s", async (_, error) => {
    const send = vi.fn(() => Promise.reject(error));
    await expect(sendPlan("Read first", send)).rejects.toBe(error);
    expect(send).toHaveBeenCalledOnce();
  });
});

describe("a plan that is not sent yet", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("is kept for its own task until it is dropped or emptied", () => {
    const kept = new Map<string, string>();
    vi.stubGlobal("window", {
      localStorage: {
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => kept.set(key, value),
        removeItem: (key: string) => kept.delete(key),
      },
    });
    keepPlan(7, "先读代码");
    expect([keptPlan(7), keptPlan(8)]).toEqual(["先读代码", ""]);
    keepPlan(7, "  ");
    expect(keptPlan(7)).toBe("");
    keepPlan(7, "x");
    dropPlan(7);
    expect(kept.size).toBe(0);
  });
});
