/** Every page of the model is in English, and has all its scripts. */
export const languageOf = (): string => 'en';
export const watchLanguage = (): void => {};
export const isLoading = (): boolean => false;
export const notifyLanguage = (): void => {};
export const tagsOf = (lang: string): string[] => [lang];
