import { readDifficulty } from "./difficulty";
import type { Draft } from "./draft";
import { bareLabel, isNameLike } from "./names";
import { bestLink, repositoryOf } from "./references";
import { readProperty } from "./sections";
import { otherHolders, readHolder, readState } from "./state";
import type { ListPiece } from "./types";

/** Gives a line under a task to that task: its level, link, holder, state, project or tags. Other lines only explain it. */
export function applyProperty(draft: Draft, piece: ListPiece): void {
  const property = readProperty(piece.text);
  const link = bestLink(piece.links);
  if (
    link &&
    draft.ownUrl === null &&
    (property === null || property.key === "reference" || property.key === "project")
  ) {
    if (property?.key !== "project" || draft.urlBefore === null) draft.ownUrl = link.url;
  }
  if (!property) return;
  if (property.key === "difficulty") draft.difficulty = readDifficulty(property.value, true) ?? draft.difficulty;
  else if (property.key === "holder") {
    const holder = readHolder(property.value);
    draft.holder = holder ?? draft.holder;
    if (holder !== null) draft.others.push(...otherHolders(property.value, null, holder));
    if (draft.state === null || draft.state === "open") draft.state = holder ? "claimed" : "open";
  } else if (property.key === "state") draft.state = readState(property.value, true) ?? draft.state;
  else if (property.key === "project") {
    const repository = link ? repositoryOf(link.url) : null;
    if (isNameLike(property.value)) draft.project = bareLabel(property.value);
    else if (repository) draft.project = repository.name;
  } else if (property.key === "tags")
    draft.tags.push(
      ...property.value
        .split(/[,，、;；|]+/u)
        .map((tag) => tag.replace(/[`\s]+/gu, " ").trim())
        .filter((tag) => tag !== ""),
    );
}
