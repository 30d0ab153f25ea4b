import { idPart, loginPart, numberPart, slugPart } from "../query";

/** What the parts of a path in braces are, and which fields of the input they fill. */
export const byNumber = { params: { number: numberPart }, fromPath: { number: "number" } };
export const byClaim = { params: { id: idPart }, fromPath: { id: "id" } };
export const byPost = { params: { id: numberPart }, fromPath: { id: "id" } };
export const byQuestion = { params: { question: numberPart }, fromPath: { question: "question" } };
export const bySlug = { params: { slug: slugPart }, fromPath: { slug: "slug" } };
export const byMember = {
  params: { slug: slugPart, login: loginPart },
  fromPath: { slug: "project", login: "login" },
};
