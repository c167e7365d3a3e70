import type { Answer } from './answer.js';
import type { Kit } from './kit.js';

/**
 * Whether a valid code was accepted: "linked". Without the start endpoint a backend cannot know that the code was not typed,
 * and may ask "is this you?" first.
 */
export function isAccepted({ options }: Kit, { body }: Answer): boolean {
  return body['status'] === 'linked' || (options.startUrl === undefined && body['status'] === 'pending_confirmation');
}
