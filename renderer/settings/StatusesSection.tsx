import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ruleOfEvery } from '#shared/model/alertRule.ts';
import { withStatusOverride } from '#shared/model/statuses.ts';
import { doesInWords } from '#shared/texts/alertRuleText.ts';
import { SectionFrame } from './SectionFrame.tsx';
import { StatusRow } from './StatusRow.tsx';
import { useEditing, useSetting } from './editing.ts';
import { statusCodes } from './settingsForm.ts';
import './statuses.css';

/** What each call result is called, where it is filed, how it is announced, and whose customers are to be called back. */
export function StatusesSection(): ReactNode {
  const { t } = useTranslation('settings');
  const { t: rulesText } = useTranslation('rules');
  const { settings, rules, view } = useEditing();
  const seenStatuses = useStore(settings.store, (state) => state.seenStatuses);
  const { value, set, problem } = useSetting('statuses');
  // A status that is being reset stays in the table until that is saved.
  const codes = statusCodes({ ...view.settings.statuses, ...value }, seenStatuses);
  return (
    <SectionFrame section="statuses">
      <div data-setting="statuses">
        {problem === null ? null : (
          <p className="settings-failure" role="alert">
            {problem}
          </p>
        )}
        <table className="statuses quiet-inputs">
          <thead>
            <tr>
              <th scope="col">{t('fields.statuses.code')}</th>
              <th scope="col">{t('fields.statuses.word')}</th>
              <th scope="col">{t('fields.statuses.group')}</th>
              <th scope="col">{t('fields.statuses.alert')}</th>
              <th scope="col">{t('fields.statuses.rescue')}</th>
              <td aria-hidden />
            </tr>
          </thead>
          <tbody>
            {codes.map((code) => (
              <StatusRow
                key={code}
                code={code}
                overrides={value}
                byTheRules={(group) => (rules === null ? null : doesInWords(rulesText, ruleOfEvery({ status: code, group }, rules)))}
                onChange={(change) => set(withStatusOverride(value, code, change))}
              />
            ))}
          </tbody>
        </table>
      </div>
    </SectionFrame>
  );
}
