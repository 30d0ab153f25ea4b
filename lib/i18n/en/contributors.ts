/** Who finished what, by month. */
export const contributors = {
  title: "Contributors",
  lead: "Everyone who finished a task, month by month. Thank you.",
  description: "Who finished which newcomer task, by project and month.",
  filter: "Project",
  all: "All projects",
  firstTitle: "{count, plural, one {Welcome to a first-timer} other {Welcome to # first-timers}}",
  firstLead: "First task finished in the week {days}. Well done!",
  counts: "{tasks, plural, one {# task} other {# tasks}} by {people, plural, one {# person} other {# people}}",
  personCount: "{count, plural, one {# task} other {# tasks}}",
  unnamed:
    "{people, plural, one {Someone who keeps their page private} other {# people who keep their pages private}} finished {tasks, plural, one {# task} other {# tasks}}.",
  older: "Earlier",
  newest: "Back to the newest",
  empty: "Nobody has finished a task yet",
  emptyText: "Be the first: pick an easy one, it takes a few days, and someone helps if you get stuck.",
  emptyProject: "Nobody has finished a task of {project} yet",
  emptyOlder: "Nothing earlier",
  emptyOlderText: "This is where the list begins.",
  easy: "See free easy tasks",
  free: "Free tasks of {project}",
};
