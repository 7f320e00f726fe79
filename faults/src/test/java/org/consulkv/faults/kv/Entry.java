package org.consulkv.faults.kv;

/// One key as the API shows it.
public record Entry(String key, String value, long createIndex, long modifyIndex) {
  public Entry withValue(String other) {
    return new Entry(key, other, createIndex, modifyIndex);
  }
}
