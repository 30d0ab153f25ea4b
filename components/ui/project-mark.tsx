interface ProjectMarkProps {
  project: { letter: string; color: string };
  /** Pixels. */
  size?: number;
}

/** A project's mark: its letter on its colour. The name stands beside it, so it is decoration. */
export function ProjectMark({ project, size = 20 }: ProjectMarkProps) {
  return (
    <span
      aria-hidden="true"
      className="inline-flex shrink-0 select-none items-center justify-center font-bold text-white leading-none"
      style={{
        width: size,
        height: size,
        borderRadius: Math.round(size * 0.28),
        fontSize: Math.round(size * 0.55),
        backgroundColor: project.color,
      }}
    >
      {project.letter}
    </span>
  );
}
