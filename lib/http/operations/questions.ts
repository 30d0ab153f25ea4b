import { z } from "zod";
import {
  acceptAnswerInput,
  answerQuestionInput,
  askQuestionInput,
  deletePostInput,
  editPostInput,
} from "../../domain/inputs";
import { changeView, postRevisionView } from "../view-schemas";
import type { Operation } from "./operation";
import { byNumber, byPost, byQuestion } from "./parts";

/** Questions about tasks, and answers. */
export const questionOperations = {
  askQuestion: {
    method: "POST",
    path: "/api/v1/tasks/{number}/questions",
    group: "tasks",
    who: "person",
    ...byNumber,
    input: askQuestionInput,
    answer: changeView,
    status: 201,
    errors: ["not_found"],
    example: { body: "$question" },
  },
  answerQuestion: {
    method: "POST",
    path: "/api/v1/questions/{question}/answers",
    group: "tasks",
    who: "answerer",
    ...byQuestion,
    input: answerQuestionInput,
    answer: changeView,
    status: 201,
    errors: ["not_found"],
    example: { body: "$answer" },
  },
  acceptAnswer: {
    method: "POST",
    path: "/api/v1/questions/{question}/accept",
    group: "tasks",
    who: "asker_or_maintainer",
    ...byQuestion,
    input: acceptAnswerInput,
    answer: changeView,
    errors: ["not_found"],
    example: { answer: 2 },
  },
  editPost: {
    method: "PATCH",
    path: "/api/v1/posts/{id}",
    group: "tasks",
    who: "author",
    ...byPost,
    input: editPostInput,
    answer: changeView,
    errors: ["not_found"],
    example: { body: "$question" },
  },
  deletePost: {
    method: "DELETE",
    path: "/api/v1/posts/{id}",
    group: "tasks",
    who: "author_or_maintainer",
    ...byPost,
    input: deletePostInput,
    answer: changeView,
    errors: ["not_found"],
  },
  readPostHistory: {
    method: "GET",
    path: "/api/v1/posts/{id}/history",
    group: "tasks",
    who: "everyone",
    keeps: "personal",
    params: byPost.params,
    answer: z.array(postRevisionView),
    errors: ["not_found"],
  },
} as const satisfies Record<string, Operation>;
