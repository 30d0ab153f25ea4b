"use client";

import { useTranslations } from "use-intl/react";
import type { TaskCardView } from "../../lib/domain/views";
import { inLocale, type Locale } from "../../lib/domain/words";
import { languageTag } from "../../lib/i18n/locale";
import { Avatar } from "../ui/avatar";
import { DifficultyMark } from "../ui/difficulty-mark";
import { Icon } from "../ui/icon";
import { ProjectMark } from "../ui/project-mark";
import { Tag } from "../ui/tag";
import { MaintainerMenu } from "./maintainer-menu";

interface PartProps {
  task: TaskCardView;
  locale: Locale;
}

/** The title as the link that covers the whole card. */
export function TaskTitle({ task, locale }: PartProps) {
  const title = inLocale(task.titles, locale);
  return (
    <a
      href={`/t/${task.number}`}
      data-task-link
      lang={title.locale === locale ? undefined : languageTag[title.locale]}
      className="text-ink no-underline outline-none after:absolute after:-inset-px after:rounded-card focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
    >
      {title.text}
    </a>
  );
}

/** Project and difficulty, in one quiet line. In a narrow card the word goes out of sight before the name is cut. */
export function TaskOrigin({ task }: { task: TaskCardView }) {
  const t = useTranslations("common.difficulty");
  return (
    <span className="flex h-6 min-w-0 flex-wrap items-center gap-x-1.5 overflow-hidden text-second text-sm leading-6">
      <span className="flex max-w-full items-center gap-2">
        <ProjectMark project={task.project} />
        <span className="truncate">{task.project.name}</span>
        <DifficultyMark difficulty={task.difficulty} size={11} />
      </span>
      <span className="text-third text-xs leading-6">{t(task.difficulty ?? "unrated")}</span>
    </span>
  );
}

/** Tags in the reader's language. */
export function TaskTags({ task, locale }: PartProps) {
  if (task.tags.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {task.tags.map((tag) => {
        const name = inLocale(tag.names, locale);
        return (
          <li key={tag.slug} className="flex min-w-0">
            <Tag lang={name.locale === locale ? undefined : languageTag[name.locale]}>{name.text || tag.slug}</Tag>
          </li>
        );
      })}
    </ul>
  );
}

/** The linked issue and pull request, as one knows them: `mosn/layotto#108`. */
export function TaskLinks({ task }: { task: TaskCardView }) {
  const t = useTranslations("common.linkKind");
  const { issue, pullRequest } = task;
  if (!issue && !pullRequest) return null;
  return (
    <span className="flex min-w-0 flex-wrap gap-x-3 gap-y-1 font-mono text-third text-xs">
      {issue && (
        <span className="min-w-0 break-all">
          <span className="sr-only">{t("issue")} </span>
          {issue.label}
        </span>
      )}
      {pullRequest && (
        <span className="inline-flex min-w-0 items-center gap-1 break-all text-review">
          <Icon name="pullRequest" size={13} />
          <span className="sr-only">{t(pullRequest.state ?? "pull_request")} </span>
          {shortLabel(pullRequest.label, issue?.label)}
        </span>
      )}
    </span>
  );
}

/** `#12` beside `mosn/layotto#108`: the repository is not said twice. */
function shortLabel(label: string, beside: string | undefined): string {
  const mark = label.lastIndexOf("#");
  return mark > 0 && beside?.startsWith(label.slice(0, mark + 1)) ? label.slice(mark) : label;
}

/** At the end of a card: its people, and for its maintainers their menu, which stays beside them when the line breaks. */
export function TaskEnd({ task, isMaintained }: { task: TaskCardView; isMaintained: boolean | undefined }) {
  if (!isMaintained) return <TaskPeople task={task} />;
  return (
    <div className="ms-auto flex min-w-0 items-center gap-3">
      <TaskPeople task={task} />
      <MaintainerMenu task={task} />
    </div>
  );
}

/** Who holds it, and who helps. */
function TaskPeople({ task }: { task: TaskCardView }) {
  const t = useTranslations("common.card");
  const { holders, mentors } = task;
  if (holders.length === 0 && mentors.length === 0) return null;
  const [holder] = holders;
  return (
    <span className="ms-auto flex min-w-0 shrink-0 items-center gap-3 text-second text-xs">
      {mentors.length > 0 && (
        <span className="inline-flex items-center gap-1.5">
          <span className={holder ? "sr-only" : "text-third"}>{t("mentor")}</span>
          <span className="inline-flex -space-x-1.5">
            {mentors.slice(0, 2).map((mentor) => (
              <Avatar key={mentor.login} login={mentor.login} name={mentor.name} size={22} label={mentor.name} />
            ))}
          </span>
        </span>
      )}
      {holder && (
        <span className="inline-flex min-w-0 items-center gap-1.5">
          <span className="sr-only">{t("holder")} </span>
          {/* A card names three holders at most: how many there are in all, it does not know. */}
          {holders.length > 1 ? (
            <span className="inline-flex -space-x-1.5">
              {holders.map(({ claimId, person }) => (
                <Avatar key={claimId} login={person.login} name={person.name} size={22} label={person.name} />
              ))}
            </span>
          ) : (
            <>
              <Avatar login={holder.person.login} name={holder.person.name} size={22} />
              <span className="max-w-28 truncate">{holder.person.name}</span>
            </>
          )}
        </span>
      )}
    </span>
  );
}
