import type { ClaimView, PersonView } from "../../lib/domain/views";
import type { Locale } from "../../lib/domain/words";
import { translator } from "../../lib/i18n/translator";
import { Avatar } from "../ui/avatar";
import { ProjectMark } from "../ui/project-mark";
import { ClaimClock, ClaimedTask, ClaimLinks, ClaimUntil, Joined } from "./claim-words";
import { GitHubMark } from "./github-mark";
import { FinishedWork, Nothing, SectionTitle } from "./person-finished";

interface PersonPageProps {
  person: PersonView;
  locale: Locale;
  /** GitHub's address. */
  githubUrl: string;
}

/** A person as everyone sees them: who they are, what they work on, what they have finished, where they help. */
export function PersonPage({ person, locale, githubUrl }: PersonPageProps) {
  const t = translator(locale, "people");
  const common = translator(locale, "common");
  const counts = { finished: person.completions, holds: person.holds.length };
  return (
    <>
      <header className="mb-8 flex items-center gap-4 sm:gap-5">
        <Avatar login={person.login} name={person.name} size={64} />
        <div className="min-w-0">
          <h1 className="break-words font-semibold text-2xl tracking-tight sm:text-3xl">{person.name}</h1>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-4 text-second">
            <span className="break-words">@{person.login}</span>
            {person.github && (
              <a
                href={`${githubUrl}/${encodeURIComponent(person.github.login)}`}
                rel="nofollow noopener"
                aria-label={t("person.github", { login: person.github.login })}
                className="inline-flex min-h-6 items-center gap-1.5 no-underline hover:text-ink hover:underline pointer-coarse:min-h-11"
              >
                <GitHubMark size={16} />
                <span className="break-words">{person.github.login}</span>
              </a>
            )}
          </p>
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
          <Holds claims={person.holds} locale={locale} />
          <FinishedWork person={person} locale={locale} />
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

function Holds({ claims, locale }: { claims: ClaimView[]; locale: Locale }) {
  const t = translator(locale, "people");
  return (
    <section aria-labelledby="holds">
      <SectionTitle id="holds" count={claims.length}>
        {t("person.holds")}
      </SectionTitle>
      {claims.length === 0 ? (
        <Nothing>{t("person.nothingHolds")}</Nothing>
      ) : (
        <ul className="divide-y divide-soft rounded-card border border-line bg-surface shadow-lift">
          {claims.map((claim) => (
            <li key={claim.id} className="flex flex-col gap-2 px-4 py-4">
              <ClaimedTask claim={claim} level={3} aside={<ClaimClock claim={claim} />} />
              <ClaimUntil claim={claim} />
              <ClaimLinks claim={claim} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
