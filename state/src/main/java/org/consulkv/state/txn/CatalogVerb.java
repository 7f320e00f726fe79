package org.consulkv.state.txn;

import java.util.Optional;

/// What an operation of a transaction does to a node, service or check.
public enum CatalogVerb {
  GET(1, "get", false),
  SET(2, "set", true),
  CAS(3, "cas", true),
  DELETE(4, "delete", true),
  DELETE_CAS(5, "delete-cas", true);

  private final int number;
  private final String word;
  private final boolean writes;

  CatalogVerb(int number, String word, boolean writes) {
    this.number = number;
    this.word = word;
    this.writes = writes;
  }

  /// Its number in the encoding; never given to another verb.
  public int number() {
    return number;
  }

  /// The word in the API.
  public String word() {
    return word;
  }

  public boolean writes() {
    return writes;
  }

  public static Optional<CatalogVerb> parse(String word) {
    for (CatalogVerb verb : values()) {
      if (verb.word.equals(word)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }
}
