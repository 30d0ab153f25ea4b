/** The way from a claim to a finished task: what to do next, the guide, and what comes after. */
export const steps = {
  path: "Your way to a finished task",
  station: { guide: "Guide", ask: "Ask", pull_request: "Link", review: "Review", finish: "Done" },
  state: { passed: "behind you", current: "you are here", ahead: "still ahead" },
  tick: { guide: "I have read the guide", ask: "Everything is clear" },
  next: "Next: {step}",
  title: {
    over: "act now, time is up",
    soon: "time is nearly up",
    guide: "read the guide",
    ask: "ask what is unclear",
    pull_request: "open a pull request and link it",
    review: "answer the review",
  },
  text: {
    over: "Renew or link your pull request, or the task becomes free.",
    overLast: "All renewals are used. Link your pull request, or give the task back.",
    soon: "Renew, link your pull request, or give the task back.",
    soonLast: "All renewals are used. Link your pull request, or give the task back.",
    guide: "How to build, test and send in a change to {project}.",
    ask: "Any question is welcome on the task's page. If all is clear, go on.",
    pull_request: "A small one that names the issue is best. Once you link it here, the clock stops.",
    review: "Keep an eye on its comments. Once it is merged, mark the task as finished here.",
    reviewMaintainer: "Keep an eye on its comments. Once it is merged, a maintainer marks the task as finished.",
    reviewFollowed: "Keep an eye on its comments. Once it is merged at GitHub, the task is marked as finished for you.",
    reviewDraft: "It is a draft still. When it is ready, mark it as ready for review at GitHub.",
  },
  action: {
    guide: "Open the guide",
    guideRead: "I have read it",
    ask: "Ask a question",
    clear: "All is clear",
    link: "Enter its address",
    open: "Open {label}",
  },
  guide: {
    title: "Guide",
    start: "Start here",
    of: "Guide of {project}",
    loading: "Loading the guide",
    failed: "The guide could not be loaded.",
    elsewhere: "{project} keeps its guide for newcomers here:",
    page: "On the project's page",
    general: "{project} has no guide of its own here yet. This holds almost everywhere:",
    default: `1. **Get it running.** Fork the repository, clone your fork, and build it as its README or CONTRIBUTING says. Run the tests once before you change anything.
2. **Make a branch.** Begin at the main branch, and keep this one task in it.
3. **Start small.** Make the smallest change that works. If something is unclear, ask on the task's page early.
4. **Add a test.** Show with a test that it works, and run all tests before you send it in.
5. **Open a small pull request.** Say in its title what it does, and name the issue in its text, for instance \`Fixes #12\`.
6. **Link it on the task's page.** The clock stops, and what remains is to answer the review.`,
  },
  opened: {
    cap: "From now on you can hold {cap} tasks at a time.",
    levels: "{level, select, medium {Medium} other {Hard}} tasks of {project} are open to you now.",
  },
  after: {
    mine: "You finished this task. Thank you!",
    level: "{level, select, easy {Easy tasks} medium {Medium tasks} other {Hard tasks}} that build on it",
    any: "What you could do next",
    last: "After your last task",
  },
};
