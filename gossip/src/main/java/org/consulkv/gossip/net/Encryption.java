package org.consulkv.gossip.net;

/// What keys are used for. In between, a pool that was not encrypted becomes one that is: its
/// members get a key first, then encrypt, then refuse what is not encrypted.
///
/// @param verifyIncoming whether what is not encrypted is dropped
/// @param verifyOutgoing whether what is sent is encrypted
public record Encryption(boolean verifyIncoming, boolean verifyOutgoing) {
  public static final Encryption FULL = new Encryption(true, true);
}
