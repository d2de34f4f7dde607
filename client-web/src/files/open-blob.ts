import type { CoreApi } from '../core/api';
import type { OpenBlob } from './types';

interface PlaceJson {
  readonly state: 'waiting' | 'open' | 'refused';
  readonly code: string;
  readonly token: string;
}

const EVERY = 50;
const PATIENCE = 30_000;

/**
 * Asks the server for a place by way of the core, and again after a loss of the connection.
 *
 * @param lifeSeconds until the message that will name the file disappears; 0: never
 */
export function openThrough(api: Pick<CoreApi, 'act' | 'query'>, lifeSeconds: number): OpenBlob {
  return async ({ id, size, readHash }) => {
    const until = performance.now() + PATIENCE;
    let asked = false;
    while (performance.now() < until) {
      if (!asked) {
        const code = await api.act('openBlob', id, String(lifeSeconds), String(size), readHash);
        if (code !== '' && code !== 'offline') return { refused: code };
        asked = code === '';
      }
      await new Promise((resolve) => setTimeout(resolve, EVERY));
      const place = (await api.query('blob', id)) as PlaceJson | null;
      if (place?.state === 'open') return { token: place.token };
      if (place?.state === 'refused' && place.code !== 'offline') return { refused: place.code };
      if (place?.state === 'refused') asked = false;
    }
    return { refused: 'offline' };
  };
}
