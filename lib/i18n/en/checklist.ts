/** What the list of an issue says of the slots of a task, and why something of it could not be taken over. */
export const checklist = {
  says: {
    open: "free",
    taken: "free: the list says taken, but not by whom",
    claimed: "claimed by @{holder}",
    done: "done",
    doneBy: "done by @{holder}",
  },
  isNew: "new slot",
  refused:
    "{count, plural, one {# entry of the list was not taken over} other {# entries of the list were not taken over}}",
  why: {
    nobody: "nobody at GitHub has the login @{holder}.",
    bot: "@{holder} is a bot or an organisation, and no person.",
    github_away: "GitHub could not be asked who @{holder} is. Try again in a while.",
    held: "{by, select, none {someone else holds it} other {@{by} holds it}}. Release that claim first, if it is to be someone else’s.",
    offered: "it is kept for @{by}, the next in line.",
    holds_other: "@{holder} holds another slot of this task already, and nobody holds two at a time.",
    not_wanted: "this slot is closed here.",
    over: "the task is closed.",
    gone: "there is no such slot any more.",
    other: "the board did not allow it.",
  },
  again: "Try these again",
};
