import type { ProjectRefView } from "../../domain/views";

/** How a project is named beside its tasks. The letter is the first of its name. */
export function projectRef(row: { slug: string; name: string; color: string }): ProjectRefView {
  const [letter = "?"] = row.name.toUpperCase();
  return { slug: row.slug, name: row.name, letter, color: row.color };
}
