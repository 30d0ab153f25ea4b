import { answerMailLink, type MailLink, showMailLink } from "@/lib/http/mail-link";
import { confirmEmail } from "@/lib/server/people/contact";

const link: MailLink = {
  page: "/confirm-email",
  isOneClick: false,
  work: (context, token) => confirmEmail(context, { token }),
};

/** Where the button of the page sends. */
export const POST = (request: Request): Promise<Response> => answerMailLink(request, link);
export const GET = (request: Request): Response => showMailLink(request, link.page);
