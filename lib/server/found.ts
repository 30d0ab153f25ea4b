import { isAppError } from "../domain/errors";

/** What `read` gives, or null where there is no such thing. Other refusals are thrown on. */
export async function found<View>(read: Promise<View>): Promise<View | null> {
  try {
    return await read;
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") return null;
    throw error;
  }
}
