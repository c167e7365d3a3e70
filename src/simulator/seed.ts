import type { BusinessProfile, Customer, PersonalProfile } from './customer.js';

/** The password of every test customer. */
export const PASSWORD = 'wise';

const person = (id: bigint, firstName: string, lastName: string, dateOfBirth: string): PersonalProfile =>
  ({ type: 'PERSONAL', id, firstName, lastName, dateOfBirth, obfuscated: false });

const business = (id: bigint, businessName: string, registrationNumber: string): BusinessProfile =>
  ({ type: 'BUSINESS', id, businessName, registrationNumber });

const account = (userId: number, email: string, rest: Pick<Customer, 'label' | 'shows' | 'profiles'>): Customer =>
  ({ userId, email, password: PASSWORD, twoFactor: false, registrationCode: undefined, ...rest });

/** The test customers. Each demonstrates one case. */
export function seedCustomers(): Customer[] {
  return [
    account(9889627, 'sarah@example.com', {
      label: 'Sarah Jenkins',
      shows: 'links (the same person as Meridian Bank’s Sarah Jenkins)',
      profiles: [person(14575282n, 'Sarah', 'Jenkins', '1985-05-20')],
    }),
    account(9889628, 'omar@example.com', {
      label: 'Omar Haddad',
      shows: 'links, personal or business; profile ids beyond 2^53',
      profiles: [
        person(9007199254740993n, 'Omar', 'Haddad', '1979-11-03'),
        business(9007199254740995n, 'Haddad Trading Ltd', 'SC123456'),
      ],
    }),
    account(9889629, 'lee@example.com', {
      label: 'Lee Wong',
      shows: 'another business with its owner',
      profiles: [
        person(14577001n, 'Lee', 'Wong', '1988-01-01'),
        business(14599371n, 'Innovate Solutions Ltd', 'SC1234567890ABCD'),
      ],
    }),
    account(9889630, 'twin@example.com', {
      label: 'Sarah Jenkins (another person)',
      shows: 'same name, other date of birth: refused as another person',
      profiles: [person(14575999n, 'Sarah', 'Jenkins', '1991-02-14')],
    }),
    account(9889631, 'nina@example.com', { label: 'Nina Roth', shows: 'no profile yet', profiles: [] }),
    {
      ...account(9889632, 'tess@example.com', {
        label: 'Sarah Jenkins (2FA)',
        shows: 'as Sarah, with 2FA (code 111111)',
        profiles: [person(14576001n, 'Sarah', 'Jenkins', '1985-05-20')],
      }),
      twoFactor: true,
    },
    account(9889633, 'mask@example.com', {
      label: 'Maya Bloom',
      shows: 'refused: Wise masks the data',
      profiles: [{ ...person(14578001n, 'Maya', 'Bloom', '1992-09-09'), obfuscated: true }],
    }),
  ];
}
