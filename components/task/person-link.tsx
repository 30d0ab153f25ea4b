import type { PersonRefView } from "../../lib/domain/views";
import { Avatar } from "../ui/avatar";
import { classNames } from "../ui/class-names";

/** A person's name as the way to their page, with or without their mark. */
export function PersonLink({ person, avatar }: { person: PersonRefView; avatar?: number }) {
  return (
    <a
      href={`/people/${person.login}`}
      className={classNames(
        "inline-flex min-w-0 max-w-full items-center gap-2 font-semibold text-ink no-underline hover:underline",
        avatar !== undefined && "pointer-coarse:min-h-11",
      )}
    >
      {avatar !== undefined && <Avatar login={person.login} name={person.name} size={avatar} />}
      <span className="truncate">{person.name}</span>
    </a>
  );
}
