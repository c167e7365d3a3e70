/** Replaces the language module: every simulated page is in English and fully loaded. */
export const languageOf = (): string => 'en';
export const watchLanguage = (): void => {};
export const isLoading = (): boolean => false;
export const notifyLanguage = (): void => {};
export const tagsOf = (lang: string): string[] => [lang];
