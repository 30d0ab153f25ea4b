"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { createQueryClient } from "../../lib/client/query";
import { NowProvider } from "../ui/now";

/** What every client component can count on: the query cache and the page's own time. */
export function Providers({ renderedAt, children }: { renderedAt: string; children: ReactNode }) {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <NowProvider renderedAt={renderedAt}>{children}</NowProvider>
    </QueryClientProvider>
  );
}
