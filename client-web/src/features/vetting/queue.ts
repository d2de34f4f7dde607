import type { JoinRequest } from '../../core/view';

export const SORTS = ['waiting', 'newest', 'missing'] as const;
export type Sort = (typeof SORTS)[number];
export const FILTERS = ['all', 'mine', 'voice', 'alarm'] as const;
export type Filter = (typeof FILTERS)[number];

export const voicesMissing = (request: JoinRequest): number =>
  Math.max(0, request.needed - request.approvals.length);

function fits(request: JoinRequest, filter: Filter, me: string): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'mine':
      return request.handedTo === me;
    case 'voice':
      return request.ownVoice === 'open' && request.state === 'open';
    case 'alarm':
      return request.alarm;
  }
}

const orders: Record<Sort, (one: JoinRequest, other: JoinRequest) => number> = {
  waiting: (one, other) => one.at - other.at,
  newest: (one, other) => other.at - one.at,
  missing: (one, other) => voicesMissing(one) - voicesMissing(other) || one.at - other.at,
};

/** The requests that fit, in order. What is equal keeps its place. */
export function arrange(
  requests: readonly JoinRequest[],
  sort: Sort,
  filter: Filter,
  me: string,
): readonly JoinRequest[] {
  return requests.filter((request) => fits(request, filter, me)).sort(orders[sort]);
}

/** The next one in the list, or the same at its end; the first when none is chosen. */
export function neighbour(
  requests: readonly JoinRequest[],
  id: string | undefined,
  step: 1 | -1,
): string | undefined {
  const at = requests.findIndex((request) => request.id === id);
  const to = at === -1 ? 0 : Math.max(0, Math.min(requests.length - 1, at + step));
  return requests[to]?.id;
}
