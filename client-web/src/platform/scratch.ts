/** Large files lie here in clear while they are opened, shown or saved: each under a name of its own, in the browser's private file system. */
const FOLDER = 'scratch';
/** How long a file may still be held by a worker or a tab that is just being ended. */
const HELD_MS = 10_000;
const HELD_STEP_MS = 100;

export async function scratchFolder(create: boolean): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create });
}

async function removed(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  for (const until = Date.now() + HELD_MS; ;) {
    try {
      return await folder.removeEntry(name);
    } catch (why) {
      const gone = why instanceof DOMException && why.name === 'NotFoundError';
      if (gone || Date.now() > until) return;
      await new Promise((resolve) => setTimeout(resolve, HELD_STEP_MS));
    }
  }
}

/**
 * Removes everything that is there now, whatever ended what it was for; what is made meanwhile stays. To be called by the
 * tab that owns the store, before it makes any: when it begins, and when it is locked.
 */
export async function clearScratch(): Promise<void> {
  try {
    const folder = await scratchFolder(false);
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    await Promise.all(names.map((name) => removed(folder, name)));
  } catch {
    // None was left, or this browser has no such place.
  }
}
