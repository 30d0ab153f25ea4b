/** What mails say, and the private calendar. */
export const mail = {
  board: "Foothold",
  unnamed: "a task",
  subject: {
    more: "{title} (and {count, plural, one {# more} other {# more}})",
    digest: "{count, plural, one {# notice} other {# notices}} from your task board",
    confirm: "Confirm your address for Foothold",
  },
  hello: "Hello {name},",
  lead: {
    urgent: "{count, plural, one {this cannot wait:} other {these cannot wait:}}",
    digest: "this happened since the last mail:",
  },
  reason: "Reason: {reason}",
  instant: "{at} UTC",
  slot: "Slot: {slot}",
  note: "“{note}”",
  others: "What else is open",
  held: "{task}: {until}",
  until: "until {until}",
  inReview: "in review, the clock is stopped",
  unread: "{count, plural, one {# more unread notice} other {# more unread notices}} on the board",
  why: "You get this mail because this address is confirmed in your account @{login}.",
  change: "Choose which notices come by mail",
  stop: "No more mails",
  confirm: {
    text: "someone, probably you, wants notices from {host} sent to this address. If that is right, open this page and confirm it:",
    button: "Confirm this address",
    after: "The link works once, for 48 hours. If you know nothing of this, do nothing: you will get no notices.",
  },
  calendar: {
    name: "My claims",
    summary: "Claim ends: {task}",
    summarySlot: "Claim ends: {task} ({slot})",
    text: "Until then: link your pull request, renew, or give the task back.",
    remind: "Your claim on “{task}” ends soon",
  },
};
