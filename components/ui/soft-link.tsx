"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { isPlainClick } from "../../lib/client/address";

/**
 * A link to another page of this site that does not load a new document. It does what `next/link` does without
 * fetching ahead, and weighs next to nothing.
 */
export function SoftLink({ href, onClick, children, ...rest }: ComponentProps<"a"> & { href: string }) {
  const router = useRouter();
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (!isPlainClick(event)) return;
        event.preventDefault();
        // Routes are typed; this one was checked where the link was written.
        router.push(href as "/");
      }}
    >
      {children}
    </a>
  );
}
