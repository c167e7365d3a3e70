/** The prefix of every storage key, channel name and message type of this library. */
export const NAME = 'wise-link:';
