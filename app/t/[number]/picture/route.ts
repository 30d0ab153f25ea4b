import { taskPicture } from "../../../../components/share/picture";
import { answerPicture, sharedDrawings } from "../../../../lib/http/drawings";
import { isKnown } from "../../../../lib/http/etag";
import { asLocale } from "../../../../lib/i18n/locale";
import { translator } from "../../../../lib/i18n/translator";
import { found } from "../../../../lib/server/found";
import { pageContext } from "../../../../lib/server/request";
import { readTask } from "../../../../lib/server/tasks/read";
import { taskNumber } from "../load";
import { type PictureFacts, pictureFacts, pictureVersion } from "../picture-facts";

/** Seconds that a picture may be kept: for good under the address of what it shows, shortly under any other. */
const forGood = 31_536_000;
const shortly = 300;

interface Props {
  params: Promise<{ number: string }>;
}

/** The picture of a task for link previews: its title, project, difficulty and its status now. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const search = new URL(request.url).searchParams;
  const { context, locale: readers } = await pageContext();
  const locale = asLocale(search.get("lang")) ?? readers;
  const number = taskNumber((await params).number);
  const task = number === null ? null : await found(readTask(context, number));
  if (!task) return new Response(null, { status: 404, headers: { "Cache-Control": "no-store" } });
  const facts = pictureFacts(task, locale);
  const version = pictureVersion(facts);
  const isExact = search.get("v") === version;
  const tag = `W/"${version}"`;
  const headers = {
    "Cache-Control": `public, max-age=${isExact ? forGood : shortly}${isExact ? ", immutable" : ""}`,
    ETag: tag,
  };
  if (isKnown(request.headers.get("if-none-match"), tag)) return new Response(null, { status: 304, headers });
  const picture = sharedDrawings().draw(`task ${version}`, () => drawTask(facts, context.now()));
  return answerPicture(picture, headers);
}

function drawTask(facts: PictureFacts, asOf: Date): Promise<Uint8Array> {
  const date = asOf.toISOString().slice(0, 16).replace("T", " ");
  const sentence = translator(facts.locale, "task")("meta.asOf", { date });
  return taskPicture({ ...facts, asOf, labels: { ...facts.labels, asOf: sentence } });
}
