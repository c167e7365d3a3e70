// The public types of `wise-link/simulator`. They import no package, because the types of the package have no dependencies.
import type { Address } from './address.js';
import type { Client } from './clients.js';
import type { ScenarioName } from './scenarios.js';
import type { Switches } from './switches.js';

/** A partner to register. The secret is the default one, and the name is the client id, unless given. */
export type ClientOptions = Pick<Client, 'clientId' | 'redirectUris'> & Partial<Pick<Client, 'clientSecret' | 'name'>>;

/** A person's profile. The id is an int64: a number, its digits as text, or a bigint. Default: the next free id. */
export interface PersonalProfileOptions {
  readonly type: 'PERSONAL';
  readonly id?: number | string | bigint;
  readonly firstName: string;
  readonly lastName: string;
  /** As `1985-05-20`. Default: Wise sends none. */
  readonly dateOfBirth?: string;
  /** Wise masks the data. Default: false. */
  readonly obfuscated?: boolean;
  /** Default: an example address. */
  readonly address?: Address;
}

/** A company's profile. */
export interface BusinessProfileOptions {
  readonly type: 'BUSINESS';
  readonly id?: number | string | bigint;
  readonly businessName: string;
  /** Default: Wise sends none. */
  readonly registrationNumber?: string;
  /** Default: an example address. */
  readonly address?: Address;
}

/** A customer with a Wise account. */
export interface CustomerOptions {
  readonly email: string;
  /** Default: "wise". */
  readonly password?: string;
  /** Whether a second factor, always 111111, is asked for. Default: false. */
  readonly twoFactor?: boolean;
  /** The text of the button "Log in as <label>". Default: the name of the first profile, or the email address. */
  readonly label?: string;
  /** What this customer is for, shown beside the button. */
  readonly shows?: string;
  /** At most one personal profile, any number of business profiles. Default: none. */
  readonly profiles?: readonly (PersonalProfileOptions | BusinessProfileOptions)[];
}

/** Mutual TLS. All are optional. */
export interface MutualTlsOptions {
  /** The port on 127.0.0.1; 0 selects a free one. Default: 0. */
  readonly port?: number;
  /** Where `ca.pem`, `<client id>.pem` and `<client id>-key.pem` are written. Default: nowhere. */
  readonly folder?: string;
}

/** The API with mutual TLS, and a throw-away authority and certificates for it, as PEM. */
export interface MutualTls {
  /** The base URL of the API, as `https://127.0.0.1:4201`. */
  readonly url: string;
  /** The certificate of the authority. */
  readonly ca: string;
  /** The certificate and the private key of each client, by client id. */
  readonly clients: Readonly<Record<string, { readonly cert: string; readonly key: string }>>;
}

/** The options of `startSimulator`, of the configuration file and of the command. All are optional. */
export interface SimulatorOptions {
  /** The port on 127.0.0.1; 0 selects a free one. Default: 4200. */
  readonly port?: number;
  /** Names that `Host` may have besides loopback ones. Others are refused, against DNS rebinding. Default: none. */
  readonly allowedHosts?: readonly string[];
  /** The origin of the demo bank's pages. Default: http://localhost:4100. */
  readonly partnerOrigin?: string;
  /** The redirect URIs of the partner. Default: the demo bank's pages at `partnerOrigin`. */
  readonly redirectUris?: readonly string[];
  /** The client id of the partner. Default: "bank". */
  readonly clientId?: string;
  /** The secret of the partner. Default: "banksecret". */
  readonly clientSecret?: string;
  /** The name of the partner on the consent page. Default: "Meridian Bank", or another client id itself. */
  readonly clientName?: string;
  /** More partners, or all if none of the options for one partner is set. */
  readonly clients?: readonly ClientOptions[];
  /** The customers at Wise. Default: seven test customers, each for one case. */
  readonly customers?: readonly CustomerOptions[];
  /** Also serves the API over HTTPS on another port, to clients with a certificate. Default: it does not. */
  readonly mtls?: MutualTlsOptions;
  /** A preset of switches. Default: "works". */
  readonly scenario?: ScenarioName;
  /** Switches, which stay after a reset. They override those of the scenario. */
  readonly switches?: Partial<Switches>;
  /** The seed of all codes, tokens and ids. They are predictable for anyone with the seed. Default: a new one for each start. */
  readonly seed?: string;
}

/** The options that only a program can give. */
export interface StartSimulatorOptions extends SimulatorOptions {
  /** Receives a line for each API call and each refused authorization request, without codes, tokens or addresses. Default: none. */
  readonly log?: (line: string) => void;
}

/** A running simulator. */
export interface RunningSimulator {
  /** The base URL of its pages and its API, as `http://127.0.0.1:4200`. */
  readonly url: string;
  readonly seed: string;
  /** The registered partners. */
  readonly clients: readonly Client[];
  /** If the options ask for it. */
  readonly mtls: MutualTls | undefined;
  /** Stops it and closes its connections. */
  close(): Promise<void>;
}
