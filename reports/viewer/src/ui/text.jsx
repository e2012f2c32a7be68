// Text of a run on the page: harmless, with found words marked, and addresses as links that tell nobody where they were followed.
import { printable } from '../data/printable.js';
import { wordsOf } from '../data/search.js';

const URL_IN_TEXT = /(https?:\/\/[^\s<>"')\]]+[^\s<>"')\].,;:])/;

// `query`: its words are marked where they stand.
export function Text({ children, query = '' }) {
  const text = printable(children ?? '');
  const words = wordsOf(query);
  if (words.length === 0) return text;
  const pattern = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'gi');
  return text.split(pattern).map((part, i) => (i % 2 ? <mark key={i}>{part}</mark> : part));
}

export function Linked({ children }) {
  return String(children ?? '')
    .split(URL_IN_TEXT)
    .map((part, i) => {
      const text = printable(part);
      if (i % 2 === 0) return text;
      return (
        <a key={i} href={part} target="_blank" rel="noreferrer noopener">
          {text}
        </a>
      );
    });
}
