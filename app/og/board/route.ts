import { boardPageWords } from "../../../components/board/page-words";
import { boardPicture } from "../../../components/share/picture";
import { boardAddress, readFilters } from "../../../lib/domain/filters";
import { difficulties } from "../../../lib/domain/words";
import { settings } from "../../../lib/env";
import { answerPicture, sharedDrawings } from "../../../lib/http/drawings";
import { asLocale } from "../../../lib/i18n/locale";
import { formatInstant } from "../../../lib/i18n/time";
import { translator } from "../../../lib/i18n/translator";
import { pageContext } from "../../../lib/server/request";
import { readBoard } from "../../../lib/server/tasks/board";

/** Seconds: the address names the state's version, so the picture of one address never has to change. */
const age = 86_400;

/** The picture of a filtered board for link previews: what is shown, and how many of each difficulty. */
export async function GET(request: Request): Promise<Response> {
  const search = new URL(request.url).searchParams;
  const page = await pageContext();
  const locale = asLocale(search.get("locale")) ?? page.locale;
  const filters = readFilters(search);
  const { counts } = await readBoard(page.context, filters, { perColumn: 0 });
  const common = translator(locale, "common");
  const board = translator(locale, "board");
  const project = counts.project.find((facet) => facet.value === filters.project)?.project ?? null;
  const { title } = boardPageWords(project ? { ...filters, project: null } : filters, counts, [], locale);
  const shown = filters.difficulty ? difficulties.filter((one) => one === filters.difficulty) : difficulties;
  const now = page.context.now().getTime();
  const facts = {
    heading: title,
    lines: shown.map((difficulty) => ({
      label: common(`difficulty.${difficulty}`),
      count: counts.difficulty.find((facet) => facet.value === difficulty)?.count ?? 0,
      difficulty,
    })),
    projectName: project?.name ?? null,
    projectMark: project && { letter: project.letter, color: project.color },
    locale,
    siteName: common("siteName"),
    shortAddress: new URL(settings().BASE_URL).host + (project ? boardAddress(filters).split("&")[0] : ""),
  };
  const asOfLabel = board("picture.asOf", {
    time: `${formatInstant(now, { locale, format: "dateTime", now, timeZone: "UTC" })} UTC`,
  });
  // Whatever else the address holds: what looks the same is drawn once.
  const picture = sharedDrawings().draw(`board ${JSON.stringify(facts)}`, () => boardPicture({ ...facts, asOfLabel }));
  return answerPicture(picture, { "Cache-Control": `public, max-age=${age}, immutable` });
}
