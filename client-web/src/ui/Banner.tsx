import './banner.css';
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon';

interface BannerProps {
  readonly kind?: 'note' | 'caution' | 'danger';
  readonly title?: string;
  readonly children?: ComponentChildren;
  /** Buttons. */
  readonly actions?: ComponentChildren;
}

const icons: Record<NonNullable<BannerProps['kind']>, IconName> = {
  note: 'info',
  caution: 'warning',
  danger: 'warning',
};

/** Something a person should know before going on. It stays until its reason is gone. */
export function Banner({ kind = 'note', title, children, actions }: BannerProps) {
  return (
    <div class={`banner banner-${kind}`}>
      <Icon name={icons[kind]} />
      <div class="banner-text">
        {title ? <p class="banner-title">{title}</p> : null}
        {children ? <div>{children}</div> : null}
        {actions ? <div class="row">{actions}</div> : null}
      </div>
    </div>
  );
}
