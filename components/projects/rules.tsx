import {
  CalendarCheck,
  CircleCheck,
  Layers,
  type LucideIcon,
  MessagesSquare,
  PencilLine,
  RefreshCw,
  TrendingUp,
  UsersRound,
} from "lucide-react";
import type { Policy } from "../../lib/domain/policy";
import { difficulties, type Locale } from "../../lib/domain/words";
import { translator } from "../../lib/i18n/translator";
import { DifficultyMark } from "../ui/difficulty-mark";

interface ProjectRulesProps {
  policy: Policy;
  locale: Locale;
}

/** A project's claim rules as a newcomer reads them: how long a task is theirs, then one idea a line. */
export function ProjectRules({ policy, locale }: ProjectRulesProps) {
  const t = translator(locale, "rules");
  const common = translator(locale, "common");
  const { neededForMedium: medium, neededForHard: hard } = policy;
  const ideas: { id: Exclude<RuleGroup, "lease">; icon: LucideIcon; text: string }[] = [
    { id: "renew", icon: RefreshCw, text: t("read.renew", numbers(policy)) },
    {
      id: "cap",
      icon: Layers,
      text: t(policy.capBeforeFirst === policy.capAfterFirst ? "read.capSame" : "read.cap", numbers(policy)),
    },
    { id: "waitlist", icon: UsersRound, text: t("read.waitlist", numbers(policy)) },
    {
      id: "ladder",
      icon: TrendingUp,
      text:
        medium > 0
          ? t("read.ladderBoth", { medium, hard })
          : hard > 0
            ? t("read.ladderHard", { hard })
            : t("read.ladderNone"),
    },
    { id: "plan", icon: PencilLine, text: t(`read.plan.${policy.plan}`) },
    { id: "questions", icon: MessagesSquare, text: t("read.questions", numbers(policy)) },
    { id: "finishing", icon: CircleCheck, text: t(policy.holderMayComplete ? "read.holder" : "read.maintainer") },
    { id: "wanted", icon: CalendarCheck, text: t("read.wanted", numbers(policy)) },
  ];
  return (
    <div className="max-w-3xl">
      <section aria-labelledby="lease" className="rounded-card border border-line bg-surface p-4 sm:p-6">
        <h2 id="lease" className="font-semibold">
          {t("group.lease")}
        </h2>
        <dl className="my-4 grid grid-cols-3 gap-2 sm:gap-4">
          {difficulties.map((level) => (
            <div key={level} className="rounded-control bg-soft px-3 py-3 sm:px-4">
              <dt className="text-second text-sm">
                <DifficultyMark difficulty={level} label={common(`difficulty.${level}`)} size={13} />
              </dt>
              <dd className="mt-1 font-semibold text-xl tabular-nums tracking-tight sm:text-2xl">
                {t("days", { count: policy.leaseDays[level] })}
              </dd>
            </div>
          ))}
        </dl>
        <p className="text-pretty text-second">{t("read.lease", { part: policy.reminderPart })}</p>
      </section>
      <ul className="mt-4 divide-y divide-soft rounded-card border border-line bg-surface px-4 sm:px-6">
        {ideas.map(({ id, icon: Icon, text }) => (
          <li key={id} id={id} className="flex scroll-mt-6 gap-4 py-4 target:bg-accent-soft sm:py-5">
            <Icon size={19} aria-hidden="true" className="mt-0.5 shrink-0 text-accent" />
            <div className="min-w-0">
              <h2 className="font-semibold">{t(`group.${id}`)}</h2>
              <p className="mt-0.5 text-pretty text-second">{text}</p>
            </div>
          </li>
        ))}
      </ul>
      <p className="mt-4 text-sm text-third">{t("exception")}</p>
    </div>
  );
}

/** The ideas by which rules are told and edited. */
export type RuleGroup =
  | "lease"
  | "renew"
  | "cap"
  | "waitlist"
  | "ladder"
  | "plan"
  | "wanted"
  | "questions"
  | "finishing";

/** What sentences can name. */
function numbers({ leaseDays: _, plan: __, holderMayComplete: ___, ...rest }: Policy) {
  return rest;
}
