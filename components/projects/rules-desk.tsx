"use client";

import { PencilLine } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { replaceAddress } from "../../lib/client/address";
import { useMaintains } from "../../lib/client/use-maintains";
import { PageTitle } from "../layout/page";
import { withMessages } from "../task/with-messages";
import { Button } from "../ui/button";

const RulesForm = withMessages(["rules", "maintain", "errors"], () =>
  import("./rules-form").then((loaded) => loaded.RulesForm),
);

interface RulesDeskProps {
  slug: string;
  title: string;
  lead: string;
  editLabel: string;
  /** The rules in words. */
  children: ReactNode;
}

/** The address part that opens the form, so that a reload comes back to it. */
const editHash = "#edit";

/** A project's rules to read, and for its maintainers the form in their place. */
export function RulesDesk({ slug, title, lead, editLabel, children }: RulesDeskProps) {
  const router = useRouter();
  const maintains = useMaintains().has(slug);
  const [isEditing, setEditing] = useState(false);

  useEffect(() => {
    if (maintains && window.location.hash === editHash) setEditing(true);
  }, [maintains]);

  const turn = (to: boolean) => {
    replaceAddress(window.location.pathname + window.location.search + (to ? editHash : ""));
    setEditing(to);
    window.scrollTo({ top: 0 });
  };
  if (isEditing) {
    return (
      <RulesForm
        slug={slug}
        onClose={() => turn(false)}
        onSaved={() => {
          // The rules in words are rendered on the server.
          router.refresh();
          turn(false);
        }}
      />
    );
  }
  return (
    <>
      <PageTitle
        lead={lead}
        actions={
          maintains && (
            <Button icon={<PencilLine size={15} aria-hidden="true" />} onClick={() => turn(true)}>
              {editLabel}
            </Button>
          )
        }
      >
        {title}
      </PageTitle>
      {children}
    </>
  );
}
