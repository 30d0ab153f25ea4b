import type { Transaction } from "../../db/database";
import type { UndoData } from "../../db/schema";
import type { EventDetails } from "../domain/views";
import type { EventKind } from "../domain/words";
import type { Context } from "./context";
import type { Authorized } from "./rights";

/** One line of what happened. */
export interface Happening {
  kind: EventKind;
  task?: number;
  projectId?: string;
  claimId?: string;
  details?: EventDetails;
  /** What `undoChange` needs; absent when the change cannot be undone. */
  undo?: UndoData;
}

/** Writes the event of a change, in the change's own transaction. Returns its id. */
export async function record(tx: Transaction, context: Context, by: Authorized, happening: Happening): Promise<number> {
  const { event } = tx.tables;
  const { actor } = context;
  const [row] = await tx.db
    .insert(event)
    .values({
      at: context.now(),
      kind: happening.kind,
      actorKind: actor.kind === "visitor" ? "person" : actor.kind,
      personId: by.person?.id ?? null,
      taskNumber: happening.task ?? null,
      projectId: happening.projectId ?? null,
      claimId: happening.claimId ?? null,
      details: { ...happening.details, ...(context.cause ? { cause: context.cause } : {}) },
      undo: happening.undo ?? null,
      requestId: context.requestId,
    })
    .returning({ id: event.id });
  if (!row) throw new Error("the event was not written");
  return row.id;
}
