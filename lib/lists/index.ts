export { parseList } from "./parse";
export { printList } from "./print";
export { titleKey, titlesAreSimilar } from "./titles";
export type { ListClaimState, ListDifficulty, ListDoubt, ListedTask, ListWarning, ParsedList } from "./types";
