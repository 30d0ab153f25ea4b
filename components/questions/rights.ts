"use client";

import { useMe } from "../../lib/client/session";
import type { PostView, QuestionView } from "../../lib/domain/views";
import { useLiveTask } from "../task/live";

/** What the reader may do with questions and answers; nothing until the browser knows who reads. */
export function useQuestionRights() {
  const { task } = useLiveTask();
  const me = useMe().data;
  const login = me?.person?.login;
  const { slug } = task.project;
  const maintains = me?.maintains.includes(slug) ?? false;
  const isHelper =
    maintains || (me?.mentors.includes(slug) ?? false) || task.mentors.some((mentor) => mentor.login === login);
  const wrote = (post: PostView) => login !== undefined && post.person?.login === login;
  return {
    isSignedIn: login !== undefined,
    login,
    maintains,
    wrote,
    mayAnswer: (question: QuestionView) => !question.isDeleted && (isHelper || wrote(question)),
    mayAccept: (question: QuestionView) => !question.isDeleted && (maintains || wrote(question)),
    mayDelete: (post: PostView) => !post.isDeleted && (maintains || wrote(post)),
  };
}
