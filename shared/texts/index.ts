import { createInstance } from 'i18next';
import type { i18n, TFunction } from 'i18next';
import { knownStatuses, type StatusMeaning } from '#shared/model/statuses.ts';
import { en } from './en/index.ts';
import { quoted } from './quoted.ts';

/** A translator over the catalogue, ready at once: the texts are compiled in. */
export function createTexts(): i18n {
  const texts = createInstance();
  void texts.init({
    lng: 'en',
    resources: { en },
    ns: Object.keys(en),
    defaultNS: 'app',
    // Not for markup, which React and the system's notifications do not read: for what reorders or floods a sentence.
    interpolation: { escapeValue: true, escape: quoted },
    initAsync: false,
  });
  return texts;
}

function isCatalogued(status: string): status is keyof typeof en.statuses.code {
  return Object.hasOwn(knownStatuses, status);
}

/** The word for a status: the operator's own, the catalogue's, else the code as it came. */
export function statusWord(t: TFunction, status: string | null, meaning: StatusMeaning): string {
  if (meaning.label !== null) return meaning.label;
  if (status === null || status === '') return t('none', { ns: 'statuses' });
  return isCatalogued(status) ? t(`code.${status}`, { ns: 'statuses' }) : status;
}
