/**
 * What stands for identities in one run: derived from a secret key, so that the same key gives the same again and
 * nobody else can.
 */
import { createHmac } from 'node:crypto';

/** Shifts go back by at least a month and at most ten years. */
const LEAST_DAYS = 30;
const MOST_DAYS = 3650;
/**
 * UIDs under this root are the standard's own (SOP classes, coding schemes, well-known frames of reference): they
 * identify nobody.
 */
const STANDARD_UID = /^1\.2\.840\.10008\.[\d.]{1,50}$/;

export class Pseudonyms {
  readonly #key: Uint8Array;

  /** `key`: at least 16 bytes, secret. */
  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** A UUID-derived UID (PS3.5 section B.2). The standard's own UIDs stay. */
  uid(uid: string): string {
    if (uid === '' || STANDARD_UID.test(uid)) return uid;
    const bytes = this.#derive('uid', uid).subarray(0, 16);
    // RFC 9562: version 8 (derived by a rule of our own), variant 10.
    bytes[6] = (bytes[6]! & 0x0f) | 0x80;
    bytes[8] = (bytes[8]! & 0x3f) | 0x80;
    return `2.25.${BigInt(`0x${bytes.toString('hex')}`)}`;
  }

  /** Ties the studies of a patient together without saying who it is. */
  patientId(patientId: string): string {
    return `ANON-${this.#derive('patient', patientId).toString('hex', 0, 6).toUpperCase()}`;
  }

  /** Part of a name of a file or folder. */
  name(of: 'study' | 'series' | 'image', uid: string): string {
    return `${of}-${this.#derive(of, uid).toString('hex', 0, 8)}`;
  }

  /** Days by which all dates of a patient move; negative: into the past. */
  dateShift(patientId: string): number {
    return -(LEAST_DAYS + (this.#derive('dates', patientId).readUInt32BE(0) % (MOST_DAYS - LEAST_DAYS + 1)));
  }

  #derive(purpose: string, value: string): Buffer {
    return createHmac('sha256', this.#key).update(`${purpose}\0${value}`).digest();
  }
}
