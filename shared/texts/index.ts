import { createInstance } from 'i18next';
import type { i18n, TFunction } from 'i18next';
import type { RuleName } from '#shared/model/alert.ts';
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

function isUsualRule(id: string): id is keyof typeof en.rules.usual {
  return Object.hasOwn(en.rules.usual, id);
}

/** What a rule is called: the operator's own name, else the catalogue's, else its id. */
export function ruleName(t: TFunction, { id, name }: RuleName): string {
  if (name !== '') return name;
  return isUsualRule(id) ? t(`usual.${id}`, { ns: 'rules' }) : id;
}

/** The word for a status: the operator's own, the catalogue's, else the code as it came. */
export function statusWord(t: TFunction, status: string | null, meaning: StatusMeaning): string {
  if (meaning.label !== null) return meaning.label;
  if (status === null || status === '') return t('none', { ns: 'statuses' });
  return isCatalogued(status) ? t(`code.${status}`, { ns: 'statuses' }) : status;
}
