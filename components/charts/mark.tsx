import type { Voice } from "./estimate";

interface MarkProps {
  voice: Voice;
  /** Centre; percent of the width or pixels. */
  x: string | number;
  y: number;
}

/** Solo voices are open circles, ensembles are filled diamonds: told apart by shape as well as by colour. */
export function Mark({ voice, x, y }: MarkProps) {
  if (voice === "solo") return <circle cx={x} cy={y} r="5" className="fill-paper stroke-solo" strokeWidth="2.5" />;
  return (
    <svg x={x} y={y} overflow="visible" aria-hidden="true">
      <path d="M0 -7 L7 0 L0 7 L-7 0 Z" className="fill-ensemble stroke-paper" strokeWidth="1" />
    </svg>
  );
}

/** Which mark is which voice. */
export function VoiceLegend({ solo = "One model alone", ensemble = "Models together" }: { solo?: string; ensemble?: string }) {
  return (
    <ul className="mb-3 flex flex-wrap gap-x-6 gap-y-1 text-sm">
      <li className="flex items-center gap-2 text-solo">
        <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4">
          <Mark voice="solo" x={8} y={8} />
        </svg>
        {solo}
      </li>
      <li className="flex items-center gap-2 text-ensemble">
        <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4">
          <Mark voice="ensemble" x={8} y={8} />
        </svg>
        {ensemble}
      </li>
    </ul>
  );
}
