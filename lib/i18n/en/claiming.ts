/** What comes up while one claims: the plan, a refusal, and what a reminder's link asks for. */
export const claiming = {
  plan: {
    title: "How will you start?",
    slot: "You are about to claim {name}.",
    optional: "A sentence or two lets a mentor tell you early if there is a better way. You can skip it.",
    required: "This project asks for a word on how you will start before you claim.",
    label: "Your plan",
    hint: "One to three sentences. Everyone sees it on the task's page.",
    placeholder: "For instance: I will read pkg/actuator and add a table-driven test like the ones beside it.",
    missing: "Say in a sentence how you will start.",
    skip: "Claim without a plan",
    submit: "Claim",
  },
  refusal: {
    title: "This task could not be claimed",
    yours: "What you are working on",
    capRule: "Why there is a limit",
    ladderRule: "Claim rules of {project}",
    wait: "{count, plural, =0 {Wait in line for it} one {Wait in line for it, after # person} other {Wait in line for it, after # people}}",
    instead: "Free tasks that fit you",
    tryAgain: "Try again",
  },
  asked: {
    signInTitle: "Sign in first",
    signIn: "Sign in",
    signInRenew: "Then you can renew “{title}”.",
    signInRelease: "Then you can give “{title}” back.",
    notYoursTitle: "You do not hold this task now",
    notYours: "Your claim of “{title}” may be finished, given back or over.",
    mine: "My claims",
    renewTitle: "Renew",
    renew: "Renew {days, plural, one {# day} other {# days}}",
    renewText:
      "It is yours until <end></end>; renewed, until <next></next>. {left, plural, =0 {It is the last renewal.} one {# renewal is left after this one.} other {# renewals are left after this one.}}",
    usedUp: "All renewals are used; it is yours until <end></end>. Link your pull request and the clock stops.",
    stopped: "Your pull request is in review and the clock is stopped: there is nothing to renew.",
  },
};
