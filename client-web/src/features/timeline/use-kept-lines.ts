import { useRef } from 'preact/hooks';
import type { VNode } from 'preact';

interface Line {
  readonly parts: readonly unknown[];
  readonly node: VNode;
}

/**
 * The lines of a long list: one whose parts are those of last time is not drawn again, however often the pointer or the
 * focus goes from one to another. Times are told to the minute, so each is drawn anew in another one.
 */
export function useKeptLines(): (id: string, parts: readonly unknown[], draw: () => VNode) => VNode {
  const kept = useRef(new Map<string, Line>());
  const before = kept.current;
  const now = new Map<string, Line>();
  kept.current = now;
  const minute = Math.floor(Date.now() / 60_000);
  return (id, given, draw) => {
    const parts = [minute, ...given];
    const old = before.get(id);
    const line =
      old !== undefined && old.parts.every((part, at) => part === parts[at]) ? old : { parts, node: draw() };
    now.set(id, line);
    return line.node;
  };
}
