import { queryOptions } from "@tanstack/react-query";
import type { PostRevisionView, TaskView } from "../domain/views";
import { apiFetch } from "./api";
import type { Change } from "./mutations";

/** What can be done with questions and answers. All of it is answered with a ChangeView of the task. */
export const questionChanges = {
  ask: (number: number, body: string): Change => ({ number, path: `/tasks/${number}/questions`, body: { body } }),
  answer: (number: number, question: number, body: string): Change => ({
    number,
    path: `/questions/${question}/answers`,
    body: { body },
  }),
  /** `answer: null` takes the acceptance back. */
  accept: (number: number, question: number, answer: number | null): Change => ({
    number,
    path: `/questions/${question}/accept`,
    body: { answer },
    guess: (task: TaskView) => ({
      ...task,
      questions: task.questions.map((one) => (one.id === question ? { ...one, acceptedAnswerId: answer } : one)),
    }),
  }),
  edit: (number: number, id: number, body: string): Change => ({
    number,
    path: `/posts/${id}`,
    method: "PATCH",
    body: { body },
  }),
  delete: (number: number, id: number): Change => ({ number, path: `/posts/${id}`, method: "DELETE" }),
};

/** What a question or an answer said before, newest first; asked for anew each time it is looked at. */
export function postHistoryQuery(id: number) {
  return queryOptions({
    queryKey: ["post", id, "history"],
    queryFn: ({ signal }) => apiFetch<PostRevisionView[]>(`/posts/${id}/history`, { signal }),
    staleTime: 0,
  });
}
