import { claimOperations } from "./claims";
import { listOperations } from "./lists";
import type { Operation } from "./operation";
import { peopleOperations } from "./people";
import { projectOperations } from "./projects";
import { questionOperations } from "./questions";
import { serviceOperations } from "./service";
import { taskOperations } from "./tasks";

export { errorsOf, groups, type Method, type Operation } from "./operation";

/** Everything the API does, in the order of its document. */
export const operations = {
  ...taskOperations,
  ...questionOperations,
  ...claimOperations,
  ...projectOperations,
  ...peopleOperations,
  ...listOperations,
  ...serviceOperations,
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;

const sharedPaths = Object.values<Operation>(operations)
  .filter((one) => one.keeps === "shared")
  .map((one) => one.path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+"));
const sharedPath = new RegExp(`^(?:${sharedPaths.join("|")})$`);

/** Whether a path, without its query, is that of a read whose answer is the same for everyone. */
export function isSharedRead(path: string): boolean {
  return sharedPath.test(path);
}
