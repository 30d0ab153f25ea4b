import { classNames } from "@/components/ui/class-names";
import type { Locale } from "@/lib/domain/words";
import { translator } from "@/lib/i18n/translator";

interface AnchoredProps {
  id: string;
  level: 2 | 3;
  locale: Locale;
  children: string;
}

/** A heading with an address of its own. */
export function Anchored({ id, level, locale, children }: AnchoredProps) {
  const Heading = `h${level}` as const;
  return (
    <Heading
      id={id}
      className={classNames("group scroll-mt-6 font-semibold", level === 2 ? "text-xl tracking-tight" : "text-lg")}
    >
      {children}
      <a
        href={`#${id}`}
        aria-label={translator(locale, "docs")("linkTo", { name: children })}
        className="ms-1 inline-flex size-7 items-center justify-center text-third no-underline opacity-0 transition-opacity hover:text-accent focus-visible:opacity-100 group-hover:opacity-100"
      >
        #
      </a>
    </Heading>
  );
}

/** A command or a document; one click selects it whole. It wraps, so nothing has to be scrolled sideways. */
export function Code({ children }: { children: string }) {
  return (
    <pre className="wrap-anywhere select-all whitespace-pre-wrap rounded-control bg-soft px-3.5 py-3 font-mono text-ink text-sm">
      <code>{children}</code>
    </pre>
  );
}

/** A sentence in which `this` is code. */
export function Sentence({ children }: { children: string }) {
  return children.split("`").map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a fixed sentence
      <code key={index} className="rounded bg-soft px-1 py-0.5 font-mono text-[0.9em] text-ink">
        {part}
      </code>
    ),
  );
}
