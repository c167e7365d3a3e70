/** Which link an access token is for. */
export interface AccessOptions {
  /** The Wise profile, if the customer has linked several. Default: the one that was linked last. */
  profileId?: string;
}
