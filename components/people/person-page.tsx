import type { ReactNode } from "react";
import type { ClaimView, PersonView } from "../../lib/domain/views";
import type { Locale } from "../../lib/domain/words";
import { translator } from "../../lib/i18n/translator";
import { Avatar } from "../ui/avatar";
import { ProjectMark } from "../ui/project-mark";
import { ClaimClock, ClaimEnd, ClaimedTask, ClaimLinks, Joined } from "./claim-words";

/** A person as everyone sees them: who they are, what they work on, what they have finished, where they help. */
export function PersonPage({ person, locale }: { person: PersonView; locale: Locale }) {
  const t = translator(locale, "people");
  const common = translator(locale, "common");
  const counts = { finished: person.finished.length, holds: person.holds.length };
  return (
    <>
      <header className="mb-8 flex items-center gap-4 sm:gap-5">
        <Avatar login={person.login} name={person.name} size={64} />
        <div className="min-w-0">
          <h1 className="break-words font-semibold text-2xl tracking-tight sm:text-3xl">{person.name}</h1>
          <p className="mt-0.5 break-words text-second">@{person.login}</p>
          <p className="mt-0.5 text-sm text-third tabular-nums">
            {t("person.counts", counts)} ·{" "}
            <span className="whitespace-nowrap">
              <Joined at={person.joinedAt} />
            </span>
          </p>
        </div>
      </header>
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_18rem] lg:gap-12">
        <div className="flex min-w-0 flex-col gap-8">
          <Section title={t("person.holds")} empty={t("person.nothingHolds")} claims={person.holds}>
            {(claim) => <ClaimedTask claim={claim} level={3} aside={<ClaimClock claim={claim} />} />}
          </Section>
          <Section title={t("person.finished")} empty={t("person.nothingFinished")} claims={person.finished}>
            {(claim) => (
              <>
                <ClaimedTask claim={claim} level={3} />
                <ClaimEnd claim={claim} />
              </>
            )}
          </Section>
        </div>
        {person.memberships.length > 0 && (
          <section className="rounded-card border border-line bg-surface p-5 shadow-lift">
            <h2 className="mb-3 font-semibold text-second text-sm">{t("person.memberships")}</h2>
            <ul className="flex flex-col gap-2.5">
              {person.memberships.map(({ project, role }) => (
                <li key={project.slug} className="flex items-center gap-2.5">
                  <ProjectMark project={project} size={22} />
                  <a
                    href={`/projects/${project.slug}`}
                    className="inline-flex min-h-6 min-w-0 items-center truncate no-underline hover:underline pointer-coarse:min-h-11"
                  >
                    {project.name}
                  </a>
                  <span className="ms-auto shrink-0 text-sm text-third">{common(`role.${role}`)}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </>
  );
}

interface SectionProps {
  title: string;
  empty: string;
  claims: ClaimView[];
  children: (claim: ClaimView) => ReactNode;
}

function Section({ title, empty, claims, children }: SectionProps) {
  return (
    <section>
      <h2 className="mb-3 font-semibold text-lg">
        {title} {claims.length > 0 && <span className="font-normal text-third tabular-nums">{claims.length}</span>}
      </h2>
      {claims.length === 0 ? (
        <p className="rounded-card border border-line border-dashed px-4 py-5 text-second text-sm">{empty}</p>
      ) : (
        <ul className="divide-y divide-soft rounded-card border border-line bg-surface shadow-lift">
          {claims.map((claim) => (
            <li key={claim.id} className="flex flex-col gap-2 px-4 py-4">
              {children(claim)}
              <ClaimLinks claim={claim} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
