"use client";

import { useTranslations } from "use-intl/react";
import { hasPage, isFormer } from "../../lib/domain/people";
import type { PersonRefView } from "../../lib/domain/views";
import { Avatar } from "../ui/avatar";
import { classNames } from "../ui/class-names";

interface PersonLinkProps {
  person: PersonRefView;
  /** Pixels; without it no mark. */
  avatar?: number;
  /** `word`: within a sentence, where it may break. */
  look?: "name" | "word";
  /** A word that begins its sentence. */
  isFirst?: boolean;
}

/** A person's name as the way to their page, with or without their mark; just the name where there is no page. */
export function PersonLink({ person, avatar, look = "name", isFirst = look === "name" }: PersonLinkProps) {
  const t = useTranslations("common");
  const isGone = isFormer(person);
  const name = isGone ? t("formerContributor") : person.name;
  const isWord = look === "word";
  const className = classNames(
    isWord ? "break-words font-medium" : "inline-flex min-w-0 max-w-full items-center gap-2",
    !isWord && !isGone && "font-semibold",
    isGone ? "text-second" : "text-ink",
    avatar !== undefined && "pointer-coarse:min-h-11",
  );
  const content = (
    <>
      {avatar !== undefined && <Avatar login={person.login} name={isGone ? "–" : person.name} size={avatar} />}
      <span className={classNames(!isWord && "truncate", isGone && isFirst && "inline-block first-letter:uppercase")}>
        {name}
      </span>
    </>
  );
  if (!hasPage(person)) return <span className={className}>{content}</span>;
  return (
    <a href={`/people/${person.login}`} className={classNames(className, "no-underline hover:underline")}>
      {content}
    </a>
  );
}
