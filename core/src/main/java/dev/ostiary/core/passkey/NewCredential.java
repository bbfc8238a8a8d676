package dev.ostiary.core.passkey;

/// What a device made for us, once its answer was found right.
///
/// @param id what the device calls it, in base64url
/// @param publicKey its public half with what the device says of itself, in base64url
/// @param counter how often the device has signed, if it counts
/// @param isSynced whether the device may give it to the person's other devices
public record NewCredential(String id, String publicKey, long counter, boolean isSynced) {}
