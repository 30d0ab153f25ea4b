"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { isTyping } from "../../lib/client/address";
import { goToFilters } from "../../lib/client/board-address";
import { boardAddress, readFilters, searchLimit, writeFilters } from "../../lib/domain/filters";
import { Icon } from "../ui/icon";

/** Milliseconds of silence before a search begins. */
const pause = 120;

/**
 * The search for tasks. On the board it filters while one types and keeps the other filters; elsewhere, and without
 * JavaScript, it is a form that leads to the board.
 */
export function SearchBox() {
  const t = useTranslations("common.search");
  const isBoard = usePathname() === "/";
  const filters = readFilters(useSearchParams());
  const [text, setText] = useState(isBoard ? filters.q : "");
  const [asked, setAsked] = useState(filters.q);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // The address changed by itself: a link, or the way back.
  if (isBoard && asked !== filters.q) {
    setAsked(filters.q);
    if (readQuery(text) !== filters.q) setText(filters.q);
  }

  useEffect(() => () => clearTimeout(timer.current), []);

  useEffect(() => {
    const focusOnSlash = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", focusOnSlash);
    return () => document.removeEventListener("keydown", focusOnSlash);
  }, []);

  const search = (value: string) => {
    clearTimeout(timer.current);
    const current = readFilters(new URLSearchParams(window.location.search));
    const q = readQuery(value);
    if (isBoard && q !== current.q) goToFilters(boardAddress({ ...current, q }), "replace");
  };

  const change = (value: string) => {
    setText(value);
    clearTimeout(timer.current);
    if (isBoard) timer.current = setTimeout(() => search(value), pause);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: the element `search` is too new for some readers' browsers
    <form
      action="/"
      method="get"
      role="search"
      className="relative min-w-0 flex-1 md:ms-auto md:max-w-72"
      onSubmit={(event) => {
        if (!isBoard) return;
        event.preventDefault();
        search(text);
      }}
    >
      {isBoard &&
        [...new URLSearchParams(writeFilters({ ...filters, q: "" }))].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      <Icon
        name="search"
        className="pointer-events-none absolute start-3 top-1/2 max-[22rem]:start-2.5 -translate-y-1/2 text-third"
      />
      <input
        ref={input}
        type="search"
        name="q"
        value={text}
        maxLength={searchLimit}
        aria-label={t("label")}
        aria-keyshortcuts="/"
        placeholder={t("placeholder")}
        autoComplete="off"
        enterKeyHint="search"
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
          if (text) {
            change("");
            search("");
          } else event.currentTarget.blur();
        }}
        className="peer min-h-control w-full rounded-control border border-line bg-surface ps-9 pe-9 pointer-coarse:placeholder-shown:pe-2 max-[22rem]:ps-8 text-sm transition-colors hover:border-line-strong pointer-coarse:text-lg [&::-webkit-search-cancel-button]:hidden"
      />
      {text ? (
        <button
          type="button"
          aria-label={t("clear")}
          title={t("clear")}
          onClick={() => {
            change("");
            search("");
            input.current?.focus();
          }}
          className="absolute end-0 top-0 inline-flex size-control items-center justify-center rounded-control text-third hover:text-ink"
        >
          <Icon name="close" />
        </button>
      ) : (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute end-2.5 top-1/2 -translate-y-1/2 rounded-md border border-line px-1.5 font-mono text-third text-xs pointer-coarse:hidden peer-focus:hidden"
        >
          /
        </span>
      )}
    </form>
  );
}

function readQuery(text: string): string {
  return readFilters(new URLSearchParams({ q: text })).q;
}
