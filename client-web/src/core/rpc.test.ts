import { describe, expect, it } from 'vitest';
import { remote, serve } from './rpc';

interface Sums {
  add(a: number, b: number): Promise<number>;
  fail(): Promise<void>;
  never(): Promise<void>;
}
interface SumEvents {
  counted(n: number): void;
}

function joined() {
  const heard: number[] = [];
  const { port1, port2 } = new MessageChannel();
  for (const port of [port1, port2]) port.start();
  const tell = serve<Sums, SumEvents>(port2 as never, {
    add: async (a, b) => a + b,
    fail: async () => {
      throw new Error('on purpose');
    },
    never: () => new Promise(() => undefined),
  });
  const end = remote<Sums, SumEvents>(port1 as never, { counted: (n) => heard.push(n) });
  return { ...end, tell, heard, port1, port2, stop: () => port1.close() };
}

describe('calls over a port', () => {
  it('answers each call with its own result', async () => {
    const { api, stop } = joined();
    expect(await Promise.all([api.add(1, 2), api.add(3, 4)])).toEqual([3, 7]);
    stop();
  });
  it('carries a fault to the caller', async () => {
    const { api, stop } = joined();
    await expect(api.fail()).rejects.toThrow('on purpose');
    stop();
  });
  it('refuses what is not served, inherited names included', async () => {
    const { api, stop } = joined();
    const any = api as unknown as Record<string, () => Promise<unknown>>;
    await expect(any['toString']?.()).rejects.toThrow('no such call');
    stop();
  });
  it('carries events', async () => {
    const { api, tell, heard, stop } = joined();
    tell('counted', 5);
    await api.add(0, 0);
    expect(heard).toEqual([5]);
    stop();
  });
  it('fails what waits, and what comes later, once closed', async () => {
    const { api, close, stop } = joined();
    const waiting = api.never();
    close('locked');
    await expect(waiting).rejects.toThrow('locked');
    await expect(api.add(1, 1)).rejects.toThrow('locked');
    stop();
  });
});
