import { stage } from '../core/life';
import { forgetFiles } from '../files';

/** Keys and pictures go when the page is locked. */
stage.subscribe(({ kind }) => {
  if (kind !== 'open') forgetFiles();
});

export * from '../files';
