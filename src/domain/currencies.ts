/** The currencies that an account may be kept in: ISO 4217, those that ended lately included, and their smallest units. */

/** Of whoever says no other. */
export const DEFAULT_CURRENCY = 'CNY';

/** Decimal places that are not 2 (ISO 4217, column "minor unit"). */
export const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};
export const MOST_PLACES = 3;
/** What is no amount of this one is none of any. */
export const FINEST = 'KWD';

export function exponentOf(currency: string | null | undefined): number {
  return EXPONENTS[currency ?? ''] ?? 2;
}

const CODES =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD ' +
  'CAD CDF CHF CLP CNY COP CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP ' +
  'GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD ' +
  'KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO ' +
  'NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL ' +
  'SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST ' +
  'XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ZWL';

let known: ReadonlySet<string> | undefined;

/** The code as it is written, from any case; undefined where there is no such currency. */
export function currencyNamed(text: string): string | undefined {
  known ??= new Set(CODES.split(' '));
  const code = text.toUpperCase();
  return known.has(code) ? code : undefined;
}

export const currencyCodes = (): readonly string[] => CODES.split(' ');
