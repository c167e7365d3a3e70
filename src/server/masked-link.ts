/** The parts of a link that the customer may see: enough to recognize the account. */
export interface MaskedLink {
  displayName: string;
  profileType: 'personal' | 'business';
  profileRef: string;
}
