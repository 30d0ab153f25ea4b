/** The page of a project's claim rules: in plain words for everyone, and the form of its maintainers. */
export const rules = {
  title: "Claim rules of {name}",
  lead: "All there is to know before you claim a task. The board keeps these rules by itself, the same for everyone.",
  description: "How claiming works in {name}: how long a task is yours, renewals, limits, the waitlist and the ladder.",
  back: "{name}",
  edit: "Edit the rules",
  days: "{count, plural, one {# day} other {# days}}",
  group: {
    lease: "How long a task is yours",
    renew: "Renewing, and what stops the clock",
    cap: "How many at once",
    waitlist: "Waiting in line",
    ladder: "The ladder",
    plan: "How you will start",
    wanted: "Still wanted?",
    questions: "Questions",
    finishing: "Finishing",
  },
  read: {
    lease:
      "You are reminded when {part, plural, =2 {half} =3 {a third} =4 {a quarter} other {one part in #}} of the time is left. If you do not renew, the task becomes free for someone else.",
    renew:
      "{renewLimit, plural, =0 {A claim cannot be renewed.} one {One tap gives you {renewDays, plural, one {# more day} other {# more days}}, once.} other {One tap gives you {renewDays, plural, one {# more day} other {# more days}}, up to # times.}} Linking your pull request stops the clock. If it is closed unmerged, the clock goes on with at least {resumeDays, plural, one {# day} other {# days}} left.",
    cap: "{capBeforeFirst, plural, one {One task} other {Up to # tasks}} at a time until your first is finished, then up to {capAfterFirst}. What is in review does not count; all projects here do.",
    capSame:
      "{capAfterFirst, plural, one {One task} other {Up to # tasks}} at a time. What is in review does not count; all projects here do.",
    waitlist:
      "When a task is taken you can wait in line. What becomes free is held for the first in line for {offerHours, plural, one {# hour} other {# hours}}, then for the next.",
    ladderNone: "Every level is open to you. For your first task we recommend an easy one.",
    ladderHard:
      "Easy and medium tasks are open to everyone; hard ones after {hard, plural, one {# finished task} other {# finished tasks}}, in any project.",
    ladderBoth:
      "Easy tasks are open to everyone; medium ones after {medium, plural, one {# finished task} other {# finished tasks}} and hard ones after {hard}, in any project.",
    plan: {
      off: "Nothing is asked when you claim: one tap is enough.",
      optional:
        "When you claim, you can say in a sentence or two how you will start, so that a mentor can help early. You can skip it.",
      required:
        "When you claim, say in one to three sentences how you will start. Everyone sees it on the task's page.",
    },
    wanted:
      "Maintainers confirm from time to time that a task is still wanted. After {reconfirmDays} days without that it is marked “ask first”; after {hideDays} it leaves the default view.",
    questions:
      "Ask on the task's page. The project promises an answer within {answerDays, plural, one {# day} other {# days}}; after that its maintainers are reminded.",
    holder: "When your pull request is merged, you can mark the task as finished yourself.",
    maintainer: "When your pull request is merged, a maintainer marks the task as finished.",
  },
  exception:
    "A maintainer can make an exception for one person and one task; the reason stands in the task's timeline.",
  form: {
    title: "Edit the claim rules of {name}",
    lead: "New rules hold from when you save them. Running claims keep the end they were promised, and nobody loses a task.",
    why: {
      lease: "Too long, and tasks are blocked by people who have stopped; too short, and newcomers worry.",
      renew: "Renewing lets people who are at it stay. A linked pull request always stops the clock.",
      cap: "A limit leaves tasks for others. Claims in review do not count.",
      waitlist: "What becomes free is held for people in line first.",
      ladder: "0 means no ladder; the pages still recommend an easy first task. Tasks of all projects here count.",
      plan: "A few sentences show early whether someone is on the right way. They also make some people hesitate.",
      wanted: "What nobody has confirmed for long is often no longer wanted, and a newcomer's work would be in vain.",
      questions: "A question without an answer by then is flagged to the maintainers.",
      finishing: "A holder needs a linked pull request to mark a task as finished.",
    },
    field: {
      leaseDays: { easy: "An easy task", medium: "A medium task", hard: "A hard task" },
      reminderPart: "When to remind",
      renewDays: "One renewal adds",
      renewLimit: "Renewals at most",
      resumeDays: "Left at least after a closed pull request",
      capBeforeFirst: "Before the first finished task",
      capAfterFirst: "After it",
      offerHours: "Held for the next in line",
      neededForMedium: "Needed before a medium task",
      neededForHard: "Needed before a hard task",
      plan: "How someone will start",
      reconfirmDays: "Marked “ask first”",
      hideDays: "Out of the default view",
      answerDays: "Promised answer within",
      holderMayComplete: "Who marks a task as finished",
    },
    unit: {
      days: "days",
      hours: "hours",
      times: "times",
      tasks: "tasks",
      after: "days unconfirmed",
    },
    reminder: "When {part, plural, =2 {half} =3 {a third} =4 {a quarter} other {one part in #}} is left",
    plan: { off: "Not asked", optional: "Asked, can be skipped", required: "Needed" },
    finish: { yes: "The holder or a maintainer", no: "Only a maintainer" },
    was: "was {value}",
    default: "default {value}",
    restore: "Restore the defaults",
    save: "Save the rules",
    saved: "The rules are saved",
    nothing: "Nothing has changed",
  },
  effect: {
    title: "What this means today",
    none: "Change a rule, and you see here what it means for the claims and tasks there are now.",
    wrong: "Put right what is marked to see what it means.",
    failed: "What it means cannot be worked out at the moment. You can save all the same.",
    running:
      "{count, plural, =0 {No claim is running at the moment.} one {# running claim keeps the end it was promised.} other {# running claims keep the end they were promised.}}",
    future: "Claims and renewals from now on follow the new rules.",
    withoutRenewals:
      "{count, plural, =0 {All running claims can still be renewed.} one {# of them cannot be renewed any more; a linked pull request still stops the clock.} other {# of them cannot be renewed any more; a linked pull request still stops the clock.}}",
    overCap:
      "{count, plural, =0 {Nobody holds more than the new limit.} one {# person holds more than the new limit: they keep it, and cannot claim more.} other {# people hold more than the new limit: they keep it, and cannot claim more.}}",
    belowLadder:
      "{count, plural, =0 {Everyone in line meets the new ladder.} one {# person in line does not meet the new ladder: when it is their turn they cannot claim, unless you make an exception.} other {# people in line do not meet the new ladder: when it is their turn they cannot claim, unless you make an exception.}}",
    askFirst:
      "{count, plural, =0 {No free task is marked “ask first”.} one {# free task is marked “ask first”.} other {# free tasks are marked “ask first”.}}",
    hidden:
      "{count, plural, =0 {No free task leaves the default view.} one {# free task leaves the default view.} other {# free tasks leave the default view.}}",
  },
  conflict: {
    title: "Someone else changed the rules in the meantime",
    text: "All you entered is still here.",
    takenOver: "What only they changed has been taken over: {rules}.",
    disputed: "These you both changed. Yours stay unless you take theirs:",
    values: "{rule}: yours {mine}, theirs {theirs}",
    take: "Take theirs",
    again: "Have a look, then save again.",
  },
};
