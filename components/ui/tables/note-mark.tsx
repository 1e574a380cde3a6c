import { type ReactNode, useId } from "react";
import { cn } from "../cn";

interface NoteMarkProps {
  /** What is seen of it: an icon or a sign. */
  mark: ReactNode;
  /** The mark's name for those who do not see it. */
  name: string;
  notes: readonly string[];
  className?: string;
}

/**
 * A small mark that says more when pressed. The words open by pointer, touch and keys, before scripts load, and are read out
 * with the mark unless they are its name.
 */
export function NoteMark({ mark, name, notes, className }: NoteMarkProps) {
  const id = useId();
  const isNamedByNote = notes.length === 1 && notes[0] === name;
  return (
    <>
      <button type="button" popoverTarget={id} aria-describedby={isNamedByNote ? undefined : id} className={cn("note-mark", className)}>
        <span aria-hidden="true">{mark}</span>
        <span className="sr-only">{name}</span>
      </button>
      <span id={id} popover="auto" role="note" className="note-sheet">
        {[...new Set(notes)].map((note) => (
          <span key={note} className="block">
            {note}
          </span>
        ))}
      </span>
    </>
  );
}
