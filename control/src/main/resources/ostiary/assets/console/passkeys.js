// Making a passkey: the device is asked with what the server gives.

import { Refused, send } from './api.js';

/** The same body with what the device made, which the server then checks. */
export async function withPasskey(body) {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
    throw new Refused({ detail: 'This browser makes no passkeys. Use a newer one, or another.' });
  }
  const options = await send('POST', '/api/v1/account/passkeys/options');
  const made = await navigator.credentials
    .create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    .catch((failure) => {
      throw new Refused({
        detail: failure.name === 'InvalidStateError'
          ? 'This device has a passkey of yours already.'
          : 'No passkey was made: it was not wanted, or took too long. Try again.',
      });
    });
  return { ...body, credential: made.toJSON() };
}
