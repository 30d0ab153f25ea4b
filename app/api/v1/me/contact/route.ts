import { readerLocale } from "@/lib/http/reader-locale";
import { endpoint, operation } from "@/lib/http/route";
import { editContact, readContact } from "@/lib/server/people/contact";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("readContact", ({ context }) => readContact(context)),
  operation("editContact", ({ context, input, request }) => editContact(context, input, readerLocale(request))),
);
