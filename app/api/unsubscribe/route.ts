import { answerMailLink, type MailLink, showMailLink } from "@/lib/http/mail-link";
import { unsubscribe } from "@/lib/server/people/contact";

const link: MailLink = {
  page: "/unsubscribe",
  isOneClick: true,
  work: (context, token) => unsubscribe(context, { token }),
};

/** The address in `List-Unsubscribe`. */
export const POST = (request: Request): Promise<Response> => answerMailLink(request, link);
export const GET = (request: Request): Response => showMailLink(request, link.page);
