import { eq } from "drizzle-orm";
import { editMeInput } from "../../domain/inputs";
import type { Context } from "../context";
import { parseInput } from "../parse";
import { asSignedIn } from "./create";

/**
 * Hides the page of the person who asks from everyone, or shows it again. Their name still stands on what they hold.
 * @throws AppError unauthenticated, invalid
 */
export async function editMe(context: Context, input: unknown): Promise<{ isHidden: boolean }> {
  const { id } = asSignedIn(context);
  const { isHidden } = parseInput(editMeInput, input);
  await context.database.transaction(async (tx) => {
    const { person } = tx.tables;
    await tx.db.update(person).set({ isHidden, updatedAt: context.now() }).where(eq(person.id, id));
  });
  return { isHidden };
}
