import { cache } from "react";
import { found } from "../../../lib/server/found";
import { readProject } from "../../../lib/server/projects/read";
import { pageContext } from "../../../lib/server/request";

/** The project of the page, read once for its head and its body; null when there is none. */
export const loadProject = cache(async (slug: string) => {
  const { context } = await pageContext();
  return found(readProject(context, slug));
});
