/** The three levels a board knows; a list's own words are mapped onto them in `difficulty.ts`. */
export type ListDifficulty = "easy" | "medium" | "hard";

/** What a list says about who has a task: free, held by someone, or finished. */
export type ListClaimState = "open" | "claimed" | "done";

/** Why a person should look at a task again before it is imported. A closed set; sentences are made where the language is known. */
export type ListDoubt =
  | "no_project"
  | "project_from_link"
  | "project_from_heading"
  | "no_difficulty"
  | "difficulty_guessed"
  | "difficulty_unclear"
  | "no_reference"
  | "reference_without_repository"
  | "title_from_reference"
  | "two_titles_on_a_line"
  | "long_title";

/** What the reader of a whole list should know. `line` is where it begins, counted from 1. */
export type ListWarning =
  | "no_list_found"
  | "cut_at_limit"
  | "line_too_long"
  | "read_line_by_line"
  | "reference_without_tasks"
  | "item_left_out"
  | "box_over_boxes"
  | "other_holders";

/** A warning and its line; where somebody or something is left out by name, `text` says who or what. */
export interface ListedWarning {
  code: ListWarning;
  line: number;
  text?: string;
}

/** The item of a list that other items stand in, whether or not it is a task itself, or the heading above them. */
export interface ListedParent {
  title: string;
  /** Null where it has no box. */
  state: ListClaimState | null;
  holder: string | null;
  line: number;
}

/** One task as a list writes it. */
export interface ListedTask {
  /** The project's name as the list writes it, e.g. "SOFA-Boot". */
  project: string | null;
  difficulty: ListDifficulty | null;
  /** One line: inner runs of spaces collapsed, trailing ；;。：: trimmed. */
  title: string;
  referenceUrl: string | null;
  /** Only where the list says so. */
  state: ListClaimState | null;
  /** The name without "@", where the list says who holds the task. */
  holder: string | null;
  /** Only where the list has a column or labels for them. */
  tags: string[];
  /** The outermost box that it stands in, else the nearest item, else the heading above it. */
  under: ListedParent | null;
  /** The source line the title was read from, counted from 1. */
  line: number;
  unsure: ListDoubt[];
}

/** Everything read from one Markdown text. */
export interface ParsedList {
  tasks: ListedTask[];
  /** The front matter's date as yyyy-mm-dd, as written there (no time zone is applied). */
  date: string | null;
  /** The front matter's title, else the first heading of level 1. */
  title: string | null;
  warnings: ListedWarning[];
}

/** A link inside a line. `label` is empty when the address itself is what the reader sees. */
export interface ListLink {
  url: string;
  label: string;
}

/** A run of visible text: what a line says, without bare addresses, and what its parts look like. */
export interface ListText {
  text: string;
  links: ListLink[];
  /** Contents of `code` spans, for labels written as code. */
  codes: string[];
  isBold: boolean;
  isStruck: boolean;
}

/** One visible line of a list, whichever Markdown shape it came from; tables are one piece with their rows. */
export interface ListPiece extends ListText {
  kind: "heading" | "item" | "line" | "table";
  /** Source line, counted from 1. */
  line: number;
  /** Heading level 1 to 6; 0 for the rest. */
  level: number;
  /** List nesting: 0 outside lists, 1 in a top-level list. */
  depth: number;
  /** A checkbox before the text: ticked, empty, or none. */
  box: boolean | null;
  /** True when the paragraph or item has this line only. */
  isAlone: boolean;
  /** True for a heading drawn with a line of - or = under it. */
  isUnderlined: boolean;
  /** True when the line continues an item without being indented under it. */
  isUnindented: boolean;
  /** True when the item has a list inside. */
  hasChildren: boolean;
  /** True when a list inside the item has checkboxes. */
  hasBoxedChildren: boolean;
  /** Index of the item this piece stands in, or -1. */
  owner: number;
  rows: ListText[][];
}
