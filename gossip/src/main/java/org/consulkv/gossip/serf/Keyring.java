package org.consulkv.gossip.serf;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.consulkv.runtime.Bytes;

/// The keys with which packets may be encrypted. The first is used to encrypt.
///
/// @param keys of 16, 24 or 32 bytes; none means that the pool is not encrypted
public record Keyring(List<Bytes> keys) {
  public static final Keyring NONE = new Keyring(List.of());

  /// A change that is not allowed; the message is for the operator.
  public static final class Refused extends Exception {
    Refused(String message) {
      super(message);
    }
  }

  public Keyring {
    keys = List.copyOf(keys);
    keys.forEach(Keyring::requireLength);
  }

  private static void requireLength(Bytes key) {
    int n = key.length();
    if (n != 16 && n != 24 && n != 32) {
      throw new IllegalArgumentException("key size must be 16, 24 or 32 bytes");
    }
  }

  /// @param base64 one key
  public static Keyring of(String base64) {
    return new Keyring(List.of(decoded(base64)));
  }

  /// @throws IllegalArgumentException if it is not base64, or the key's length is wrong
  public static Bytes decoded(String base64) {
    Bytes key = Bytes.owning(Base64.getDecoder().decode(base64));
    requireLength(key);
    return key;
  }

  public static String encoded(Bytes key) {
    return Base64.getEncoder().encodeToString(key.shared());
  }

  public boolean isEmpty() {
    return keys.isEmpty();
  }

  public Bytes primary() {
    return keys.getFirst();
  }

  /// Also opens what is encrypted with this key.
  Keyring install(Bytes key) {
    if (keys.contains(key)) {
      return this;
    }
    List<Bytes> more = new ArrayList<>(keys);
    more.add(key);
    return new Keyring(more);
  }

  Keyring use(Bytes key) throws Refused {
    if (!keys.contains(key)) {
      throw new Refused("Requested key is not in the keyring");
    }
    List<Bytes> ordered = new ArrayList<>(keys);
    ordered.remove(key);
    ordered.addFirst(key);
    return new Keyring(ordered);
  }

  Keyring remove(Bytes key) throws Refused {
    if (key.equals(primary())) {
      throw new Refused("Removing the primary key is not allowed");
    }
    List<Bytes> fewer = new ArrayList<>(keys);
    fewer.remove(key);
    return new Keyring(fewer);
  }

  /// Never the keys: this may end up in a log.
  @Override
  public String toString() {
    return "Keyring[" + keys.size() + " keys]";
  }
}
