package org.consulkv.gossip.wire;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.runtime.Bytes;

/// Encryption with AES in Galois/Counter Mode: a version byte, 12 bytes that are used once, the
/// encrypted text with its 16 bytes of authentication.
///
/// @see "NIST SP 800-38D"
public final class Seal {
  /// What encryption adds to a packet.
  public static final int OVERHEAD = 1 + 12 + 16;

  /// How many bytes must never be the same for two texts under one key.
  public static final int NONCE_LENGTH = 12;

  private static final int PADDED = 0;
  private static final int PLAIN = 1;
  private static final int TAG_BITS = 128;

  private Seal() {}

  /// @param nonce [#NONCE_LENGTH] random bytes
  /// @param with authenticated, not encrypted, not part of the result
  public static Bytes close(Bytes key, Bytes nonce, Bytes text, Bytes with) {
    try {
      byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, key, nonce, with).doFinal(text.shared());
      Bytes version = Bytes.owning(new byte[] {PLAIN});
      return version.concat(nonce).concat(Bytes.owning(encrypted));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM", e);
    }
  }

  /// @param keys tried one after the other
  /// @throws MalformedException if none fits, or the bytes were changed
  public static Bytes open(List<Bytes> keys, Bytes sealed, Bytes with) throws MalformedException {
    if (sealed.length() < OVERHEAD) {
      throw new MalformedException("not encrypted");
    }
    int version = sealed.at(0);
    if (version != PADDED && version != PLAIN) {
      throw new MalformedException("not encrypted, or in a way that is not known");
    }
    Bytes nonce = sealed.slice(1, 1 + NONCE_LENGTH);
    for (Bytes key : keys) {
      try {
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, with);
        int start = 1 + NONCE_LENGTH;
        Bytes text = Bytes.owning(cipher.doFinal(sealed.shared(), start, sealed.length() - start));
        return version == PADDED ? withoutPadding(text) : text;
      } catch (AEADBadTagException _) {
        // Not this key.
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES-GCM", e);
      }
    }
    throw new MalformedException("no key of the keyring opens it");
  }

  /// Each byte of the padding says how long it is.
  ///
  /// @see "RFC 5652, section 6.3"
  private static Bytes withoutPadding(Bytes text) throws MalformedException {
    int padding = text.isEmpty() ? 0 : text.at(text.length() - 1);
    if (padding == 0 || padding > text.length()) {
      throw new MalformedException("wrong padding");
    }
    return text.slice(0, text.length() - padding);
  }

  private static Cipher cipher(int mode, Bytes key, Bytes nonce, Bytes with)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(key.toArray(), "AES"),
        new GCMParameterSpec(TAG_BITS, nonce.toArray()));
    cipher.updateAAD(with.shared());
    return cipher;
  }
}
