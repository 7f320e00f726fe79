package org.consulkv.state.txn;

import java.util.Optional;

/// What an operation of a transaction does to a key.
public enum KvVerb {
  SET(1, "set", true),
  CAS(2, "cas", true),
  LOCK(3, "lock", true),
  UNLOCK(4, "unlock", true),
  GET(5, "get", false),
  GET_OR_EMPTY(6, "get-or-empty", false),
  GET_TREE(7, "get-tree", false),
  CHECK_INDEX(8, "check-index", false),
  CHECK_SESSION(9, "check-session", false),
  CHECK_NOT_EXISTS(10, "check-not-exists", false),
  DELETE(11, "delete", true),
  DELETE_TREE(12, "delete-tree", true),
  DELETE_CAS(13, "delete-cas", true);

  private final int number;
  private final String word;
  private final boolean writes;

  KvVerb(int number, String word, boolean writes) {
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

  public static Optional<KvVerb> parse(String word) {
    for (KvVerb verb : values()) {
      if (verb.word.equals(word)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }
}
