package org.consulkv.cli.kv;

import java.util.Base64;

/// An entry of the key-value store, as the HTTP API shows it.
///
/// @param base64 the value, encoded as the API sends it
/// @param flags unsigned
/// @param session id of the session that holds the lock, empty for none
record KvPair(
    String key,
    String base64,
    long flags,
    long lockIndex,
    String session,
    long createIndex,
    long modifyIndex) {

  /// The value itself.
  byte[] value() {
    return Base64.getDecoder().decode(base64);
  }
}
