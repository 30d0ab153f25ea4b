import { type BoardFilters, boardAddress, noFilters } from "../../lib/domain/filters";

/** The address of the board with some filters changed. */
export function withFilters(filters: BoardFilters, change: Partial<BoardFilters>): string {
  return boardAddress({ ...filters, ...change });
}

/** The address with everything that hides tasks taken away; order and view stay. */
export function withoutFilters({ sort, view }: BoardFilters): string {
  return boardAddress({ ...noFilters, sort, view });
}

/** Whether anything is filtered beyond what the board shows by itself. */
export function isFiltered(filters: BoardFilters): boolean {
  return withoutFilters(filters) !== boardAddress(filters);
}
