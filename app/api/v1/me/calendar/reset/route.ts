import { readerLocale } from "@/lib/http/reader-locale";
import { endpoint, operation } from "@/lib/http/route";
import { resetCalendar } from "@/lib/server/people/contact";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint(
  operation("resetCalendar", ({ context, request }) => resetCalendar(context, readerLocale(request))),
);
