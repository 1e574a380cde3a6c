/** First stop of the Tab key: past the navigation. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-20 focus:bg-accent focus:px-4 focus:py-2 focus:text-on-accent"
    >
      Skip to the content
    </a>
  );
}
