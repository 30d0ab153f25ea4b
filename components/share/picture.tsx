import { ImageResponse } from "next/og";
import type { ReactElement } from "react";
import { fontsFor, type PictureFonts, type Weight } from "./fonts";
import { breakLines, fitLine, type Lines } from "./lines";
import {
  Bars,
  COLORS,
  FootholdMark,
  type PictureDifficulty,
  type PictureStatus,
  type ProjectMark,
  ProjectSquare,
  Sheet,
  StatusPill,
} from "./picture-parts";

/** The width that text may take: the card's inside, within the middle square. */
const WIDTH = 608;
/** Kerning is not measured, so lines are broken a little earlier than they would have to be. */
const SAFETY = 0.985;
const ROWS = 4;
const LEADING = 1.28;

export interface TaskPictureInput {
  title: string;
  /** The title in the other language. */
  secondTitle: string | null;
  projectName: string;
  projectMark: ProjectMark;
  difficulty: PictureDifficulty | null;
  status: PictureStatus;
  locale: "zh" | "en";
  /** The instant that the status was true. */
  asOf: Date;
  siteName: string;
  /** The address without its scheme, short enough to type. */
  shortAddress: string;
  /** `asOf` is the whole sentence ("截至 14:05"); when empty the instant is written in UTC. */
  labels: { difficulty: string; status: string; asOf: string };
}

export interface BoardPictureInput {
  heading: string;
  /** At most four are drawn. */
  lines: { label: string; count: number; difficulty: PictureDifficulty | null }[];
  projectName: string | null;
  projectMark: ProjectMark | null;
  locale: "zh" | "en";
  siteName: string;
  shortAddress: string;
  asOfLabel: string;
}

/**
 * Draws the Open Graph picture of a task as it is now: a PNG of 1200×630 pixels. Nothing is fetched for it, whatever
 * the title contains.
 * @throws when the fonts cannot be read.
 */
