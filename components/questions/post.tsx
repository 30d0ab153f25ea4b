"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { questionChanges } from "../../lib/client/questions";
import type { PostView, QuestionView } from "../../lib/domain/views";
import { useLiveTask } from "../task/live";
import { PersonLink } from "../task/person-link";
import { focusSoon } from "../ui/focus";
import { Instant } from "../ui/instant";
import { showToast } from "../ui/toast";
import { anchorOf } from "./anchor";
import { HistoryDialog, PostForm, PostTools } from "./late";
import { useQuestionRights } from "./rights";

interface PostProps {
  post: PostView;
  /** The question it belongs to, or is. */
  question: QuestionView;
  marks: ReactNode;
}

/** A question or an answer: who wrote it and when, what it says, and what the reader may do with it. */
export function Post({ post, question, marks }: PostProps) {
  const t = useTranslations("questions");
  const { task } = useLiveTask();
  const { login, wrote, mayAccept, mayDelete } = useQuestionRights();
  const [isEditing, setEditing] = useState(false);
  const isQuestion = post.id === question.id;
  const anchor = anchorOf(post, isQuestion ? "question" : "answer");
  const canAccept = !isQuestion && mayAccept(question);
  return (
    <article id={anchor} tabIndex={-1} className="min-w-0 scroll-mt-24">
      <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm">
        <Author post={post} />
        {marks}
        <span className="flex items-center gap-x-2 text-third">
          <Instant value={post.createdAt} className="whitespace-nowrap" />
          {post.editedAt && <Edited id={post.id} />}
        </span>
      </header>
      {isEditing && login ? (
        <div className="mt-3">
          <PostForm
            draft={`post.${login}.${post.id}`}
            start={post.body}
            label={t("form.edit")}
            submit={t("form.save")}
            change={(body) => questionChanges.edit(task.number, post.id, body)}
            onDone={(change) => {
              setEditing(false);
              focusSoon(() => document.getElementById(anchor));
              if (change) showToast({ title: t("saved"), look: "success" });
            }}
          />
        </div>
      ) : (
        <div
          className="prose mt-2 min-w-0 break-words"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown
          dangerouslySetInnerHTML={{ __html: post.html }}
        />
      )}
      {!isEditing && (canAccept || mayDelete(post)) && (
        <PostTools
          post={post}
          question={question}
          canAccept={canAccept}
          onEdit={wrote(post) ? () => setEditing(true) : null}
          canDelete={mayDelete(post)}
        />
      )}
    </article>
  );
}

function Author({ post }: { post: PostView }) {
  const t = useTranslations("questions");
  // A login that begins with `~` has no page any more.
  if (!post.person || post.person.login.startsWith("~")) return <span className="text-second">{t("former")}</span>;
  return <PersonLink person={post.person} avatar={24} />;
}

/** The word opens what it said before; without JavaScript it is only the word. */
function Edited({ id }: { id: number }) {
  const t = useTranslations("questions");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <span className="hidden noscript:inline">{t("edited")}</span>
      <button
        type="button"
        data-needs-script=""
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="inline-flex min-h-6 items-center underline decoration-dotted underline-offset-2 hover:text-accent pointer-coarse:min-h-11"
      >
        {t("edited")}
      </button>
      {isOpen && <HistoryDialog id={id} onClose={() => setOpen(false)} />}
    </>
  );
}
