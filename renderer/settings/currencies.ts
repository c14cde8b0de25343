export interface CurrencyChoice {
  readonly value: string;
  readonly label: string;
}

/** The ISO 4217 currencies that the runtime knows, by code, with their names in `language`; and the chosen one. */
export function currencyChoices(language: string, chosen: string): CurrencyChoice[] {
  const names = new Intl.DisplayNames(language, { type: 'currency' });
  return [...new Set([...Intl.supportedValuesOf('currency'), chosen])].toSorted().map((value) => ({ value, label: `${value} · ${names.of(value) ?? value}` }));
}
