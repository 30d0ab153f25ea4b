import { queryOptions } from "@tanstack/react-query";
import type { EditContactInput } from "../domain/inputs";
import type { ContactView } from "../domain/views";
import { apiFetch } from "./api";

/** How the reader is told of things outside of the board. */
export const contactQuery = queryOptions({
  queryKey: ["me", "contact"],
  queryFn: ({ signal }) => apiFetch<ContactView>("/me/contact", { signal }),
});

/** @throws ApiError invalid, rate_limited */
export function editContact(input: EditContactInput): Promise<ContactView> {
  return apiFetch<ContactView>("/me/contact", { method: "PATCH", body: input });
}

/** The old address of the calendar stops working. @throws ApiError */
export function resetCalendar(): Promise<ContactView> {
  return apiFetch<ContactView>("/me/calendar/reset", { method: "POST", body: {} });
}