export async function taskPicture(input: TaskPictureInput): Promise<Uint8Array> {
  const { labels } = input;
  const asOf = labels.asOf || `${input.asOf.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const pen = await penFor([
    input.title,
    input.secondTitle ?? "",
    input.projectName,
    input.projectMark.letter,
    input.siteName,
    input.shortAddress,
    labels.difficulty,
    labels.status,
    asOf,
  ]);
  const status = pen.fit(labels.status, 25, 700, 330);
  const statusRoom = pen.fonts.width(status, 25, 700) + 80;
  const title = pen.title(input.title, TITLE_SIZES);
  const second = pen.lines(input.secondTitle ?? "", 27, 400, 2);
  const asOfText = pen.fit(asOf, 22, 400, input.difficulty ? 330 : WIDTH);
  const difficulty = input.difficulty && pen.fit(labels.difficulty, 26, 700, 210);
  return pen.draw(
    <Sheet status={input.status} footer={<Footer input={input} pen={pen} />}>
      <div style={{ display: "flex", alignItems: "center", justifyContent: "space-between", height: 52 }}>
        <Project
          mark={input.projectMark}
          letter={pen.letter(input.projectMark.letter) || pen.letter(input.projectName)}
          name={pen.fit(input.projectName, 28, 400, WIDTH - statusRoom - 58)}
        />
        <StatusPill status={input.status} label={status} />
      </div>
      <div style={{ display: "flex", flexDirection: "column", justifyContent: "center", height: 312 }}>
        <TextLines lines={title.lines} size={title.size} weight={700} color={COLORS.ink} leading={LEADING} />
        {second.length > 0 && <div style={{ height: 16, flexShrink: 0 }} />}
        <TextLines lines={second} size={27} weight={400} color={COLORS.second} leading={1.4} />
      </div>
      <div style={{ display: "flex", height: 2, flexShrink: 0, backgroundColor: COLORS.softLine }} />
      <div style={{ display: "flex", alignItems: "center", justifyContent: "space-between", height: 84 }}>
        {input.difficulty && (
          <div style={{ display: "flex", alignItems: "center", fontSize: 26, fontWeight: 700 }}>
            <Bars difficulty={input.difficulty} size={30} />
            <div style={{ display: "flex", marginLeft: 14, color: COLORS[input.difficulty] }}>{difficulty}</div>
          </div>
        )}
        <div style={{ display: "flex", fontSize: 22, color: COLORS.second }}>{asOfText}</div>
      </div>
    </Sheet>,
    input.locale,
  );
}

/**
 * Draws the Open Graph picture of a board, a project or a filtered list: a heading and up to four counts. A PNG of
 * 1200×630 pixels; nothing is fetched for it.
 * @throws when the fonts cannot be read.
 */
export async function boardPicture(input: BoardPictureInput): Promise<Uint8Array> {
  const rows = input.lines.slice(0, ROWS);
  const pen = await penFor([
    input.heading,
    input.projectName ?? "",
    input.projectMark?.letter ?? "",
    input.siteName,
    input.shortAddress,
    input.asOfLabel,
    ...rows.map(({ label }) => label),
  ]);
  const rowHeight = rows.length > 3 ? 56 : 66;
  const room = 370 - rows.length * rowHeight - (input.projectName === null ? 0 : 60);
  const title = pen.title(
    input.heading,
    HEADING_SIZES.filter(({ size, most }) => size * most * LEADING <= room),
  );
  return pen.draw(
    <Sheet status="open" footer={<Footer input={input} pen={pen} />}>
      {input.projectName !== null && (
        <div style={{ display: "flex", alignItems: "center", height: 52, flexShrink: 0 }}>
          <Project
            mark={input.projectMark}
            letter={pen.letter(input.projectMark?.letter ?? "") || pen.letter(input.projectName)}
            name={pen.fit(input.projectName, 28, 400, WIDTH - 60)}
          />
        </div>
      )}
      <div style={{ display: "flex", flexDirection: "column", justifyContent: "center", flexGrow: 1 }}>
        <TextLines lines={title.lines} size={title.size} weight={700} color={COLORS.ink} leading={LEADING} />
      </div>
      {rows.map((row) => (
        <div
          key={row.label}
          style={{
            display: "flex",
            alignItems: "center",
            height: rowHeight,
            flexShrink: 0,
            borderTop: `2px solid ${COLORS.softLine}`,
            fontSize: 30,
          }}
        >
          {row.difficulty && <Bars difficulty={row.difficulty} size={30} />}
          <div style={{ display: "flex", flexGrow: 1, marginLeft: row.difficulty ? 18 : 0, color: COLORS.second }}>
            {pen.fit(row.label, 30, 400, WIDTH - 190)}
          </div>
          <div style={{ display: "flex", fontSize: 36, fontWeight: 700, color: COLORS.ink }}>
            {pen.fit(String(row.count), 36, 700, 140)}
          </div>
        </div>
      ))}
      <div
        style={{
          display: "flex",
          alignItems: "center",
          height: 62,
          flexShrink: 0,
          borderTop: `2px solid ${COLORS.softLine}`,
          fontSize: 22,
          color: COLORS.second,
        }}
      >
        {pen.fit(input.asOfLabel, 22, 400, WIDTH)}
      </div>
    </Sheet>,
    input.locale,
  );
}

/** Tried in order: a short title may be large, a long one gets three lines, a longer one is cut. */
const TITLE_SIZES = [
  { size: 64, most: 1 },
  { size: 58, most: 2 },
  { size: 50, most: 3 },
  { size: 44, most: 3 },
  { size: 40, most: 3 },
];
const HEADING_SIZES = [
  { size: 56, most: 1 },
  { size: 46, most: 1 },
  { size: 50, most: 2 },
  { size: 42, most: 2 },
  { size: 36, most: 2 },
  { size: 33, most: 2 },
];

interface Pen {
  fonts: PictureFonts;
  fit(text: string, size: number, weight: Weight, width: number): string;
  lines(text: string, size: number, weight: Weight, most: number): string[];
  title(text: string, sizes: { size: number; most: number }[]): { lines: string[]; size: number };
  letter(text: string): string;
  draw(picture: ReactElement, locale: "zh" | "en"): Promise<Uint8Array>;
}

/** Everything that is written goes through the pen: it leaves out what no font can draw. */
async function penFor(texts: string[]): Promise<Pen> {
  const fonts = await fontsFor(texts);
  const set = (text: string, size: number, weight: Weight, width: number, most: number): Lines =>
    breakLines(fonts.clean(text), (part) => fonts.width(part, size, weight), width * SAFETY, most);
  return {
    fonts,
    fit(text, size, weight, width) {
      return fitLine(fonts.clean(text), (part) => fonts.width(part, size, weight), width * SAFETY);
    },
    lines(text, size, weight, most) {
      return fonts.clean(text) === "" ? [] : set(text, size, weight, WIDTH, most).lines;
    },
    title(text, sizes) {
      const tries = sizes.map(({ size, most }) => ({ size, ...set(text, size, 700, WIDTH, most) }));
      const best =
        tries.find((lines) => !lines.isCut && !lines.isForced) ?? tries.find((lines) => !lines.isCut) ?? tries.at(-1);
      return { lines: best?.lines ?? [], size: best?.size ?? 40 };
    },
    letter(text) {
      return [...fonts.clean(text)][0] ?? "";
    },
    async draw(picture, locale) {
      const response = new ImageResponse(
        <div lang={locale} style={{ display: "flex", fontFamily: fonts.family, lineHeight: 1.3 }}>
          {picture}
        </div>,
        { width: 1200, height: 630, fonts: fonts.faces },
      );
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}

function TextLines(props: { lines: string[]; size: number; weight: Weight; color: string; leading: number }) {
  return (
    <div style={{ display: "flex", flexDirection: "column", flexShrink: 0 }}>
      {props.lines.map((line, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a picture is drawn once, nothing moves.
          key={index}
          style={{
            display: "flex",
            whiteSpace: "nowrap",
            fontSize: props.size,
            fontWeight: props.weight,
            lineHeight: props.leading,
            color: props.color,
          }}
        >
          {line}
        </div>
      ))}
    </div>
  );
}

function Project({ mark, letter, name }: { mark: ProjectMark | null; letter: string; name: string }) {
  return (
    <div style={{ display: "flex", alignItems: "center", fontSize: 28, color: COLORS.second, whiteSpace: "nowrap" }}>
      {mark && <ProjectSquare mark={mark} letter={letter} size={44} />}
      <div style={{ display: "flex", marginLeft: mark ? 14 : 0 }}>{name}</div>
    </div>
  );
}

function Footer({ input, pen }: { input: { siteName: string; shortAddress: string }; pen: Pen }) {
  const name = pen.fit(input.siteName, 27, 700, 260);
  const room = WIDTH - pen.fonts.width(name, 27, 700) - 80;
  return (
    <div style={{ display: "flex", alignItems: "center", justifyContent: "space-between", width: WIDTH }}>
      <div style={{ display: "flex", alignItems: "center", fontSize: 27, fontWeight: 700, color: COLORS.ink }}>
        <FootholdMark size={40} />
        <div style={{ display: "flex", marginLeft: 12, whiteSpace: "nowrap" }}>{name}</div>
      </div>
      <div style={{ display: "flex", fontSize: 22, color: COLORS.second, whiteSpace: "nowrap" }}>
        {pen.fit(input.shortAddress, 22, 400, room)}
      </div>
    </div>
  );
}
