/** A customer of the bank, with the data that the bank has verified. Nothing of it is sent to the page. */
export interface Customer {
  /** The bank's own id of the customer. It is stored and logged, so it must be no name or address. */
  id: string;
  givenName: string;
  familyName: string;
  /** ISO 8601: `1985-05-20`. */
  dateOfBirth: string;
  /** The address to which Wise sends its email. */
  email: string;
  /** The business that the customer may link. Default: none. */
  company?: { name: string; registrationNumber: string } | null;
}
