"use client";

import { Check, Copy, MessageCircleMore, Share } from "lucide-react";
import { useRef, useState, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import { languageTag } from "../../lib/i18n/locale";
import { useReaderLocale } from "../layout/client-messages";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { insideWeChat } from "./wechat";

export interface SharePanelProps {
  /** What is shared: an address of this site, from `/`. */
  path: string;
  title: { zh: string; en: string };
  /** The text to paste, without the address, which is added below it. */
  text: { zh: string; en: string };
  /** Where people reach this site, for the HTML; the browser knows it better. */
  origin?: string;
}

const never = () => () => {};
const languages = ["zh", "en", "both"] as const;

/**
 * Everything that helps to pass a page on: link, a ready text, a QR code as a picture that can be saved, the system's
 * own sheet where there is one. Where copying is blocked the text is there to be selected. Needs the area `share`.
 */
export default function SharePanel({
  path,
  title,
  text,
  origin: known = "",
  isLarge = false,
}: SharePanelProps & { isLarge?: boolean }) {
  const t = useTranslations("share");
  const locale = useReaderLocale();
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => known,
  );
  const canShare = useSyncExternalStore(
    never,
    () => typeof navigator.share === "function",
    () => false,
  );
  const isWeChat = useSyncExternalStore(
    never,
    () => insideWeChat(navigator.userAgent),
    () => false,
  );
  const [language, setLanguage] = useState<(typeof languages)[number]>(locale);
  const [copied, setCopied] = useState<"link" | "text" | "blocked" | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);

  const address = origin + path;
  const words = language === "both" ? `${text.zh}\n${text.en}` : text[language];
  const ready = `${words}\n${address}`;

  const copy = async (what: "link" | "text", value: string) => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(what);
    } catch {
      // Not a secure page, or a chat app's browser: the text can still be copied by hand.
      area.current?.focus();
      area.current?.select();
      setCopied("blocked");
    }
  };
  const share = () => {
    // Closing the sheet rejects, and nothing went wrong.
    navigator.share({ title: title[locale], text: words, url: address }).catch(() => undefined);
  };
  const qr = `/qr?path=${encodeURIComponent(path)}`;

  const copyButton = (what: "link" | "text", value: string) => (
    <Button
      isWide
      data-needs-script=""
      className="max-[22rem]:px-2"
      onClick={() => copy(what, value)}
      icon={
        copied === what ? (
          <Check size={16} aria-hidden="true" className="text-easy" />
        ) : (
          <Copy size={16} aria-hidden="true" />
        )
      }
    >
      {copied === what ? t("copied") : what === "link" ? t("copyLink") : t("copyText")}
    </Button>
  );

  return (
    <div className="flex flex-col gap-3">
      <div className={classNames("flex gap-4", isLarge ? "flex-col items-center" : "items-center")}>
        <figure className="flex shrink-0 flex-col items-center gap-1">
          <a
            href={`${qr}&format=png`}
            aria-label={t("qrOpen")}
            className="block rounded-control border border-line bg-white p-1"
          >
            {/* biome-ignore lint/performance/noImgElement: a small picture of our own; nothing to optimise */}
            <img
              src={`${qr}&format=png`}
              width={isLarge ? 240 : 104}
              height={isLarge ? 240 : 104}
              alt={t("qr", { title: title[locale] })}
              loading="lazy"
              decoding="async"
              className="block [image-rendering:pixelated]"
            />
          </a>
          {isLarge && <figcaption className="text-third text-xs">{t("qrHint")}</figcaption>}
        </figure>
        <div className="flex w-full min-w-0 flex-1 flex-col gap-2">
          {copyButton("link", address)}
          {copyButton("text", ready)}
          {canShare && (
            <Button isWide onClick={share} icon={<Share size={16} aria-hidden="true" />}>
              {t("system")}
            </Button>
          )}
        </div>
      </div>
      {isWeChat && (
        <p className="flex items-start gap-2 rounded-control bg-accent-soft px-3 py-2 text-sm">
          <MessageCircleMore size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-accent" />
          {t("wechat")}
        </p>
      )}
      <div>
        <div className="mb-1.5 flex items-center justify-between gap-2">
          <span id="share-text" className="text-third text-xs">
            {t("textLabel")}
          </span>
          <fieldset aria-label={t("textLanguage")} data-needs-script="" className="flex shrink-0 gap-0.5">
            {languages.map((one) => (
              <button
                key={one}
                type="button"
                lang={one === "both" ? undefined : languageTag[one]}
                aria-pressed={language === one}
                onClick={() => {
                  setLanguage(one);
                  setCopied(null);
                }}
                className="min-h-7 rounded-md px-1.5 text-second text-xs hover:text-ink aria-pressed:bg-soft aria-pressed:font-semibold aria-pressed:text-ink pointer-coarse:min-h-11 pointer-coarse:px-2.5"
              >
                {t(`language.${one}`)}
              </button>
            ))}
          </fieldset>
        </div>
        <textarea
          ref={area}
          readOnly
          rows={3}
          aria-labelledby="share-text"
          value={ready}
          onFocus={(event) => event.target.select()}
          className="field-sizing-content block max-h-52 w-full resize-none rounded-control border border-line bg-ground px-3 py-2 text-second text-sm pointer-coarse:text-lg"
        />
      </div>
      <p role="status" className={copied === "blocked" ? "text-second text-sm" : "sr-only"}>
        {copied === "blocked" ? t("copyBlocked") : copied && t("copied")}
      </p>
    </div>
  );
}
