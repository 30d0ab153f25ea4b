/** Frames for which what is to be focused is looked for: a second, on most screens. */
const FRAMES = 60;

/**
 * Moves the focus to an element that is about to be drawn, or to be usable again, so that the keyboard goes on where
 * something appeared. It is looked for at every frame, for a second: on a busy machine drawing it takes more than one.
 */
export function focusSoon<Found extends HTMLElement>(
  find: () => Found | null | undefined,
  then?: (focused: Found) => void,
): void {
  const look = (left: number) =>
    requestAnimationFrame(() => {
      const found = find();
      found?.focus();
      // What is disabled, or still drawn as something else, takes no focus.
      if (found && document.activeElement === found) then?.(found);
      else if (left > 0) look(left - 1);
    });
  look(FRAMES);
}

/** Takes the reader to the first field of a form that is wrong, once it is marked: on a phone it may be far from the button. */
export function focusFault(form: HTMLFormElement | null): void {
  focusSoon(() => form?.querySelector<HTMLElement>("[aria-invalid='true']"));
}
