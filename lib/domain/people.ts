import type { PersonRefView } from "./views";

/** What the login of someone who deleted their account begins with; no one can choose such a login. */
export const FORMER = "~";

/** Whether this person has deleted their account: they have no name and no page any more. */
export function isFormer({ login }: Pick<PersonRefView, "login">): boolean {
  return login.startsWith(FORMER);
}

/** Whether there is a page about this person for others to see. */
export function hasPage(person: PersonRefView): boolean {
  return !isFormer(person) && !person.isHidden;
}
