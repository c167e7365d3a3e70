/**
 * English: the source of all words for customers, and their type. Each view has its sentence and, where there is one,
 * the label of its main button; what stands alone comes after.
 */
export const en = {
  popup: ['Log in at Wise and choose what to share. Your password stays there.', 'Connect your Wise account'],
  email: ['Wise e-mails you a link. It shows you a code to enter here.', 'Send me the e-mail'],
  code: ['Wise shows you a code to enter here.', 'Enter the code'],
  declined: ['You did not give access. Nothing was linked.'],
  discarded: ['Nothing was linked.'],
  redirect: ['Taking you to Wise…'],
  open: ['Continue in the Wise window. This page then goes on by itself.', 'Show the Wise window'],
  gone: ['Did you close the Wise window? If not, carry on there.', 'Open Wise again'],
  blocked: ['Your browser blocked the Wise window. Allow it, or continue in this tab.', 'Open Wise again'],
  'requesting-email': ['Asking Wise to e-mail you…'],
  'awaiting-code': ['Enter the code that Wise showed you.', 'Continue'],
  exchanging: ['One moment. Please keep this page open.'],
  confirming: ['Is this your Wise account?', 'Yes, link it'],
  linked: ['Your Wise account is linked.'],

  unavailable: ['Linking a Wise account is not available now.'],
  session: ['You have been logged out. Log in again, then try again.', 'Try again'],
  again: ['That did not work. Please start again.', 'Start again'],
  expired: ['The code has expired or was used. Please start again.', 'Start again'],
  identity: ['We could not confirm that this account is yours. Use your own, or contact us.', 'Use another account'],
  profile: ['Finish your profile at Wise, then start again.', 'Start again'],
  tooMany: ['Too many tries. Wait a while, or contact us.', 'Start again'],
  busy: ['That did not go through. Please try again.', 'Try again'],
  wrong: ['Wise does not know this code. Mind capital letters.', 'Start again'],
  text: ['This is no code. Enter the short code from Wise, never a link.', 'Start again'],

  newWindow: ' (opens a new window)',
  continueHere: 'Continue in this tab',
  sentTo: (address: string): string => `Open the link that Wise e-mailed to ${address}. It shows you a code to enter here.`,
  safety: 'Only enter a code that you asked for yourself, here, just now. Nobody from us or Wise will ask for it.',
  label: 'Code from Wise',
  triesLeft: (count: number): string => ` Tries left: ${count}.`,
  resend: 'Send it again',
  personal: 'personal profile',
  business: 'business profile',
  decline: 'No, it is not mine',
  reference: 'Reference',
  cancel: 'Cancel',
};

/** A catalogue of all words. */
export type Words = typeof en;
