import { stage } from '../core/life';
import { forgetFiles } from '../files';

/** Keys, pictures and opened files go when the page is locked or wiped, or another tab takes over. */
stage.subscribe(({ kind }) => {
  if (kind !== 'open') void forgetFiles();
});

export * from '../files';
