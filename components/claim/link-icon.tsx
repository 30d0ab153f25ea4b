import { CircleDot, GitPullRequest, Link2 } from "lucide-react";
import type { LinkKind } from "../../lib/domain/words";

/** A mark for what a link leads to. */
export function LinkIcon({ kind, size = 15 }: { kind: LinkKind; size?: number }) {
  const Icon = kind === "issue" ? CircleDot : kind === "pull_request" ? GitPullRequest : Link2;
  return (
    <Icon
      size={size}
      aria-hidden="true"
      className={kind === "pull_request" ? "shrink-0 text-review" : "shrink-0 text-third"}
    />
  );
}
