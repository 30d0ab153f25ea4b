import type { MetadataRoute } from "next";
import { locales } from "../lib/domain/words";
import { settings } from "../lib/env";
import { languageTag } from "../lib/i18n/locale";
import { listProjects } from "../lib/server/projects/list";
import { pageContext } from "../lib/server/request";
import { listTaskAddresses } from "../lib/server/tasks/addresses";

export const dynamic = "force-dynamic";

/** A sitemap holds 50,000 addresses at most; half is far below its 50 MB too. */
const limit = 25_000;

/** Every page that is the same for everyone, in both languages. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const { context } = await pageContext();
  const [projects, tasks] = await Promise.all([listProjects(context), listTaskAddresses(context, limit)]);
  return [
    entry("/"),
    entry("/projects"),
    entry("/contributors"),
    ...projects.map((project) => entry(`/projects/${project.slug}`)),
    ...tasks.map((task) => entry(`/t/${task.number}`, task.updatedAt)),
  ];
}

/** One address; each reader gets their own language there, and `lang` asks for one. */
function entry(path: string, lastModified?: string): MetadataRoute.Sitemap[number] {
  const url = `${settings().BASE_URL}${path}`;
  const languages = Object.fromEntries(locales.map((locale) => [languageTag[locale], `${url}?lang=${locale}`]));
  return {
    url,
    ...(lastModified ? { lastModified } : {}),
    alternates: { languages: { ...languages, "x-default": url } },
  };
}
