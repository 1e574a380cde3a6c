import { formatNumber, type NumberFormat } from "./estimate";

/** A value to compare with; drawn as a dashed line and named above the drawing, where it covers nothing. */
export interface Reference {
  value: number;
  label: string;
}

/** Says what the dashed line is. */
export function ReferenceKey({ reference, format }: { reference: Reference | undefined; format: NumberFormat }) {
  if (!reference) return null;
  return (
    <p className="mb-2 flex items-center gap-2 text-ink-soft text-sm tabular-nums">
      <svg aria-hidden="true" viewBox="0 0 24 16" className="h-4 w-6 shrink-0">
        <path d="M0 8H24" className="stroke-ink" strokeWidth="1.5" strokeDasharray="4 3" />
      </svg>
      {reference.label}: {formatNumber(reference.value, format)}
    </p>
  );
}
