import { expect, it } from "vitest";
import type { PullState } from "../../lib/domain/words";
import { reviewText } from "./review";

const claimWith = (state: PullState | null, holderMayComplete: boolean) => ({
  id: "c",
  holderMayComplete,
  links: [
    {
      id: "l",
      kind: "pull_request" as const,
      url: "https://github.com/a/b/pull/1",
      label: "a/b#1",
      claimId: "c",
      state,
    },
  ],
});

it.each([
  ["what GitHub tells of finishes by itself", "open", true, "reviewFollowed"],
  ["whoever may finish", "open", false, "reviewFollowed"],
  ["a draft has to be made ready first", "draft", true, "reviewDraft"],
  ["what nobody follows its holder finishes", null, true, "review"],
  ["or a maintainer", null, false, "reviewMaintainer"],
] as const)("%s", (_, state, mayComplete, said) => {
  expect(reviewText(claimWith(state, mayComplete))).toBe(said);
});
