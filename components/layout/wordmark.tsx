/** The portal's name beside its sign: four voices, each going its own way, that are braided into one line. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-3">
      <svg aria-hidden="true" viewBox="0 0 48 32" className="h-8 w-12" fill="none" strokeWidth="2" strokeLinecap="round">
        <path d="M2 4C16 4 18 25 27 19S37 16 46 16" className="stroke-solo" />
        <path d="M2 28C16 28 18 7 27 13S37 16 46 16" className="stroke-ensemble" />
        <path d="M2 12C14 12 19 22 27 16S37 16 46 16" className="stroke-ink-soft" />
        <path d="M2 20C14 20 19 10 27 16S37 16 46 16" className="stroke-ink" />
      </svg>
      <span className="font-serif text-xl leading-none tracking-tight">Polyphony</span>
    </span>
  );
}
