import './rich.css';
import { useMemo } from 'preact/hooks';
import { t } from '../../i18n/talk';
import { parse, type Block, type Inline } from './parse';

interface RichProps {
  readonly text: string;
  /** Names of people whom the message mentions. */
  readonly names: readonly string[];
  /** One's own name among them. */
  readonly me: string;
}

/** What somebody wrote, drawn from nodes; nothing of it is ever read as markup. */
export function Rich({ text, names, me }: RichProps) {
  const blocks = useMemo(() => parse(text, names), [text, names.join('\n')]);
  return (
    <div class="item-text rich" dir="auto">
      {blocks.map((block, at) => (
        <BlockView key={at} block={block} me={me} />
      ))}
    </div>
  );
}

function BlockView({ block, me }: { readonly block: Block; readonly me: string }) {
  switch (block.kind) {
    case 'lines':
      return (
        <p dir="auto">
          <Inlines nodes={block.children} me={me} />
        </p>
      );
    case 'quote':
      return (
        <blockquote dir="auto">
          <Inlines nodes={block.children} me={me} />
        </blockquote>
      );
    case 'code':
      return (
        <pre dir="ltr">
          <code>{block.text}</code>
        </pre>
      );
    case 'list': {
      const items = block.items.map((item, at) => (
        <li key={at} dir="auto">
          <Inlines nodes={item} me={me} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
  }
}

function Inlines({ nodes, me }: { readonly nodes: readonly Inline[]; readonly me: string }) {
  return (
    <>
      {nodes.map((node, at) => (
        <InlineView key={at} node={node} me={me} />
      ))}
    </>
  );
}

function InlineView({ node, me }: { readonly node: Inline; readonly me: string }) {
  switch (node.kind) {
    case 'text':
      return <>{node.text}</>;
    case 'code':
      return <code dir="ltr">{node.text}</code>;
    case 'bold':
      return (
        <strong>
          <Inlines nodes={node.children} me={me} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Inlines nodes={node.children} me={me} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Inlines nodes={node.children} me={me} />
        </s>
      );
    case 'mention':
      return (
        <span class={node.name === me ? 'mention mention-me' : 'mention'}>
          @<bdi>{node.name}</bdi>
        </span>
      );
    case 'link':
      return (
        <>
          <a href={node.href} target="_blank" rel="noopener noreferrer" dir="auto">
            {node.label}
          </a>
          {node.named || node.odd ? <bdi class="quiet small"> ({node.host})</bdi> : null}
          {node.odd ? <span class="link-odd small"> {t('link-odd')}</span> : null}
        </>
      );
  }
}
