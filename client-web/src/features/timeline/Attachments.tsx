import '../../parts/talk.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FileItem } from '../../core/view';
import { download, openThumbnail } from '../../parts/files';
import { t, tFor } from '../../i18n/talk';
import { useHeldFocus } from '../../parts/use-held-focus';
import { saveBlob } from '../../platform/save';
import { sizeWords } from '../../i18n/times';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { announce } from '../../ui/live';
import { fileWords } from './spoken';

/** Nothing is fetched before somebody asks for it; a small picture is in the message itself. */
export function Attachments({ files }: { readonly files: readonly FileItem[] }) {
  return (
    <ul class="files" aria-label={t('files')}>
      {files.map((file) => (
        <li key={file.pointer}>
          <Attachment file={file} />
        </li>
      ))}
    </ul>
  );
}

type Stage =
  | { readonly kind: 'closed' }
  | { readonly kind: 'fetching'; readonly fraction: number; readonly cancel: () => void }
  | { readonly kind: 'open'; readonly url: string; readonly save: () => void }
  | { readonly kind: 'failed'; readonly why: string };

function Attachment({ file }: { readonly file: FileItem }) {
  const [stage, setStage] = useState<Stage>({ kind: 'closed' });
  const release = useRef<(() => void) | null>(null);
  const picture = file.mediaType.startsWith('image/');
  const sound = file.mediaType.startsWith('audio/');
  const thumbnail = useThumbnail(file);
  const box = useRef<HTMLDivElement>(null);
  useHeldFocus(box);
  useEffect(() => () => release.current?.(), []);

  const fetchIt = async () => {
    const control = new AbortController();
    const fetching = (fraction: number) =>
      setStage({ kind: 'fetching', fraction, cancel: () => control.abort() });
    fetching(0);
    const got = await download(file.pointer, { progress: fetching, signal: control.signal });
    if (!got.ok) {
      if (got.fault === 'cancelled') return setStage({ kind: 'closed' });
      const why = tFor('file-fault', got.fault, 'file-fault-failed');
      announce(why, 'assertive');
      return setStage({ kind: 'failed', why });
    }
    if (!picture && !sound) {
      saveBlob(got.name, got.blob);
      got.release();
      return setStage({ kind: 'closed' });
    }
    const url = URL.createObjectURL(got.blob);
    release.current = () => {
      URL.revokeObjectURL(url);
      got.release();
    };
    setStage({ kind: 'open', url, save: () => saveBlob(got.name, got.blob) });
  };
  const shown = stage.kind === 'open' ? stage.url : thumbnail;
  return (
    <div class="file" ref={box}>
      {picture && shown !== null ? (
        <img
          class={stage.kind === 'open' ? 'file-image' : 'file-image file-small'}
          src={shown}
          alt={fileWords(file)}
          width={file.width || undefined}
          height={file.height || undefined}
        />
      ) : null}
      {sound && stage.kind === 'open' ? (
        // A recording of somebody's voice has no captions of its own.
        // eslint-disable-next-line jsx-a11y/media-has-caption
        <audio controls src={stage.url} aria-label={fileWords(file)} />
      ) : null}
      <p class="file-line small">
        <Icon name={picture ? 'image' : sound ? 'mic' : 'file'} />
        <bdi>{picture || sound ? fileWords(file) : file.name}</bdi>
        <span class="quiet">{sizeWords(file.size)}</span>
      </p>
      {stage.kind === 'fetching' ? (
        <div class="row">
          <progress max={1} value={stage.fraction} aria-label={t('file-fetching')} />
          <Button onClick={stage.cancel}>{t('cancel')}</Button>
        </div>
      ) : null}
      {stage.kind === 'open' ? (
        <div class="row">
          <Button onClick={stage.save}>
            <Icon name="download" />
            {t('file-save')}
          </Button>
        </div>
      ) : null}
      {stage.kind === 'failed' ? <p class="composer-fault small">{stage.why}</p> : null}
      {stage.kind === 'closed' || stage.kind === 'failed' ? (
        <div class="row">
          <Button onClick={() => void fetchIt()}>
            <Icon name={sound ? 'play' : picture ? 'eye' : 'download'} />
            {t(picture ? 'file-show' : sound ? 'file-listen' : 'file-save')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function useThumbnail(file: FileItem): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let wanted = true;
    if (file.thumbnail) {
      void openThumbnail(file.pointer).then((got) => {
        if (!got.ok || !wanted) return;
        made = URL.createObjectURL(got.blob);
        setUrl(made);
      });
    }
    return () => {
      wanted = false;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [file.pointer]);
  return url;
}
