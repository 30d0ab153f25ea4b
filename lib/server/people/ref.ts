import type { Source } from "../../../db/database";
import type { PersonRefView } from "../../domain/views";

/** The columns of a person that `refOf` needs, for a `select`. */
export function refColumns({ person }: Source["tables"]) {
  return { login: person.login, name: person.name, isHidden: person.isHidden };
}

/** How a person is named everywhere; a hidden one with the sign that there is no page to link to. */
export function refOf({ login, name, isHidden }: { login: string; name: string; isHidden: boolean }): PersonRefView {
  return isHidden ? { login, name, isHidden } : { login, name };
}
