import { view } from '../core/group';
import { timelinePage } from '../core/queries';
import type { Channel, MessageItem } from '../core/view';
import { channelName } from '../parts/channel-names';

const PAGE = 200;

/** A message as it stands in an archive: the timeline's own, with where it was said; of files the names without keys. */
export type Line = MessageItem & { readonly channel: string; readonly channelName: string };

/** What has expired, was deleted or is to be seen once is left out. */
export function stays(item: MessageItem, now: number): boolean {
  return (item.expiry === 0 || item.expiry > now) && item.deleted === null && !item.viewOnce;
}

function lineOf(item: MessageItem, channel: Channel): string {
  // Its key would open a file that is to disappear.
  const files = item.files.map((file) => ({ ...file, pointer: undefined }));
  return JSON.stringify({ channel: channel.id, channelName: channelName(channel), ...item, files });
}

/**
 * One's own history on this device, channel by channel, oldest first.
 *
 * @param progress from 0 to 1
 */
export async function ownHistory(progress: (fraction: number) => void): Promise<readonly string[]> {
  const channels = view.value?.channels ?? [];
  const all: string[] = [];
  for (const [at, channel] of channels.entries()) {
    const pages: string[][] = [];
    for (let before: string | null = ''; before !== null;) {
      const page = await timelinePage(channel.id, before, PAGE);
      if (page === null) throw new Error('the history cannot be read');
      const kept = page.items.filter((item) => item.kind === 'message' && stays(item, Date.now()));
      pages.push(kept.map((item) => lineOf(item as MessageItem, channel)));
      before = page.before;
    }
    all.push(...pages.reverse().flat());
    progress((at + 1) / channels.length);
  }
  return all;
}
