/** As many as fit into a sentence. */
const maxSources = 5;

/** The addresses that pushes came from lately, so that the operator can tell which ones to allow. */
export function createRecentSources() {
  const oldestFirst = new Set<string>();
  let latest: string | null = null;
  return {
    note(source: string): void {
      if (source === latest) return;
      latest = source;
      oldestFirst.delete(source);
      oldestFirst.add(source);
      const [oldest = source] = oldestFirst;
      if (oldestFirst.size > maxSources) oldestFirst.delete(oldest);
    },
    latestFirst: (): readonly string[] => [...oldestFirst].toReversed(),
  };
}
