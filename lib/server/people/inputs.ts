import { z } from "zod";
import { createTokenInput, loginInput, passwordInput } from "../../domain/inputs";

/** How a person is called: one line of at most 60 characters, as for every name of ours. */
const nameInput = createTokenInput.shape.name;

/** What sign-up asks for, and nothing else: e-mail, rights and the rest cannot be sent along. */
export const signUpInput = z.strictObject({
  login: loginInput,
  password: passwordInput,
  /** Empty: the login as it was typed. */
  name: z.union([z.literal(""), nameInput]).optional(),
});

export const createPersonInput = signUpInput.extend({ isAdmin: z.boolean().default(false) });

/** A password that is too short cannot be right, but saying so here would only help those who guess. */
export const signInInput = z.strictObject({ login: loginInput, password: z.string().min(1).max(128) });

/** Without `current` for those who have no password yet. */
export const changePasswordInput = z.strictObject({
  current: z.string().min(1).max(128).optional(),
  next: passwordInput,
});

export const setPasswordInput = z.strictObject({ login: loginInput, password: passwordInput });

export const renameInput = z.strictObject({ name: nameInput });

export const loginOnlyInput = z.strictObject({ login: loginInput });

/** The login as it was typed, for display; in its stored form when it held look-alike characters. */
export function typedLogin(input: unknown, login: string): string {
  const typed = String((input as { login?: unknown }).login).trim();
  return /^[\x21-\x7e]+$/.test(typed) ? typed : login;
}
