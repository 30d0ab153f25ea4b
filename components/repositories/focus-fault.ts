/** Takes the reader to the first field that is wrong, once it is marked: on a phone it may be far from the button. */
export function focusFault(form: HTMLFormElement | null) {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus());
}
