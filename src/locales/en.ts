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
  popup: 'Log in to Wise and choose what to share. We never see your password.',
  popupFor: 'Log in to Wise and choose what to share with {partner}. We never see your password.',
  email: 'Wise will email you a link, at the address we have for you. Open it to see a code, then enter the code here.',
  emailFor: 'Wise will email you a link, at the address {partner} has for you. Open it to see a code, then enter the code here.',
  code: 'Wise shows you a code to enter here.',
  declined: 'You did not give access. No account was connected.',
  discarded: 'No account was connected.',
  ended: 'Your Wise account is no longer connected. Connect it again to keep using it here.',
  redirect: 'Taking you to Wise…',
  open: 'Continue in the Wise window. This page will update when you have finished.',
  gone: 'Did you close the Wise window? If not, continue there.',
  slow: 'Still waiting for Wise. Continue in the Wise window, or open Wise again.',
  back: 'You came back before you had finished at Wise.',
  blocked: 'Your browser blocked the Wise window.',
  'in-app': 'Wise does not open inside this app. Open this page in your browser.',
  framed: 'Open this page in a new tab to continue.',
  'requesting-email': 'Asking Wise to email you…',
  'awaiting-code': 'Enter the code that Wise showed you.',
  sentTo: 'If there is a Wise account for {address}, Wise has emailed you a link. Open it to see a code, then enter the code here.',
  exchanging: 'One moment. Keep this page open.',
  offline: 'You are offline. We will continue when you are online again.',
  confirming: 'Is this your Wise account?',
  linked: 'Your Wise account is connected.',
  linkedFor: 'Your Wise account is connected to {partner}.',

  // Errors and their fixes.
  unavailable: 'You cannot connect a Wise account at the moment. Try again later.',
  session: 'You have been logged out. Log in again, then try again.',
  again: 'We could not connect your account. Start again.',
  unmatched: 'We could not match Wise’s reply to your request. Start again.',
  expired: 'The code has expired or has already been used. Start again.',
  /** The customer did not finish at Wise in time. */
  late: 'This took too long. Start again.',
  /** The customer did not answer in time whether the account is theirs. */
  unanswered: 'We had no answer in time. No account was connected. Start again.',
  identity: 'We could not confirm that this account is yours. Use another account, or contact us.',
  profile: 'Complete your profile at Wise, then start again.',
  tooMany: 'Too many attempts. Contact us if you need help.',
  busy: 'The service is not available at the moment.',
  often: 'Too many attempts in a short time.',
  wrong: 'The code is not correct. Check capital and small letters, and look-alikes such as O and 0.',
  text: 'That does not look like a code. Enter only the short code Wise shows you, without spaces.',
  link: 'This is a link. Enter only the short code Wise shows you, and never share the link with anyone.',
  lines: 'This is more than one line. Enter only one code.',
  foreign: '“{characters}” cannot be part of a Wise code, even if it looks right. Change your keyboard language, then type the code.',
  triesLeft: { one: 'You have one attempt left.', other: 'You have {count} attempts left.' },
  tryAgain: 'Try again.',
  wait: 'You can try again {time}.',

  // Other texts.
  label: 'Code from Wise',
  safety: 'Only enter a code you asked for here, just now. Never share it with anyone, even someone who says they work for us or Wise.',
  safetyFor: 'Only enter a code you asked for here, just now. Never share it with anyone, even someone who says they work for {partner} or Wise.',
  until: 'You can enter it until {time}.',
  left5: 'You have less than 5 minutes to enter the code.',
  left1: 'You have less than 1 minute to enter the code.',
  personal: '{name} · personal profile {profile}',
  business: '{name} · business profile {profile}',
  next: 'You can disconnect at any time in your Wise settings.',
  reference: 'Reference {id}',
  copied: 'Copied.',
  notCopied: 'That could not be copied.',

  // Labels of buttons and links.
  connect: 'Connect your Wise account',
  sendEmail: 'Send me the email',
  enterCode: 'Enter the code',
  show: 'Show the Wise window',
  reopen: 'Open Wise again',
  goAgain: 'Go to Wise again',
  submit: 'Continue',
  confirm: 'Yes, connect it',
  decline: 'No, it is not mine',
  retry: 'Try again',
  restart: 'Start again',
  another: 'Use another account',
  toWise: 'Open Wise',
  toPage: 'Open in a new tab',
  continueHere: 'Continue in this tab',
  byEmail: 'Get a code by email',
  resend: 'Send the email again',
  resendLater: 'Send the email again {time}',
  instead: 'Log in to Wise instead',
  copy: 'Copy the link',
  copyReference: 'Copy the reference',
  cancel: 'Cancel',
  newWindow: '{label} (opens a new window)',
};

/** A sentence with a count: its plural forms, by the categories of `Intl.PluralRules`. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** A catalog of all words. */
export type Words = { [Key in keyof typeof en]: (typeof en)[Key] extends string ? string : Plural };
