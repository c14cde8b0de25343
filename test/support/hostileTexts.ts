import type { JsonMap, JsonValue } from '#shared/model/json.ts';

const script = 'window.hacked=1';

/** Texts that a platform, or whoever speaks to its robot, might push to break the screen; by what they try. */
export const hostileTexts: Readonly<Record<string, string>> = {
  'markup and scripts': `<script>${script}</script><img src=x onerror="${script}"><svg onload="${script}"></svg><iframe srcdoc="<script>parent.hacked=1</script>"></iframe><style>*{display:none}</style><base href="https://elsewhere.invalid/">`,
  'event-handler attributes': `" onmouseover="${script}" onfocus="${script}" autofocus tabindex="0" x="' onclick='${script}' x='`,
  'a javascript: address': `javascript:${script}//`,
  'a data: address': `data:text/html,<script>${script}</script>`,
  'an address elsewhere': '//elsewhere.invalid/picture.png"><img src="https://elsewhere.invalid/picture.png">',
  'template braces': `{{app}} {{status}} {{constructor.constructor("${script}")()}} \${${script}} <%= ${script} %> %s`,
  'nesting of i18next': '$t(app:name) $t(alerts:title, {"status": "hacked", "phone": "1"}) $& $1 $$',
  'bidi controls': '\u202Eoverride \u2066isolate \u2067right \u202Bembedded',
  'ends of bidi controls': 'out\u2069\u2069\u2069\u202C\u202C\u202E of it',
  'zero-width letters': 'zero\u200B\u200D\u2060\uFEFFwidth \u00AD\u034F\u200E\u200F',
  'stacks of combining marks': `Z${'\u0301\u0327\u0489'.repeat(120)}algo`,
  'lone surrogates': 'half \uD83D and \uDE00 half',
  'NUL and controls': 'nul\u0000bell\u0007escape\u001B[31m\u2028line\u2029paragraph\r\n\ttab',
  emoji: '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿👍🏽🇲🇽',
  'right to left': 'مرحبا 123 שלום (abc)',
  'a run of blanks': `A (${' '.repeat(20_000)}\n x`,
  'a word of 100 kB': 'W'.repeat(100_000),
};

const lists: ReadonlySet<string> = new Set(['customerConcern', 'attributes', 'callRecordTagIds', 'callRecordTagNames', 'customerTagIds', 'customerTagNames']);
const maps: ReadonlySet<string> = new Set(['properties', 'dynamicProperties']);

/** A record with `text` in every one of `fields`, in the form that each has, and as name and value of one that none knows. */
export function aHostileRecord(fields: Iterable<string>, text: string, overrides: JsonMap = {}): JsonMap {
  const named = (key: string): JsonMap => Object.fromEntries([[key, text]]);
  const valueOf = (field: string): JsonValue => {
    if (field === 'callDetailList') return ['ROBOT', 'PERSON', text].map((type, index) => ({ callDetailId: text, type, text, startOffset: index * 1000, endOffset: index * 1000 + 900 }));
    if (lists.has(field)) return [text, named(text), ...Array.from({ length: text.length > 5000 ? 0 : 8 }, () => text)];
    return maps.has(field) ? { ...named(text), name: text, nested: named(text) } : text;
  };
  return { ...Object.fromEntries([...fields].map((field) => [field, valueOf(field)])), ...Object.fromEntries([[`_${text}`, text]]), ...overrides };
}
