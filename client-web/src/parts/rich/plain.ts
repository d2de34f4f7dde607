import { parse, type Block, type Inline } from './parse';

/** What somebody wrote without its marks: for reading aloud, for the line of a quote, for copying into a list. */
export function plainText(text: string): string {
  return parse(text).map(blockText).join('\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'code':
      return block.text;
    case 'list':
      return block.items
        .map((item, at) => `${block.ordered ? `${at + 1}.` : '•'} ${inlineText(item)}`)
        .join('\n');
    case 'lines':
    case 'quote':
      return inlineText(block.children);
  }
}

function inlineText(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      switch (node.kind) {
        case 'text':
        case 'code':
          return node.text;
        case 'link':
          return node.named ? `${node.label} (${node.host})` : node.label;
        case 'mention':
          return `@${node.name}`;
        default:
          return inlineText(node.children);
      }
    })
    .join('');
}

/** The beginning, for one line. */
export function excerpt(text: string, most = 120): string {
  const line = plainText(text).replace(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length > most ? `${letters.slice(0, most).join('')}…` : line;
}
