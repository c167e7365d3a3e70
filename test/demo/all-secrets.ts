import { profileName } from '../../src/simulator/customer.js';
import { seedCustomers } from '../../src/simulator/seed.js';
import { Canaries } from './canaries.js';

/** The secrets of all customers of the simulator, and of Meridian Bank. */
export function allSecrets(encryptionKey: string): Canaries {
  const canaries = new Canaries();
  canaries.add('client secret', 'banksecret');
  canaries.add('client secret', Buffer.from('bank:banksecret').toString('base64'));
  canaries.add('encryption key', encryptionKey);
  for (const { email, profiles } of seedCustomers()) {
    canaries.add('email', email);
    for (const profile of profiles) {
      canaries.add('name', profileName(profile));
      canaries.add('profile id', String(profile.id));
      if (profile.type === 'PERSONAL') canaries.add('date of birth', profile.dateOfBirth ?? '');
      else canaries.add('registration number', profile.registrationNumber ?? '');
    }
  }
  canaries.add('name', 'Jenkins');
  return canaries;
}
