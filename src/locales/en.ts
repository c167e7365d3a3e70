/**
 * English: the source of all words for customers, and their type. `{…}` is a placeholder for a value. Every language must
 * have the same placeholders as English.
 */
export const en = {
  /** The language of these words as a BCP 47 tag. Also the locale for times and durations. */
  lang: 'en',
  /** The separator between two sentences. */
  between: ' ',

  // Status.
  popup: 'Log in at Wise and choose what to share. Your password stays there.',
  popupFor: 'Log in at Wise and choose what to share with {partner}. Your password stays there.',
  email: 'Wise sends a link to the e-mail address that we have for you. It shows you a code to enter here.',
  emailFor: 'Wise sends a link to the e-mail address that {partner} has for you. It shows you a code to enter here.',
  code: 'Wise shows you a code to enter here.',
  declined: 'You did not give access. Nothing was linked.',
  discarded: 'Nothing was linked.',
  ended: 'Your link to Wise has ended. Connect again to go on using it.',
  redirect: 'Taking you to Wise…',
  open: 'Continue in the Wise window. This page then goes on by itself.',
  gone: 'Did you close the Wise window? If not, carry on there.',
  slow: 'Still waiting for Wise. Carry on there, or open it again.',
  back: 'You came back before Wise was done.',
  blocked: 'Your browser blocked the Wise window.',
  'in-app': 'Wise does not open inside this app. Open this page in your browser.',
  framed: 'Open this page in a tab of its own to go on.',
  'requesting-email': 'Asking Wise to e-mail you…',
  'awaiting-code': 'Enter the code that Wise showed you.',
  sentTo: 'If {address} has a Wise account, Wise has sent an e-mail there. Open its link: it shows you a code to enter here.',
  exchanging: 'One moment. Please keep this page open.',
  offline: 'You are offline. This goes on when you are back.',
  confirming: 'Is this your Wise account?',
  linked: 'Your Wise account is linked.',
  linkedFor: 'Your Wise account is linked to {partner}.',

  // Errors and their fixes.
  unavailable: 'Linking a Wise account is not available now.',
  session: 'You have been logged out. Log in again, then try again.',
  again: 'That did not work. Please start again.',
  unmatched: 'We could not match this answer from Wise. Please start again.',
  expired: 'The code has expired or was used. Please start again.',
  identity: 'We could not confirm that this account is yours. Use your own, or contact us.',
  profile: 'Finish your profile at Wise, then start again.',
  tooMany: 'Too many tries. Wait a while, or contact us.',
  busy: 'That did not go through. Please try again.',
  often: 'This was asked for too often in a short time.',
  wrong: 'Wise does not know this code. Mind capital letters, and letters that look like digits.',
  text: 'This is no code. Enter the short code that Wise shows you, without spaces.',
  link: 'This is a link. Enter only the short code that Wise shows you, and never give the link to anybody.',
  lines: 'This is more than one line. Enter one code only.',
  foreign: 'A code from Wise has no “{characters}”. Type it yourself, just as Wise shows it.',
  triesLeft: { one: 'You have one try left.', other: 'You have {count} tries left.' },
  wait: 'This is possible again {time}.',

  // Other texts.
  label: 'Code from Wise',
  safety: 'Only enter a code that you asked for yourself, here, just now. Nobody from us or Wise will ask for it.',
  safetyFor: 'Only enter a code that you asked for yourself, here, just now. Nobody from {partner} or Wise will ask for it.',
  until: 'You can enter it until {time}.',
  left5: 'Less than five minutes are left to enter the code.',
  left1: 'Less than a minute is left to enter the code.',
  personal: '{name} · personal profile {profile}',
  business: '{name} · business profile {profile}',
  next: 'You can end this at any time in your settings at Wise.',
  reference: 'Reference {id}',
  copied: 'Copied.',
  notCopied: 'That could not be copied.',

  // Labels of buttons and links.
  connect: 'Connect your Wise account',
  sendEmail: 'Send me the e-mail',
  enterCode: 'Enter the code',
  show: 'Show the Wise window',
  reopen: 'Open Wise again',
  goAgain: 'Go to Wise again',
  submit: 'Continue',
  confirm: 'Yes, link it',
  decline: 'No, it is not mine',
  retry: 'Try again',
  restart: 'Start again',
  another: 'Use another account',
  toWise: 'Open Wise',
  toPage: 'Open in a new tab',
  continueHere: 'Continue in this tab',
  byEmail: 'Get a code by e-mail',
  resend: 'Send it again',
  resendLater: 'Send it again {time}',
  instead: 'Log in at Wise instead',
  copy: 'Copy the link',
  copyReference: 'Copy the reference',
  cancel: 'Cancel',
  newWindow: '{label} (opens a new window)',
};

/** A sentence with a count: its plural forms, by the categories of `Intl.PluralRules`. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** A catalog of all words. */
export type Words = { [Key in keyof typeof en]: (typeof en)[Key] extends string ? string : Plural };
