import { KeyFile, type KeyPlace, type SyncFile } from './key-file';

const FOLDER = 'understory';
const FILE = 'keys';
/** How long the file may still be held by the tab that had the group open before. */
const HELD_MS = 5000;
const HELD_STEP_MS = 100;

interface SyncFileHandle {
  createSyncAccessHandle(): Promise<SyncFile>;
}

async function folder(create: boolean): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create });
}

/** The file in which keys are overwritten; null where the browser has no such files. */
export async function openKeyFile(): Promise<KeyPlace | null> {
  let handle: FileSystemFileHandle;
  try {
    handle = await (await folder(true)).getFileHandle(FILE, { create: true });
  } catch {
    return null;
  }
  if (!('createSyncAccessHandle' in handle)) return null;
  const until = Date.now() + HELD_MS;
  for (;;) {
    try {
      return new KeyFile(await (handle as unknown as SyncFileHandle).createSyncAccessHandle());
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, HELD_STEP_MS));
    }
  }
}

export async function removeKeyFile(): Promise<void> {
  try {
    await (await folder(false)).removeEntry(FILE);
  } catch {
    // There was none, or it is held: it was overwritten before.
  }
}
