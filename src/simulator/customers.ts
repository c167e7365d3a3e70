import { PASSWORD, seedCustomers } from './seed.js';
import type { Customer, PersonalProfile } from './customer.js';

/** The data of the sign-up form. Without `person` the account has no profile. */
export interface SignUp {
  readonly email: string;
  readonly password: string;
  readonly person: Pick<PersonalProfile, 'firstName' | 'lastName' | 'dateOfBirth'> | undefined;
}

/** All customers with a Wise account. */
export class Customers {
  #customers: Customer[];
  #nextUserId = 9900001;
  #nextProfileId = 14600001n;

  constructor(create: () => Customer[] = seedCustomers) {
    this.#customers = create();
  }

  all(): readonly Customer[] {
    return this.#customers;
  }

  byEmail(email: string): Customer | undefined {
    const wanted = email.toLowerCase();
    return this.#customers.find((customer) => customer.email.toLowerCase() === wanted);
  }

  byId(userId: number): Customer | undefined {
    return this.#customers.find((customer) => customer.userId === userId);
  }

  signUp({ email, password, person }: SignUp): Customer {
    const profiles = person
      ? [{ type: 'PERSONAL' as const, id: this.#nextProfileId++, obfuscated: false, ...person }]
      : [];
    const label = person ? `${person.firstName} ${person.lastName}` : email;
    return this.#add({ email, password, profiles, label, registrationCode: undefined, shows: 'signed up here' });
  }

  /** Creates an account by API. It has the test password. */
  createByApi(email: string, registrationCode: string): Customer {
    const shows = 'created by a partner';
    return this.#add({ email, password: PASSWORD, profiles: [], label: email, registrationCode, shows });
  }

  #add(customer: Omit<Customer, 'userId' | 'twoFactor'>): Customer {
    const added = { userId: this.#nextUserId++, twoFactor: false, ...customer };
    this.#customers.push(added);
    return added;
  }
}
