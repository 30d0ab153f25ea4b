/**
 * One sentence for each kind of event. `<who>` is who did it, `<task>` the task (or "this task" on its own page),
 * `<person>` whom it concerns, `<link>` what was linked.
 */
export const events = {
  someone: "The system",
  thisTask: "this task",
  deletedTask: "a task that was deleted",
  quote: "Reason",
  note: "Note",
  untilDate: "until <date></date>",
  duplicateOf: " (the same as <other></other>)",
  listedHolder: "The list named {name} as its holder.",
  fields: {
    texts: "texts",
    difficulty: "difficulty",
    tags: "tags",
    mentors: "mentors",
    links: "links",
    name: "name",
    names: "names",
    descriptions: "descriptions",
    repositoryUrl: "repository",
    guideUrl: "guide",
    languages: "languages",
    color: "colour",
    other: "details",
  },
  kind: {
    person: { joined: "<who></who> joined", made_admin: "<person></person> became an administrator" },
    project: {
      created: "<who></who> added the project",
      edited: "<who></who> changed the project: {fields}",
    },
    member: {
      granted:
        "<who></who> made <person></person> a {role, select, mentor {mentor} admin {administrator} other {maintainer}}",
      removed: "<who></who> ended the membership of <person></person>",
    },
    task: {
      created: "<who></who> added <task></task>",
      imported: "Imported <task></task>",
      importedFrom: "Imported <task></task> from the list {source}",
      edited: "<who></who> edited <task></task>: {fields}",
      closed:
        "<who></who> closed <task></task> as {reason, select, done {done} not_planned {not planned} other {a duplicate}}",
      reopened: "<who></who> reopened <task></task>",
      deleted: "<who></who> deleted the task “{title}”",
    },
    claim: {
      started: "<who></who> claimed <task></task>",
      renewed: "<who></who> renewed the claim on <task></task>",
      noted: "<who></who> wrote about <task></task>",
      linked: "<who></who> linked <link></link> to <task></task>",
      unlinked: "<who></who> unlinked <link></link> from <task></task>",
      completed: "<who></who> finished <task></task>",
      completedFor: "<who></who> marked <task></task> as finished by <person></person>",
      released: "<who></who> gave <task></task> back",
      expired: "The time of <person></person> for <task></task> ran out",
      revoked: "<who></who> released the claim of <person></person> on <task></task>",
    },
    change: { undone: "<who></who> undid a change to <task></task>" },
  },
};
