/** A choice between fixed values, or a text. */
export interface Setting {
  label: string;
  /** The fixed values with their labels, in groups. The first is the default. Undefined: a text. */
  options?: readonly Group[];
  /** The default of a text. */
  value?: string;
  /** What it is for, if the label does not say it. */
  hint?: string;
  /** Whether a change needs a new element: what an element asked for before the change would be wrong. */
  isFresh?: boolean;
  /** Whether it has an effect only with the bank's own backend. */
  needsBank?: boolean;
  /** Whether its values are long. */
  isWide?: boolean;
}

/** Options below a heading; without a heading if the label is empty. */
export interface Group {
  label: string;
  options: Readonly<Record<string, string>>;
  /** Whether they need the bank's own backend. */
  isOfBank?: boolean;
}

/** Options that are their own labels. */
export const words = (...values: string[]): readonly Group[] => [{ label: '', options: Object.fromEntries(values.map((value) => [value, value])) }];

/** All values of a setting; empty for a text. */
export const valuesOf = ({ options = [] }: Setting): string[] => options.flatMap((group) => Object.keys(group.options));

/** The default value of a setting. */
export const defaultOf = (setting: Setting): string => setting.value ?? valuesOf(setting)[0] ?? '';

/** The setting where there is no bank: the options that are the bank's own are left out. */
export const withoutBank = ({ options, ...rest }: Setting): Setting => (options ? { ...rest, options: options.filter(({ isOfBank }) => !isOfBank) } : rest);
