import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keys as texts } from '#shared/texts/en/keys.ts';
import { Kbd } from './Kbd.tsx';
import { hasCommandKey, strokeOf, type KeyRow } from './keys.ts';

const glyphs: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Enter: '↵', '-': '−' };

type Cap = keyof typeof texts.cap;
type Spoken = keyof typeof texts.spoken;
const isCap = (key: string): key is Cap => Object.hasOwn(texts.cap, key);
const isSpoken = (key: string): key is Spoken => Object.hasOwn(texts.spoken, key);

interface Props {
  readonly row: KeyRow;
  /** Whether they are read out too, in words; on a control, `aria-keyshortcuts` says them. */
  readonly isRead?: boolean;
}

/** The keys of a row as they are written on the keyboard. */
export function KeyCaps({ row, isRead = false }: Props): ReactNode {
  const { t } = useTranslation('keys');
  const command = hasCommandKey();
  const written = (key: string): string => (key === 'Mod' && command ? '⌘' : (glyphs[key] ?? (isCap(key) ? t(`cap.${key}`) : key)));
  const read = (key: string): string => (key === 'Mod' && command ? t('spoken.Command') : isSpoken(key) ? t(`spoken.${key}`) : isCap(key) ? t(`cap.${key}`) : key);

  const all = row.chords.map((chord) => strokeOf(chord));
  const isThrough = row.through === true && all.length > 1;
  const strokes = isThrough ? [all.at(0), all.at(-1)].filter((stroke) => stroke !== undefined) : all;
  const mods = [...(strokes[0]?.mods ?? [])];
  // “Shift + ← →” instead of “Shift ← Shift →”.
  const share = strokes.length > 1 && mods.length > 0 && strokes.every((stroke) => [...stroke.mods].join() === mods.join());
  const differ = strokes.some((stroke) => [...stroke.mods].join() !== mods.join());
  return (
    <span className="key-caps">
      {isRead ? <span className="sr-only">{strokes.map((stroke) => [...stroke.mods, stroke.key].map(read).join(' ')).join(isThrough ? ` ${t('to')} ` : ', ')}</span> : null}
      <span className="key-caps-written" aria-hidden>
        {share ? (
          <>
            {mods.map((mod) => (
              <Kbd key={mod}>{written(mod)}</Kbd>
            ))}
            <span>+</span>
          </>
        ) : null}
        {strokes.map((stroke, at) => (
          <Fragment key={[...stroke.mods, stroke.key].join()}>
            {at > 0 && isThrough ? <span>{t('to')}</span> : null}
            {at > 0 && differ ? <span>{t('or')}</span> : null}
            {share ? null : [...stroke.mods].map((mod) => <Kbd key={mod}>{written(mod)}</Kbd>)}
            <Kbd>{written(stroke.key)}</Kbd>
          </Fragment>
        ))}
        {row.again === true ? <span>{t('again')}</span> : null}
      </span>
    </span>
  );
}
