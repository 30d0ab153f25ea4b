import type { LinkView } from "../../lib/domain/views";

/** A link inside of a sentence: `owner/repo#12`. */
export function PullRequestLink({ link }: { link: LinkView }) {
  return (
    <a
      href={link.url}
      rel="nofollow ugc noopener"
      className="break-all font-mono text-second underline underline-offset-2 hover:text-ink"
    >
      {link.label}
    </a>
  );
}
